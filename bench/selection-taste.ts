import type { Paper } from '../src/paper/paper.ts';
import { addList, createChannel, createShelf } from './selection-channel.ts';
import type { Shelf } from './selection-channel.ts';
import type { Day } from './selection-data.ts';

/** What simulated channels like: a paper is of the field when its title, abstract or keywords say so. */
const FIELDS: Readonly<Record<string, RegExp>> = {
  'video and images': /\b(?:video|image) (?:generation|synthesis|editing)|text-to-(?:image|video)\b/i,
  agents: /\bagents?\b|\bagentic\b/i,
  robots: /\brobot/i,
  'speech and sound': /\bspeech\b|\baudio\b|\bmusic\b/i,
  medicine: /\bmedical\b|\bclinical\b|\bbiolog|\bprotein/i,
};
const WEEKS = 12;
const STARTS = 10;
const REPORTED = [
  [1, 1],
  [2, 2],
  [3, 4],
  [5, 8],
  [9, 12],
] as const;

/**
 * Channels without a topic that react to each paper of the day: 👍 when it is of their field, and (`both`) 👎 when it is
 * not. `silent` never reacts: what such a channel would be shown anyway.
 */
export async function measureTaste(days: readonly Day[]): Promise<void> {
  console.log(`\nPapers of the day from the field that a channel likes, by week (${STARTS} channels each)`);
  console.log(
    `field              reacts     of lists  ${REPORTED.map(([a, b]) => (a === b ? `week ${a}` : `weeks ${a}–${b}`).padStart(10)).join('')}`,
  );
  for (const [field, pattern] of Object.entries(FIELDS)) {
    for (const reacts of ['silent', 'likes', 'both'] as const) {
      const rows = await Promise.all(
        Array.from({ length: STARTS }, (_, i) =>
          run(days, Math.floor((i * (days.length - 5 * WEEKS)) / STARTS), pattern, reacts),
        ),
      );
      const shares = REPORTED.map(([from, to]) =>
        share(rows.flatMap(({ picks }) => picks.slice(5 * (from - 1), 5 * to))),
      );
      const base = share(rows.flatMap(({ lists }) => lists));
      console.log(
        `${field.padEnd(18)} ${reacts.padEnd(8)} ${base.padStart(10)}  ${shares.map((text) => text.padStart(10)).join('')}`,
      );
    }
  }
}

async function run(
  days: readonly Day[],
  start: number,
  pattern: RegExp,
  reacts: 'silent' | 'likes' | 'both',
): Promise<{ readonly picks: readonly boolean[]; readonly lists: readonly boolean[] }> {
  const shelf: Shelf = createShelf();
  const channel = createChannel(shelf, `${start}`);
  const picks: boolean[] = [];
  const ofField = ({ title, abstract, keywords }: Paper): boolean =>
    pattern.test(`${title} ${abstract} ${keywords.join(' ')}`);
  const lists = days.slice(start, start + 5 * WEEKS);
  for (const list of lists) {
    await addList(shelf, list);
    const paper = await channel.pick('', list, false);
    if (paper === null) continue;
    const fits = ofField(paper);
    picks.push(fits);
    if (fits && reacts !== 'silent') channel.say(paper.id, 'like');
    if (!fits && reacts === 'both') channel.say(paper.id, 'dislike');
  }
  return { picks, lists: lists.flatMap(({ papers }) => papers.map(ofField)) };
}

function share(all: readonly boolean[]): string {
  return `${((100 * all.filter(Boolean).length) / all.length).toFixed(0)} %`;
}
