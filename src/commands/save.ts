import { noticeCard } from '../cards/notice-card.ts';
import { reference as nameOf } from '../cards/paper-actions.ts';
import { paperTitle } from '../cards/paper-title.ts';
import { explain, toPerson } from './answers.ts';
import type { Command } from './command.ts';
import { findPaper } from './find-paper.ts';
import { isReferenceOrNothing, parseReference } from './reference.ts';

/** Keeps a paper for the person who says it, in every place of the platform. */
export const save: Command = {
  name: 'save',
  aliases: [],
  usage: '<number|id|link>',
  summary: 'Keep a paper in your own list.',
  details: ['saved shows your list, unsave takes a paper off it, cite saved cites all of it.'],
  examples: ['save 2', 'save 2310.04415'],
  fits: isReferenceOrNothing,
  async run(args, request, parts) {
    const reference = parseReference(args);
    if (reference === null) return explain(save);
    const found = await findPaper(reference, request, parts);
    if (found.kind === 'problem') return found.answer;
    const isNew = await parts.store.people.save(request.person, found.paper.id, parts.now().toISOString());
    const card = noticeCard({
      title: isNew ? 'Saved' : 'You had saved this already',
      text: [[paperTitle(found.paper)]],
      actions: [
        { label: 'Show saved', says: 'saved' },
        { label: 'Take it off', says: `unsave ${nameOf(found.paper.id)}` },
      ],
    });
    return toPerson(card);
  },
};
