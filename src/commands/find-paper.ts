import { arxivIdOf, arxivUrl } from '../paper/arxiv-id.ts';
import type { Paper, PaperId } from '../paper/paper.ts';
import type { Answer } from '../cards/card.ts';
import type { Request } from '../chat/request.ts';
import { nothing, problem } from './answers.ts';
import type { CommandParts } from './command.ts';
import type { Reference } from './reference.ts';

/** The paper that was meant, or what to tell the person when there is none. */
export type FoundPaper =
  { readonly kind: 'paper'; readonly paper: Paper } | { readonly kind: 'problem'; readonly answer: Answer };

export async function findPaper(reference: Reference, request: Request, parts: CommandParts): Promise<FoundPaper> {
  if (reference.kind === 'id') return byId(reference.id, parts);
  const seen = await parts.store.people.recall(request.person, request.place);
  const ids = seen?.ids ?? [];
  const id = ids[reference.number - 1];
  return id === undefined ? missing(numberProblem(reference.number, ids.length)) : byId(id, parts);
}

async function byId(id: PaperId, parts: CommandParts): Promise<FoundPaper> {
  const paper = await parts.store.papers.get(id);
  return paper === null ? missing(unknownPaper(id)) : { kind: 'paper', paper };
}

/** Nobody told us about that paper; where it can be read instead, when its address follows from its id. */
export function unknownPaper(id: PaperId): Answer {
  const arxiv = arxivIdOf(id);
  if (arxiv === null) {
    return nothing({
      title: 'I do not know this paper',
      text: [`There is no paper here with the id ${id}. Search for words of its title instead.`],
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
