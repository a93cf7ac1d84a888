import { findArxivIds } from '../paper/arxiv-id.ts';
import type { Paper } from '../paper/paper.ts';
import type { Answer } from '../cards/card.ts';
import { paperCard } from '../cards/paper-card.ts';
import { reference as nameOf } from '../cards/paper-actions.ts';
import type { Request } from '../chat/request.ts';
import { explain, nothing, toPerson } from './answers.ts';
import type { CommandParts } from './command.ts';
import { FIRST_PAGE, hitsFor, showPage } from './listing.ts';
import type { PagedCommand, Turn } from './listing.ts';

/** Nobody links to more papers in a message; it bounds the length of the sentence that shows them again. */
const MAX_LINKED = 25;

/** The papers that a text links to. One of them alone leaves the list that was seen last as it is. */
export const links: PagedCommand = {
  name: 'links',
  aliases: [],
  usage: '<text with links>',
  summary: 'Show the papers that a text links to.',
  details: ['Links to arXiv and to the papers of Hugging Face, and arXiv ids.'],
  examples: ['links https://arxiv.org/abs/2310.04415 and 2401.01234'],
  hidden: true,
  fits: (args) => args === '' || /:\/\//u.test(args) || findArxivIds(args).length > 0,
  run: (args, request, parts) => page(args, FIRST_PAGE, request, parts),
  page,
};

/** The known ones, in the order of the text, each once. */
export async function linkedPapers(text: string, parts: CommandParts): Promise<readonly Paper[]> {
  const ids = findArxivIds(text).map(({ id }) => `arxiv:${id}`);
  const papers = await parts.store.papers.getMany([...new Set(ids)].slice(0, MAX_LINKED));
  return [...new Map(papers.map((paper) => [paper.id, paper])).values()];
}

/** The arXiv ids in a text of papers that are not here, each once. */
export async function unknownIds(text: string, parts: CommandParts): Promise<readonly string[]> {
  const ids = [...new Set(findArxivIds(text).map(({ id }) => id))].slice(0, MAX_LINKED);
  const known = await Promise.all(ids.map((id) => parts.store.papers.lookup(id)));
  return ids.filter((_, at) => known[at] === null);
}

/** The papers that a text links to, whole if it is one, else as a list. There is at least one. */
export async function showLinked(
  papers: readonly Paper[],
  turn: Turn,
  request: Request,
  parts: CommandParts,
): Promise<Answer> {
  const [only, ...others] = papers;
  if (only !== undefined && others.length === 0) return toPerson(paperCard(only), `paper ${nameOf(only.id)}`);
  const listing = {
    heading: `${papers.length} papers linked here`,
    sentence: `links ${papers.map(({ id }) => nameOf(id)).join(' ')}`,
    found: {
      hits: papers.map(({ id }) => ({ id, words: [] })).slice(0, hitsFor(turn)),
      total: papers.length,
      complete: null,
      corrections: [],
    },
    sorted: 'as in the text',
    filters: [],
    notes: [],
  };
  const shown = await showPage(listing, turn, request, parts);
  return shown ?? nothing({ title: 'That was all', text: ['There are no more papers in this text.'] });
}

async function page(args: string, turn: Turn, request: Request, parts: CommandParts): Promise<Answer> {
  if (args === '') return explain(links);
  const papers = await linkedPapers(args, parts);
  if (papers.length > 0) return showLinked(papers, turn, request, parts);
  return nothing({
    title: 'I do not have these papers',
    text: [
      'None of the papers that are linked there is among the papers here. You can search for their topic instead.',
    ],
  });
}
