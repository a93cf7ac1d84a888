import type { Extras } from '../chat/extras.ts';
import type { Clause } from './clause.ts';
import { readClauses } from './clauses.ts';
import type { Reading } from './clauses.ts';
import { EVERY_DAY } from './day-list.ts';
import { dayWords, weekdayOn } from './day-words.ts';
import { describeExtras, withExtra } from './extras-words.ts';
import { comingDate, notADate } from './from-words.ts';
import type { Wish } from './subscription.ts';
import { localDate } from './timetable.ts';
import { QUOTE, joinTokens, readTokens } from './tokens.ts';
import type { Token } from './tokens.ts';
import { MAX_TOP } from './top-words.ts';

export type ReadWish =
  | { readonly kind: 'wish'; readonly wish: Wish }
  /** It could mean more than one thing, or nothing that can be done: what to ask the person, in plain words. */
  | { readonly kind: 'question'; readonly message: string };

export type WishDefaults = {
  readonly zone: string;
  readonly wish?: Wish;
  readonly extras?: boolean;
  /** Gives `weekly` its day, that of the asking, and `from monday` its date. Without it they are asked back. */
  readonly now?: Date;
};

export const DEFAULT_TIME = '09:00';

/**
 * Reads `[topic…] [filters] [at HH:MM] [in Zone/City] [on days] [weekly] [top N] [quiet|say-why|best-unseen] [thread]
 * [from DATE]`, in any order, but `thread` only behind another part of the schedule. What is not said is 09:00, the given
 * zone, every day, one paper, the best unseen one, no thread, from now on; or as in `wish`, when that is given. Quoted text is always topic; words that may be either are asked back, never guessed.
 * The topic and the filters stay in `query` as they were typed, without what nobody sees and with quotes added only where {@link describeWish} would
 * otherwise be read back differently. `at:"…"` and the like are never topic: see {@link readPart}. `extras`: whether these can be asked for, as {@link readExtra} reads them. Never throws on any text.
 */
export function parseWish(text: string, defaults: WishDefaults): ReadWish {
  const tokens = readTokens(text);
  const readings = readClauses(tokens, defaults.extras === true);
  const question = firstQuestion(readings, tokens);
  if (question !== null) return { kind: 'question', message: question };
  const topic = tokens.filter((_, i) => !readings.some(({ clause }) => covers(clause, i)));
  const unsaid = defaults.wish ?? plainWish(defaults.zone);
  const query = topicOf(topic, defaults.wish ?? null);
  const wish = readings.reduce((made, { clause }) => apply(made, clause), { ...unsaid, query });
  const kinds = new Set(readings.map(({ clause }) => clause.meaning.kind));
  const read = kinds.has('weekly')
    ? onOneDay(wish, kinds.has('days'), defaults.now)
    : ({ kind: 'wish', wish } as const);
  return read.kind === 'wish' ? fromDay(read.wish, readings, defaults.now) : read;
}

/** Words alone that are left out (`-survey`) are left out beside what was asked for. */
function topicOf(topic: readonly Token[], before: Wish | null): string {
  if (topic.length === 0) return before?.query ?? '';
  if (before === null || !topic.every(({ text }) => /^[-−－]/u.test(text))) return plainTopic(joinTokens(topic));
  const known = new Set(readTokens(before.query).map(({ plain }) => plain));
  const added = topic.filter(({ plain }) => !known.has(plain));
  return plainTopic([before.query, ...added.map(({ text }) => text)].join(' '));
}

/** `from tomorrow`: where the posts are. */
function fromDay(wish: Wish, readings: readonly Reading[], now: Date | undefined): ReadWish {
  const meaning = readings.map(({ clause }) => clause.meaning).find(({ kind }) => kind === 'coming');
  if (meaning?.kind !== 'coming') return { kind: 'wish', wish };
  if (now === undefined) return { kind: 'question', message: notADate(meaning.said) };
  const from = comingDate(meaning.coming, localDate(now, wish.timetable.zone));
  return { kind: 'wish', wish: { ...wish, from } };
}

/** `weekly`: on the day that is said or was before, or else on the weekday of the asking. */
function onOneDay(wish: Wish, isSaid: boolean, now: Date | undefined): ReadWish {
  const { timetable } = wish;
  if (timetable.days.length === 1) return { kind: 'wish', wish };
  if (isSaid || timetable.days.length < EVERY_DAY.length) {
    return { kind: 'question', message: 'Weekly is one day of the week. Which one? Write it like: weekly on monday.' };
  }
  if (now === undefined) return { kind: 'question', message: 'Weekly means on which day? Write it like: on monday.' };
  const days = [weekdayOn(localDate(now, timetable.zone))];
  return { kind: 'wish', wish: { ...wish, timetable: { ...timetable, days } } };
}

/**
 * The whole wish in the words of the grammar: `parseWish` reads the same wish back, whatever zone and wish are the defaults. A query that
 * `parseWish` did not make may hold words that would be read as schedule; these are put in quotes.
 */
export function describeWish(wish: Wish): string {
  const { at, zone, days } = wish.timetable;
  const parts = [plainTopic(wish.query), `at ${at}`, `in ${zone}`];
  parts.push(days.length === EVERY_DAY.length ? 'every day' : `on ${dayWords(days)}`);
  if (wish.top !== 1) parts.push(`top ${wish.top}`);
  if (wish.thread) parts.push('thread');
  if (wish.empty !== 'best-unseen') parts.push(wish.empty);
  if (wish.from !== null) parts.push(`from ${wish.from}`);
  parts.push(...describeExtras(wish.extras ?? {}));
  return parts.filter((part) => part !== '').join(' ');
}

/** What nobody had to say anything for. */
export function plainWish(zone: string): Wish {
  return {
    query: '',
    timetable: { at: DEFAULT_TIME, zone, days: EVERY_DAY },
    top: 1,
    thread: false,
    empty: 'best-unseen',
    from: null,
  };
}

function covers(clause: Clause, i: number): boolean {
  return i >= clause.from && i < clause.to;
}

function apply(wish: Wish, { meaning }: Clause): Wish {
  if (meaning.kind === 'doubt' || meaning.kind === 'weekly' || meaning.kind === 'coming') return wish;
  if (meaning.kind === 'crosspost' || meaning.kind === 'ping' || meaning.kind === 'tag') {
    return withExtras(wish, withExtra(wish.extras ?? {}, meaning));
  }
  const { kind, ...said } = meaning;
  return kind === 'top' || kind === 'thread' || kind === 'empty' || kind === 'from'
    ? { ...wish, ...said }
    : { ...wish, timetable: { ...wish.timetable, ...said } };
}

function withExtras({ extras: _before, ...plain }: Wish, extras: Extras): Wish {
  return Object.keys(extras).length === 0 ? plain : { ...plain, extras };
}

const ONE_OF: Readonly<Record<Exclude<Clause['meaning']['kind'], 'doubt'>, string>> = {
  at: 'One subscription has one time of the day. For a second time, subscribe twice.',
  zone: 'One subscription has one time zone.',
  days: 'Say the days once, like: on mon,wed,fri.',
  top: `Say once how many papers a post holds, 1 to ${MAX_TOP}.`,
  weekly: 'Say weekly once.',
  thread: 'Say thread once.',
  empty: 'Say once what a day without a new paper does: quiet, say-why or best-unseen.',
  from: 'One subscription begins on one day.',
  coming: 'One subscription begins on one day.',
  crosspost: 'Say crosspost once.',
  ping: 'One subscription calls one role.',
  tag: 'One subscription has one tag.',
};

function firstQuestion(readings: readonly Reading[], tokens: readonly Token[]): string | null {
  const said = new Map<Clause['meaning']['kind'], string>();
  for (const { clause, question } of readings) {
    if (question !== null) return question;
    const { meaning } = clause;
    if (meaning.kind === 'doubt') return meaning.message;
    const value = JSON.stringify(meaning);
    const kind = meaning.kind === 'coming' ? 'from' : meaning.kind;
    if ((said.get(kind) ?? value) !== value) {
      return `${ONE_OF[meaning.kind]} This is the second: “${joinTokens(tokens.slice(clause.from, clause.to))}”.`;
    }
    said.set(kind, value);
  }
  return null;
}

/** A schedule like those of {@link describeWish}: it says time, zone and days. */
const SCHEDULE = readTokens(`at ${DEFAULT_TIME} in UTC every day`);

/** The query with quotes round every stretch that would be read as schedule in front of a schedule. */
export function plainTopic(query: string): string {
  let tokens = readTokens(query);
  for (;;) {
    const [reading] = readClauses([...tokens, ...SCHEDULE], true).filter(({ clause }) => clause.from < tokens.length);
    if (reading === undefined) return joinTokens(tokens);
    const { from, to } = reading.clause;
    const words = joinTokens(tokens.slice(from, to)).replaceAll(QUOTE, '');
    tokens = [...tokens.slice(0, from), ...readTokens(`"${words}"`), ...tokens.slice(to)];
  }
}
