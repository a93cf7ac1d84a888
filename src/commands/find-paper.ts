import { arxivIdOf, arxivUrl } from '../paper/arxiv-id.ts';
import type { Paper } from '../paper/paper.ts';
import type { Answer } from '../cards/card.ts';
import { clamp } from '../cards/clamp.ts';
import type { Request } from '../chat/request.ts';
import { nothing, problem } from './answers.ts';
import type { CommandParts } from './command.ts';
import { isMaybeWord, parseReference } from './reference.ts';
import type { Reference } from './reference.ts';
import { recallList } from './seen-list.ts';

/** A longer word is not offered to the search. */
const MAX_WORD = 200;

/** The paper that was meant, or what to tell the person when there is none. */
export type FoundPaper =
  { readonly kind: 'paper'; readonly paper: Paper } | { readonly kind: 'problem'; readonly answer: Answer };

/** A number is first one of the list that was seen last, and else what a source calls a paper. */
export async function findPaper(reference: Reference, request: Request, parts: CommandParts): Promise<FoundPaper> {
  if (reference.kind === 'id') return byId(reference.id, parts);
  const seen = await recallList(request, parts);
  const ids = seen?.ids ?? [];
  const id = ids[reference.number - 1];
  if (id !== undefined) return byId(id, parts);
  const paper = await parts.store.papers.lookup(String(reference.number));
  return paper === null ? missing(numberProblem(reference.number, ids.length)) : { kind: 'paper', paper };
}

/** The paper that a whole sentence names by an id or a link; a number of a list names none. */
export async function paperNamedBy(sentence: string, { store }: CommandParts): Promise<Paper | null> {
  const reference = parseReference(sentence);
  return reference?.kind === 'id' ? store.papers.lookup(reference.id) : null;
}

async function byId(id: string, parts: CommandParts): Promise<FoundPaper> {
  const paper = await parts.store.papers.lookup(id);
  return paper === null ? missing(unknownPaper(id)) : { kind: 'paper', paper };
}

/** Nobody told us about that paper; where it can be read instead, when its address follows from its id. */
export function unknownPaper(id: string): Answer {
  const arxiv = arxivIdOf(id);
  if (arxiv === null) {
    const name = /^https?:/iu.test(id) ? 'link' : 'id';
    const isWord = id.length <= MAX_WORD && isMaybeWord({ kind: 'id', id });
    return nothing({
      title: 'I do not know this paper',
      text: [`There is no paper here with the ${name} ${clamp(id, 300)}. Search for words of its title instead.`],
      actions: isWord ? [{ label: `Search for ${clamp(id, 40)}`, says: `search ${id}` }] : [],
    });
  }
  return nothing({
    title: 'I do not have this paper',
    text: [`arXiv:${arxiv} is not among the papers here. You can look for it on arXiv, or search for its topic here.`],
    actions: [{ label: 'Look on arXiv', url: arxivUrl(arxiv) }],
  });
}

function numberProblem(number: number, held: number): Answer {
  if (held === 0) {
    return problem({
      title: `There is no number ${number} yet`,
      text: [
        'Numbers belong to the list that you saw last here, and there is none yet. Search first, then use its numbers.',
      ],
      actions: [{ label: 'Paper of today', says: 'today' }],
    });
  }
  const range = held === 1 ? 'only number 1' : `the numbers 1 to ${held}`;
  return problem({
    title: `There is no number ${number} in your last list`,
    text: [`The list that you saw last here has ${range}.`],
  });
}

function missing(answer: Answer): FoundPaper {
  return { kind: 'problem', answer };
}
