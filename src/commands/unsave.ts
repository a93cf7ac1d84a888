import { reference as nameOf } from '../cards/paper-actions.ts';
import { noticeCard } from '../cards/notice-card.ts';
import { paperTitle } from '../cards/paper-title.ts';
import { explain, toPerson } from './answers.ts';
import type { Command } from './command.ts';
import { findPaper } from './find-paper.ts';
import { isReferenceOrNothing, parseReference } from './reference.ts';

/** Takes a paper off the person's list. */
export const unsave: Command = {
  name: 'unsave',
  aliases: [],
  usage: '<number|id|link>',
  summary: 'Take a paper off your own list.',
  details: ['The paper itself stays; only your list forgets it.'],
  examples: ['unsave 1', 'unsave 2310.04415'],
  fits: isReferenceOrNothing,
  async run(args, request, parts) {
    const reference = parseReference(args);
    if (reference === null) return explain(unsave);
    const found = await findPaper(reference, request, parts);
    if (found.kind === 'problem') return found.answer;
    const wasSaved = await parts.store.people.unsave(request.person, found.paper.id);
    const card = noticeCard({
      title: wasSaved ? 'Taken off your list' : 'This was not on your list',
      text: [[paperTitle(found.paper)]],
      actions: [
        ...(wasSaved ? [{ label: 'Save it again', says: `save ${nameOf(found.paper.id)}` }] : []),
        { label: 'Show saved', says: 'saved' },
      ],
    });
    return toPerson(card);
  },
};
