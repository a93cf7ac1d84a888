import { foundCard } from '../cards/found-card.ts';
import type { Answer } from '../cards/card.ts';
import type { Request } from '../chat/request.ts';
import type { Paper } from '../paper/paper.ts';
import { parseQuery } from '../search/query.ts';
import { toPerson } from './answers.ts';
import type { CommandParts } from './command.ts';
import { recallList } from './seen-list.ts';

/** The sentence of a further page of a search: see listing.ts. */
const SEARCH_PAGE = /^page \d+ search (?<text>.+)$/su;

/**
 * Why a paper is a result of the search that this person saw last, when it is one and the list has a further page, whose
 * sentence tells what was searched for. Null otherwise.
 */
export async function whyFound(paper: Paper, request: Request, parts: CommandParts): Promise<Answer | null> {
  const seen = await recallList(request, parts);
  const text = SEARCH_PAGE.exec(seen?.more ?? '')?.groups?.['text'];
  if (text === undefined || seen?.ids.includes(paper.id) !== true) return null;
  const explanation = await parts.index.explain(parseQuery(text), paper.id);
  return explanation === null ? null : toPerson(foundCard({ paper, ...explanation }));
}
