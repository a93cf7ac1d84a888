import { recapCard } from '../cards/recap-card.ts';
import type { Recalled } from '../cards/recap-card.ts';
import { wholePlace } from '../chat/place.ts';
import type { Place } from '../chat/place.ts';
import type { PaperId } from '../paper/paper.ts';
import { localDate } from '../subscription/timetable.ts';
import { nothing, toPerson } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import { readTime, timeInWords, timeStart } from './period.ts';
import type { Time } from './period.ts';
import { rememberList } from './seen-list.ts';

/** As many as fit into a message. */
const SHOWN = 10;
/** A place has at most 25 subscriptions with a post a day; this is a month of them. */
const MAX_ENTRIES = 800;

/** What was posted here of late, and what people thought of it. */
export const recap: Command = {
  name: 'recap',
  aliases: [],
  usage: '[week|month]',
  summary: 'Show what was posted here of late, with votes and what was saved.',
  details: ['Without a word it is the last week. Where people meet to talk about papers, it is a list to choose from.'],
  examples: ['recap', 'recap month'],
  fits: (args) => /^(?:|week|month|(?:week|month)\s+\d{4}-\d{2}-\d{2})$/iu.test(args),
  async run(args, request, parts) {
    const time = readTime(args, localDate(parts.now(), request.zone));
    const papers = await recalled(request.place, time, parts);
    const period = timeInWords(time);
    if (papers.length === 0) {
      return nothing({
        title: `Nothing was posted here in ${period}`,
        text: ['A recap tells of the papers of the day of this place.'],
        actions: [{ label: 'Show the subscriptions', says: 'list' }],
      });
    }
    const shown = papers.slice(0, SHOWN);
    const ids = shown.map(({ paper }) => paper.id);
    await rememberList(request, { ids, more: null }, parts);
    return toPerson(recapCard({ period, papers: shown, total: papers.length }), `recap ${time.period} ${time.end}`);
  },
};

/** Best liked and most saved first, and of equals the newest. */
async function recalled(place: Place, time: Time, parts: CommandParts): Promise<readonly Recalled[]> {
  const dates = await datesOf(place, time, parts);
  const likings = new Map((await parts.store.people.likings(wholePlace(place))).map((liking) => [liking.id, liking]));
  const papers = await parts.store.papers.getMany([...dates.keys()]);
  return papers
    .map((paper) => {
      const { likes = 0, dislikes = 0, saves = 0 } = likings.get(paper.id) ?? {};
      return { paper, date: dates.get(paper.id) ?? '', likes, dislikes, saves };
    })
    .toSorted((a, b) => liked(b) - liked(a) || (a.date < b.date ? 1 : -1));
}

function liked({ likes, dislikes, saves }: Recalled): number {
  return likes - dislikes + saves;
}

/** The papers of the posts of a time, each with the date of the last. */
async function datesOf(place: Place, time: Time, { store }: CommandParts): Promise<ReadonlyMap<PaperId, string>> {
  const start = timeStart(time);
  const dates = new Map<PaperId, string>();
  for (const { slot, outcome, papers } of await store.ledger.recentIn(place, MAX_ENTRIES)) {
    const isOfTime = slot.date > start && slot.date <= time.end;
    if (!isOfTime || outcome?.state !== 'sent') continue;
    for (const { id } of papers) if (!dates.has(id)) dates.set(id, slot.date);
  }
  return dates;
}
