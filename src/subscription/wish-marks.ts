import { createHash } from 'node:crypto';
import { describeExtras } from './extras-words.ts';
import { plainTopic } from './grammar.ts';
import type { Wish } from './subscription.ts';
import { joinTokens, readTokens } from './tokens.ts';

/** So that whoever fills in a form changes what they changed in it, and nothing that somebody else changed meanwhile. */
type Part = {
  /** As people call it. */
  readonly name: string;
  /** The same text where it is the same. */
  readonly of: (wish: Wish) => string;
  readonly put: (into: Wish, from: Wish) => Wish;
};

const parts: readonly Part[] = [
  {
    name: 'the topic',
    of: ({ query }) => topicIn(query),
    put: (into, from) => ({ ...into, query: plainTopic(`${topicIn(from.query)} ${filtersIn(into.query)}`.trim()) }),
  },
  {
    name: 'the filters',
    of: ({ query }) => filtersIn(query),
    put: (into, from) => ({ ...into, query: plainTopic(`${topicIn(into.query)} ${filtersIn(from.query)}`.trim()) }),
  },
  {
    // Half of it from one person and half from another would be a time that nobody chose.
    name: 'the time',
    of: ({ timetable: { at, zone } }) => `${at} ${zone}`,
    put: (into, { timetable: { at, zone } }) => ({ ...into, timetable: { ...into.timetable, at, zone } }),
  },
  {
    name: 'the days',
    of: ({ timetable: { days } }) => days.join(),
    put: (into, { timetable: { days } }) => ({ ...into, timetable: { ...into.timetable, days } }),
  },
  { name: 'how many papers', of: ({ top }) => String(top), put: (into, { top }) => ({ ...into, top }) },
  { name: 'the thread', of: ({ thread }) => String(thread), put: (into, { thread }) => ({ ...into, thread }) },
  { name: 'the empty day', of: ({ empty }) => empty, put: (into, { empty }) => ({ ...into, empty }) },
  { name: 'the first day', of: ({ from }) => from ?? '', put: (into, { from }) => ({ ...into, from }) },
  {
    name: 'what a post does',
    of: ({ extras = {} }) => describeExtras(extras).join(' '),
    put: ({ extras: _before, ...into }, { extras }) => (extras === undefined ? into : { ...into, extras }),
  },
];

/** How much of each hash: two texts of a part have the same mark once in sixteen million times. */
const markLength = 4;

export const MARKS = new RegExp(`was:[\\w-]{${parts.length * markLength}}`, 'u');

/** How a wish is, in one word of fixed length behind `was:`: whether a part of it has changed can be seen by it later. */
export function marksOf(wish: Wish): string {
  return `was:${parts.map((part) => markOf(part.of(wish))).join('')}`;
}

/** A sentence without that word, as a person writes it. */
export function withoutMarks(sentence: string): string {
  return sentence.replace(new RegExp(`(?<=\\bedit #?\\d{1,9}) ${MARKS.source}`, 'u'), '');
}

export type Merged = {
  /** With what was changed in `mine`, which also wins where both changed the same part. */
  readonly wish: Wish;
  /** The parts that only the other one changed. */
  readonly others: readonly string[];
  /** The parts that both changed, each otherwise. */
  readonly conflicts: readonly string[];
};

/** What two people made of one wish: `marks` are those of what it was, `theirs` is what it is now. */
export function mergeWishes(marks: string, theirs: Wish, mine: Wish): Merged {
  const word = marks.slice('was:'.length);
  const read = parts.map((part, at) => {
    const before = word.slice(at * markLength, (at + 1) * markLength);
    const [isTheirs, isMine] = [theirs, mine].map((wish) => markOf(part.of(wish)) !== before);
    return { part, isTheirs, isMine, differs: part.of(mine) !== part.of(theirs) };
  });
  return {
    wish: read.reduce((into, { part, isMine, differs }) => (isMine && differs ? part.put(into, mine) : into), theirs),
    others: read.flatMap(({ part, isTheirs, isMine }) => (isTheirs && !isMine ? [part.name] : [])),
    conflicts: read.flatMap(({ part, isTheirs, isMine, differs }) =>
      isTheirs && isMine && differs ? [part.name] : [],
    ),
  };
}

function markOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, markLength);
}

function topicIn(query: string): string {
  return joinTokens(readTokens(query).filter(({ filter }) => !filter));
}

function filtersIn(query: string): string {
  return joinTokens(readTokens(query).filter(({ filter }) => filter));
}
