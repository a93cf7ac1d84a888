import { noticeCard } from '../cards/notice-card.ts';
import { wholePlace } from '../chat/place.ts';
import { findArxivIds } from '../paper/arxiv-id.ts';
import { toPerson } from './answers.ts';
import type { Command } from './command.ts';

/** Nobody links to more papers in a message. */
const MAX_HEARD = 100;

/**
 * Somebody posted links to papers: whoever reads along has seen them, so that they do not come as papers of the day soon,
 * also those that are not here yet. Platforms say it of what people write to each other; nobody waits for the answer.
 */
export const overhear: Command = {
  name: 'overhear',
  aliases: [],
  usage: '<text with links>',
  summary: 'Remember the papers that a text links to as seen here.',
  details: ['They do not come as the paper of the day for 30 days.'],
  examples: ['overhear https://arxiv.org/abs/2310.04415'],
  hidden: true,
  fits: (args) => findArxivIds(args).length > 0,
  async run(args, { place }, parts) {
    const ids = [...new Set(findArxivIds(args).map(({ id }) => `arxiv:${id}`))].slice(0, MAX_HEARD);
    await parts.store.ledger.shared(wholePlace(place), ids, parts.now().toISOString());
    return toPerson(noticeCard({ title: 'Noted', text: ['What is linked there counts as seen here for 30 days.'] }));
  },
};
