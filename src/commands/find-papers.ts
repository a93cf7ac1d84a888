import type { Answer } from '../cards/card.ts';
import type { Request } from '../chat/request.ts';
import type { Paper } from '../paper/paper.ts';
import type { CommandParts } from './command.ts';
import { findPaper } from './find-paper.ts';
import type { Reference } from './reference.ts';

export type FoundPapers =
  | { readonly kind: 'papers'; readonly papers: readonly Paper[] }
  | { readonly kind: 'problem'; readonly answer: Answer };

/** All of them, each once and in order, or what to tell the person of the first one that there is not. */
export async function findPapers(
  references: readonly Reference[],
  request: Request,
  parts: CommandParts,
): Promise<FoundPapers> {
  const papers = new Map<string, Paper>();
  for (const reference of references) {
    const found = await findPaper(reference, request, parts);
    if (found.kind === 'problem') return found;
    papers.set(found.paper.id, found.paper);
  }
  return { kind: 'papers', papers: [...papers.values()] };
}
