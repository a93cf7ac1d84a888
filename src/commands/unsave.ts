import type { Action } from '../cards/card.ts';
import { noticeCard } from '../cards/notice-card.ts';
import { reference as nameOf } from '../cards/paper-actions.ts';
import { paperTitle } from '../cards/paper-title.ts';
import type { Paper } from '../paper/paper.ts';
import { explain, toPerson } from './answers.ts';
import type { Command } from './command.ts';
import { findPapers } from './find-papers.ts';
import { misfit } from './misfit.ts';
import { areReferencesOrNothing, parseReferences } from './references.ts';

/** Takes papers off the person's list. */
export const unsave: Command = {
  name: 'unsave',
  aliases: [],
  usage: '<number|id|link> …',
  summary: 'Take a paper off your own list.',
  details: ['Several at a time work as well. The paper itself stays; only your list forgets it.'],
  examples: ['unsave 1', 'unsave 2310.04415', 'unsave 1 2'],
  fits: areReferencesOrNothing,
  nearly: (args) => args.toLowerCase() === 'all',
  async run(args, request, parts) {
    if (args === '') return explain(unsave);
    const references = parseReferences(args);
    if (references === null) {
      const why = 'Say which ones, by their numbers: saved shows your list, and then unsave 1 2 3 takes them off it.';
      return misfit({ command: unsave, args, why, nearest: 'saved' }, request, parts);
    }
    const found = await findPapers(references, request, parts);
    if (found.kind === 'problem') return found.answer;
    const taken: Paper[] = [];
    for (const paper of found.papers) {
      if (await parts.store.people.unsave(request.person, paper.id)) taken.push(paper);
    }
    const again: Action = {
      label: taken.length === 1 ? 'Save it again' : 'Save them again',
      says: `save ${taken.map(({ id }) => nameOf(id)).join(' ')}`,
    };
    const card = noticeCard({
      title: titleFor(found.papers.length, taken.length),
      text: found.papers.map((paper) => [paperTitle(paper)]),
      actions: [...(taken.length > 0 ? [again] : []), { label: 'Show saved', says: 'saved' }],
    });
    return toPerson(card);
  },
};

function titleFor(all: number, taken: number): string {
  if (all === 1) return taken === 1 ? 'Taken off your list' : 'This was not on your list';
  if (taken === all) return `Took ${all} papers off your list`;
  return taken === 0
    ? 'These were not on your list'
    : `Took ${taken} of ${all} off your list; the others were not on it`;
}
