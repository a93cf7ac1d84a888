import { reference as nameOf } from '../cards/paper-actions.ts';
import { paperCard } from '../cards/paper-card.ts';
import { withNote } from '../cards/with-note.ts';
import type { Answer } from '../cards/card.ts';
import { arxivIdOf } from '../paper/arxiv-id.ts';
import { explain, toPerson } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import { opened } from './opened.ts';
import { findPaper } from './find-paper.ts';
import { misfit, onlyOne } from './misfit.ts';
import { papersNamed } from './pin-number.ts';
import { isReferenceOrNothing, parseReference } from './reference.ts';
import type { Reference } from './reference.ts';
import { namesSeveral } from './references.ts';

/** Shows one paper whole. The list that was seen last stays as it is, so its numbers go on working. */
export const paper: Command = {
  name: 'paper',
  aliases: ['show'],
  usage: '<number|id|link>',
  summary: 'Show one paper with its whole abstract.',
  details: [
    'A number is one of the list that you saw last here. An id or a link works always.',
    'A paper of arXiv that is not here yet is fetched from arXiv.',
  ],
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
    if (found.kind === 'problem') return fetched(reference, found.answer, parts);
    await opened(found.paper, request, parts);
    return toPerson(paperCard(found.paper), `paper ${nameOf(found.paper.id)}`);
  },
};

/** A paper of arXiv that is not here is fetched once; `answer` is what to say where that leads to nothing. */
async function fetched(reference: Reference, answer: Answer, { sources }: CommandParts): Promise<Answer> {
  if (reference.kind !== 'id' || arxivIdOf(reference.id) === null) return answer;
  const found = await sources.lookUp(reference.id);
  switch (found.kind) {
    case 'found': {
      const card = withNote(paperCard(found.paper), 'It was not here yet; I fetched it from arXiv just now.');
      return toPerson(card, `paper ${nameOf(found.paper.id)}`);
    }
    case 'unknown':
      return { ...answer, card: withNote(answer.card, 'I asked arXiv, and it has no paper with this id.') };
    case 'failed':
      return { ...answer, card: withNote(answer.card, `I asked arXiv in vain: ${found.why} Ask again in a moment.`) };
    case 'off':
      return answer;
    default:
      return unknownOutcome(found);
  }
}

/** A new outcome breaks the build here. */
function unknownOutcome(found: never): never {
  throw new Error(`Expected an outcome of a look-up, got ${JSON.stringify(found)}`);
}
