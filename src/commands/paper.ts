import { reference as nameOf } from '../cards/paper-actions.ts';
import { paperCard } from '../cards/paper-card.ts';
import { explain, toPerson } from './answers.ts';
import type { Command } from './command.ts';
import { opened } from './opened.ts';
import { findPaper } from './find-paper.ts';
import { misfit, onlyOne } from './misfit.ts';
import { papersNamed } from './pin-number.ts';
import { isReferenceOrNothing, parseReference } from './reference.ts';
import { namesSeveral } from './references.ts';

/** Shows one paper whole. The list that was seen last stays as it is, so its numbers go on working. */
export const paper: Command = {
  name: 'paper',
  aliases: ['show'],
  usage: '<number|id|link>',
  summary: 'Show one paper with its whole abstract.',
  details: ['A number is one of the list that you saw last here. An id or a link works always.'],
  examples: ['paper 2', 'paper 2310.04415', 'paper https://arxiv.org/abs/2310.04415'],
  fits: isReferenceOrNothing,
  nearly: (args) => papersNamed(`paper ${args}`) !== null,
  async run(args, request, parts) {
    const reference = parseReference(args);
    if (args === '') return explain(paper);
    if (reference === null && papersNamed(`paper ${args}`)?.tail) {
      const reason = 'paper shows a paper; cite gives its citation.';
      return misfit({ command: paper, args, why: reason, nearest: `cite ${args}` }, request, parts);
    }
    if (reference === null || namesSeveral(args)) return onlyOne(paper, args, request, parts);
    const found = await findPaper(reference, request, parts);
    if (found.kind === 'problem') return found.answer;
    await opened(found.paper, request, parts);
    return toPerson(paperCard(found.paper), `paper ${nameOf(found.paper.id)}`);
  },
};
