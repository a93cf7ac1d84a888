import type { Action } from '../cards/card.ts';
import { noticeCard } from '../cards/notice-card.ts';
import { reference as nameOf } from '../cards/paper-actions.ts';
import { paperTitle } from '../cards/paper-title.ts';
import { wholePlace } from '../chat/place.ts';
import { explain, toPerson } from './answers.ts';
import type { Command } from './command.ts';
import { findPapers } from './find-papers.ts';
import { misfit } from './misfit.ts';
import { areReferencesOrNothing, parseReferences } from './references.ts';

/** Keeps papers for the person who says it, in every place of the platform. */
export const save: Command = {
  name: 'save',
  aliases: [],
  usage: '<number|id|link> …',
  summary: 'Keep a paper in your own list.',
  details: [
    'Several at a time work as well. saved shows your list, unsave takes a paper off it, cite saved cites all of it.',
  ],
  examples: ['save 2', 'save 2310.04415', 'save 1 2 3'],
  fits: areReferencesOrNothing,
  nearly: (args) => args.toLowerCase() === 'all',
  async run(args, request, parts) {
    if (args === '') return explain(save);
    const references = parseReferences(args);
    if (references === null) {
      const why = 'Say which papers of the list, by their numbers: save 1 2 3.';
      return misfit({ command: save, args, why, nearest: 'save 1' }, request, parts);
    }
    const found = await findPapers(references, request, parts);
    if (found.kind === 'problem') return found.answer;
    const { papers } = found;
    let fresh = 0;
    for (const { id } of papers) {
      if (await parts.store.people.save(request.person, id, parts.now().toISOString())) fresh += 1;
      await parts.store.people.notice(request.person, wholePlace(request.place), id, 'save');
    }
    const back: Action = {
      label: papers.length === 1 ? 'Take it off' : 'Take them off',
      says: `unsave ${papers.map(({ id }) => nameOf(id)).join(' ')}`,
    };
    const card = noticeCard({
      title: titleFor(papers.length, fresh),
      text: papers.map((paper) => [paperTitle(paper)]),
      actions: [{ label: 'Show saved', says: 'saved' }, back],
    });
    return toPerson(card);
  },
};

function titleFor(all: number, fresh: number): string {
  if (all === 1) return fresh === 1 ? 'Saved' : 'You had saved this already';
  if (fresh === all) return `Saved ${all} papers`;
  return fresh === 0 ? 'You had saved these already' : `Saved ${fresh} of ${all}; you had the others already`;
}
