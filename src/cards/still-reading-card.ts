import type { Card } from './card.ts';
import { noticeCard } from './notice-card.ts';

export type StillReading = {
  readonly done: number;
  readonly all: number;
  /** Milliseconds that the rest is likely to take; null: nobody knows yet. */
  readonly leftMs: number | null;
  /** The sentence that was asked, for a button that asks it again. */
  readonly says: string;
};

/** A button with a longer sentence is left out; Slack's limit for the value of a button is 2,000. */
const MAX_SENTENCE = 1500;
/** Seconds are told by fives, and minutes from here on: nobody needs to know better. */
const FEW_SECONDS = 90;

/** Not every paper can be found yet: how far it is, and when to ask again. */
export function stillReadingCard({ done, all, leftMs, says }: StillReading): Card {
  return noticeCard({
    title: `I am still reading the papers: ${done.toLocaleString('en')} of ${all.toLocaleString('en')}`,
    text: [`Try again ${soon(leftMs)}.`],
    actions: says.length > MAX_SENTENCE ? [] : [{ label: 'Try again', says, effect: 'replace' }],
  });
}

function soon(ms: number | null): string {
  if (ms === null) return 'in a moment';
  const seconds = Math.max(1, Math.ceil(ms / 5_000)) * 5;
  return seconds <= FEW_SECONDS ? `in about ${seconds} seconds` : `in about ${Math.ceil(seconds / 60)} minutes`;
}
