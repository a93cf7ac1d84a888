import { subscribedCard } from '../cards/subscribed-card.ts';
import { parseQuery } from '../search/query.ts';
import { parseWish } from '../subscription/grammar.ts';
import { nextSlot } from '../subscription/timetable.ts';
import { notice, toPlace } from './answers.ts';
import type { Command } from './command.ts';
import { noteInWords } from './note-in-words.ts';

/** A topic, not a document: what a subscription asks for is read back to people many times. */
const MAX_QUERY = 500;
/** More posts than this a day are a mistake, not a wish. */
const MAX_IN_A_PLACE = 25;

/** Asks for a paper of the day in this place. */
export const subscribe: Command = {
  name: 'subscribe',
  aliases: [],
  usage: '[topic] [filters] [at HH:MM] [in Zone/City] [on days] [top N]',
  summary: 'Post a paper of the day here.',
  details: [
    'Without a word: any paper, at 09:00 on every day, one paper. The parts can come in any order.',
    'Topic and filters are those of a search. Times are like 9:00, 9am or 21h; days like weekdays, weekends or mon,wed; a zone is a city or a name like Europe/Berlin.',
    'A paper is not shown here twice before all that fit have been.',
  ],
  examples: [
    'subscribe',
    'subscribe quantization at 8:30 on weekdays',
    'subscribe diffusion cat:cs.CV -survey at 9am in New York top 3',
  ],
  fits: () => true,
  async run(args, request, parts) {
    const parsed = parseWish(args, { zone: request.zone });
    if (parsed.kind === 'question') return notice({ title: 'One question first', text: [parsed.message] });
    const { wish } = parsed;
    if (wish.query.length > MAX_QUERY) {
      return notice({
        title: 'This topic is too long',
        text: [`A topic can have ${MAX_QUERY} characters, this one has ${wish.query.length}. A few words work best.`],
      });
    }
    const here = await parts.store.subscriptions.list(request.place);
    if (here.length >= MAX_IN_A_PLACE) {
      return notice({
        title: `There are ${here.length} subscriptions here already`,
        text: ['Remove one of them first: list shows them.'],
        actions: [{ label: 'Show all here', says: 'list' }],
      });
    }
    const now = parts.now();
    const query = parseQuery(wish.query);
    const { total } = await parts.index.search(query, { offset: 0, limit: 1 });
    const added = await parts.store.subscriptions.add(wish, request.place, request.person, now.toISOString());
    const card = subscribedCard({
      subscription: added.subscription,
      existing: added.existing,
      next: nextSlot(added.subscription.timetable, now).at,
      fitting: total,
      notes: query.notes.map((note) => noteInWords(query, note)),
    });
    return toPlace(card);
  },
};
