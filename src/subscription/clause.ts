import type { EmptyDay, Weekday } from './subscription.ts';

/** Words of a request that are, or may be, about the schedule: the tokens `from`…`to` (the last is not included). */
export type Clause = {
  readonly from: number;
  readonly to: number;
  readonly meaning: Meaning;
  /** Cannot be meant otherwise, wherever it stands. Everything else counts only at an end or beside a sure one. */
  readonly sure: boolean;
  /** What to ask when it stands amid the topic; null: then it is topic, and nothing is asked. */
  readonly amidTopic: string | null;
  /** What to ask when the topic follows at once; null: then it is schedule all the same. */
  readonly beforeTopic: string | null;
};

export type Meaning =
  | { readonly kind: 'at'; readonly at: string }
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'days'; readonly days: readonly Weekday[] }
  /** One day of the week, whichever. */
  | { readonly kind: 'weekly' }
  | { readonly kind: 'top'; readonly top: number }
  | { readonly kind: 'empty'; readonly empty: EmptyDay }
  | { readonly kind: 'from'; readonly from: string }
  /** The first post on a day that depends on today: so many days ahead, or on the next such day of the week. */
  | {
      readonly kind: 'coming';
      readonly coming: { readonly ahead: number } | { readonly weekday: Weekday };
      readonly said: string;
    }
  | { readonly kind: 'thread'; readonly thread: boolean }
  | { readonly kind: 'crosspost'; readonly crosspost: boolean }
  | { readonly kind: 'ping'; readonly ping: string | null }
  | { readonly kind: 'tag'; readonly tag: string | null }
  /** It means something, but not one thing: the question to ask. */
  | { readonly kind: 'doubt'; readonly message: string };

/** A clause that cannot be meant otherwise. */
export function sure(from: number, to: number, meaning: Meaning): Clause {
  return { from, to, meaning, sure: true, amidTopic: null, beforeTopic: null };
}

/** A clause that counts only where a schedule is expected. */
export function likely(
  from: number,
  to: number,
  meaning: Meaning,
  ask: { readonly amidTopic?: string; readonly beforeTopic?: string } = {},
): Clause {
  return { from, to, meaning, sure: false, amidTopic: ask.amidTopic ?? null, beforeTopic: ask.beforeTopic ?? null };
}

/** The question for words that could be topic as well; `clear` is a way to write the schedule that cannot be misread. */
export function topicOrSchedule(words: string, clear: string): string {
  return `Is “${words}” part of the topic, or does it say when to post? Write ${clear} for the schedule, or put it in quotes for the topic: "${words}".`;
}
