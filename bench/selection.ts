/**
 * How good the paper of the day is, on 501 lists of the day of Hugging Face (2024-05 to 2026-04), each choice made by the
 * code of the service on the morning after a list, from the papers that came with it.
 *
 *     npx node bench/selection.ts
 *
 * The lists were kept once each, on their day, so what a paper had in the end is known for 20 days only (the file of
 * early and late votes). For the others the votes of the list stand for the end, and the choice is made from fewer:
 * `early` throws a coin for each vote, weighed as those 20 days say; `hidden` has none at all.
 */
import type { Paper, PaperId } from '../src/paper/paper.ts';
import { parseQuery } from '../src/search/query.ts';
import { seededRandom } from './corpus.ts';
import { addList, createChannel, createShelf } from './selection-channel.ts';
import { readDays, readLater, skipWithoutLists } from './selection-data.ts';
import type { Day } from './selection-data.ts';
import { measureTaste } from './selection-taste.ts';

type Tally = { picks: number; ten: number; three: number };
/** How many papers of a list had more votes in the end. */
type Places = ReadonlyMap<PaperId, number>;

/** What a paper has of its later votes on its day: the median of the 470 papers of which both are known. */
const EARLY_SHARE = 0.6;
const TOPICS = ['', 'video generation', 'agents', 'reasoning', 'speech', 'robot'];
const STRATEGIES = { Paperboy: '', 'newest first': ' sort:new', 'most voted first': ' sort:top' } as const;

skipWithoutLists();
const days = readDays();
await realVotes();
await standInVotes(
  'early',
  (votes, random) => Array.from({ length: votes }, random).filter((n) => n < EARLY_SHARE).length,
);
await standInVotes('hidden', () => null);
await measureTaste(days);

async function realVotes(): Promise<void> {
  const later = readLater();
  const lists: { readonly list: Day; readonly places: Places }[] = [];
  const known = new Map(days.flatMap(({ papers }) => papers.map((paper) => [paper.id, paper])));
  for (const [date, votes] of later) {
    const papers = votes.flatMap(({ id, early }): readonly Paper[] => {
      const paper = known.get(id);
      return paper === undefined || early === null ? [] : [{ ...paper, upvotes: early }];
    });
    const places = placesOf(votes.map(({ id, late }) => [id, late]));
    if (papers.length > 0) lists.push({ list: { date, papers }, places });
  }
  console.log(`\nVotes of the day itself, judged by those of days or weeks later (${lists.length} days)`);
  await measure(lists);
}

async function standInVotes(name: string, seen: (votes: number, random: () => number) => number | null): Promise<void> {
  const random = seededRandom(20261124);
  const lists = days.map(({ date, papers }) => ({
    list: { date, papers: papers.map((paper) => ({ ...paper, upvotes: seen(paper.upvotes ?? 0, random) })) },
    places: placesOf(papers.map(({ id, upvotes }) => [id, upvotes ?? 0])),
  }));
  console.log(`\nVotes: ${name}, judged by those of the list (${lists.length} days)`);
  await measure(lists);
}

async function measure(lists: readonly { readonly list: Day; readonly places: Places }[]): Promise<void> {
  console.log('topic              strategy           picks  of the ten  of the three most voted');
  for (const topic of TOPICS) {
    const shelf = createShelf();
    const tallies = Object.entries(STRATEGIES).map(([name, order]) => ({
      name,
      text: `${topic}${order}`,
      channel: createChannel(shelf, name),
      tally: { picks: 0, ten: 0, three: 0 },
    }));
    const random: Tally = { picks: 0, ten: 0, three: 0 };
    for (const { list, places } of lists) {
      await addList(shelf, list);
      for (const { text, channel, tally } of tallies) count(tally, await channel.pick(text, list, true), places);
      await countAll(random, topic, shelf, places);
    }
    for (const { name, tally } of [...tallies, { name: 'random', tally: random }]) {
      const share = (part: number): string => `${((100 * part) / tally.picks).toFixed(1)} %`.padStart(10);
      console.log(
        `${(topic || '(none)').padEnd(18)} ${name.padEnd(18)} ${String(tally.picks).padStart(5)}  ${share(tally.ten)}  ${share(tally.three)}`,
      );
    }
  }

  /** What drawing lots gives in the long run: the share of what could be drawn. */
  async function countAll(
    tally: Tally,
    topic: string,
    shelf: ReturnType<typeof createShelf>,
    places: Places,
  ): Promise<void> {
    const { hits } = await shelf.index.search(parseQuery(topic), { offset: 0, limit: shelf.papers.size });
    const fitting = hits.filter(({ id }) => shelf.newest.has(id)).map(({ id }) => places.get(id) ?? Infinity);
    if (fitting.length === 0) return;
    tally.picks += 1;
    tally.ten += fitting.filter((above) => above < 10).length / fitting.length;
    tally.three += fitting.filter((above) => above < 3).length / fitting.length;
  }
}

function count(tally: Tally, paper: Paper | null, places: Places): void {
  if (paper === null) return;
  const above = places.get(paper.id) ?? Infinity;
  tally.picks += 1;
  if (above < 10) tally.ten += 1;
  if (above < 3) tally.three += 1;
}

function placesOf(votes: readonly (readonly [PaperId, number])[]): Places {
  return new Map(votes.map(([id, own]) => [id, votes.filter(([, other]) => other > own).length]));
}
