import { dailyCard } from '../cards/daily-card.ts';
import { instantInWords } from '../cards/dates.ts';
import { withNote } from '../cards/with-note.ts';
import { placeKey } from '../chat/place.ts';
import { parseQuery } from '../search/query.ts';
import { chooseFor, sinceDayBefore } from '../selection/choose-for.ts';
import { choose } from '../selection/choose.ts';
import { describeWish } from '../subscription/grammar.ts';
import { nextSlot } from '../subscription/timetable.ts';
import { toPerson } from './answers.ts';
import type { Command } from './command.ts';
import { nothingFound } from './nothing-found.ts';
import { readWish } from './read-wish.ts';
import { withoutTo } from './without-to.ts';

/** The next post that a subscription would make. Nothing is recorded, and no paper is used up. */
export const preview: Command = {
  name: 'preview',
  aliases: [],
  usage: '[topic] [filters] [at HH:MM] [in Zone/City] [on days] [top N] [thread]',
  summary: 'Show what the next post of a subscription would be.',
  details: ['It is said like subscribe, and changes nothing.'],
  examples: ['preview quantization at 8:30 on weekdays'],
  hidden: true,
  fits: () => true,
  async run(args, request, parts) {
    const read = readWish(withoutTo(args), { zone: request.zone, extras: request.extras !== undefined });
    if (read.kind === 'problem') return read.answer;
    const { wish } = read;
    const { place } = request;
    const { date, at } = nextSlot(wish.timetable, parts.now());
    const here = await parts.store.subscriptions.list(place);
    const stored = here.find((subscription) => describeWish(subscription) === describeWish(wish));
    const query = parseQuery(wish.query);
    const chooseParts = { index: parts.index, ...parts.store };
    const { choices, startsOver } =
      stored === undefined
        ? await choose(chooseParts, {
            query,
            place,
            date,
            since: sinceDayBefore(wish, date),
            seed: `${placeKey(place)} ${date}`,
            top: wish.top,
          })
        : await chooseFor(chooseParts, stored, date);
    if (choices.length === 0) return nothingFound(query, parts);
    const options = { date, late: false, startsOver, topic: wish.query, thread: wish.thread };
    const next = instantInWords(at, wish.timetable.zone);
    return toPerson(withNote(dailyCard(choices, options), `Preview of the next post, ${next}`));
  },
};
