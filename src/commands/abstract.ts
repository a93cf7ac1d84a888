import type { Answer } from '../cards/card.ts';
import { abstractCard } from '../cards/abstract-card.ts';
import { reference as nameOf } from '../cards/paper-actions.ts';
import type { Request } from '../chat/request.ts';
import { explain, toPerson } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import { opened } from './opened.ts';
import { findPaper } from './find-paper.ts';
import { onlyOne } from './misfit.ts';
import { isReferenceOrNothing, parseReference } from './reference.ts';
import type { Reference } from './reference.ts';
import { namesSeveral } from './references.ts';

/** The whole abstract of a paper, and little else. */
export const abstract: Command = {
  name: 'abstract',
  aliases: [],
  usage: '<number|id|link>',
  summary: 'Show the whole abstract of a paper.',
  details: ['paper shows everything else as well: all authors, PDF, code.'],
  examples: ['abstract 2', 'abstract 2310.04415'],
  hidden: true,
  fits: isReferenceOrNothing,
  nearly: namesSeveral,
  async run(args, request, parts) {
    const reference = parseReference(args);
    if (args === '') return explain(abstract);
    if (reference === null || namesSeveral(args)) return onlyOne(abstract, args, request, parts);
    return showAbstract(reference, request, parts);
  },
};

export async function showAbstract(reference: Reference, request: Request, parts: CommandParts): Promise<Answer> {
  const found = await findPaper(reference, request, parts);
  if (found.kind === 'problem') return found.answer;
  await opened(found.paper, request, parts);
  return toPerson(abstractCard(found.paper), `abstract ${nameOf(found.paper.id)}`);
}
