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
  details: [
    'paper shows everything else as well: all authors, PDF, code.',
    'from 2 goes on with the second part of an abstract that is too long for one message.',
  ],
  examples: ['abstract 2', 'abstract 2310.04415', 'abstract 2310.04415 from 2'],
  hidden: true,
  fits: (args) => isReferenceOrNothing(partWanted(args).name),
  nearly: namesSeveral,
  async run(args, request, parts) {
    const { name, from } = partWanted(args);
    const reference = parseReference(name);
    if (args === '') return explain(abstract);
    if (reference === null || namesSeveral(name)) return onlyOne(abstract, args, request, parts);
    return showAbstract(reference, request, parts, from);
  },
};

/** `2310.04415 from 2`: the paper, and the part of its abstract. */
function partWanted(args: string): { readonly name: string; readonly from: number } {
  const [, name = args, from = '1'] = /^(\S+)\s+from\s+([1-9]\d?)$/iu.exec(args) ?? [];
  return { name, from: Number(from) };
}

export async function showAbstract(
  reference: Reference,
  request: Request,
  parts: CommandParts,
  from = 1,
): Promise<Answer> {
  const found = await findPaper(reference, request, parts);
  if (found.kind === 'problem') return found.answer;
  await opened(found.paper, request, parts);
  const again = `abstract ${nameOf(found.paper.id)}${from > 1 ? ` from ${from}` : ''}`;
  return toPerson(abstractCard(found.paper, from), again);
}
