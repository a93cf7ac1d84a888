import { describeWish } from '../subscription/grammar.ts';
import type { Subscription, Wish } from '../subscription/subscription.ts';
import type { Action, Block, Card } from './card.ts';
import { instantInWords } from './dates.ts';
import { pauseInWords } from './pause-in-words.ts';
import { unsubscribeAction } from './subscriptions-card.ts';
import { wishSpans } from './wish-in-words.ts';

export type Subscribed = {
  readonly subscription: Subscription;
  /** `existing`: the very same was asked for before. */
  readonly state: 'new' | 'changed' | 'existing';
  /** What it was before the change; null when it was not. */
  readonly before: Wish | null;
  /** When the next post is due; null: not before it is resumed. */
  readonly next: Date | null;
  /** How many papers fit today; null: the papers are still being read. */
  readonly fitting: number | null;
  /** What keeps posts from appearing here, and how it is put right; null: nothing known. */
  readonly hindrance: string | null;
  /** How the text was read, where it could have been meant otherwise. */
  readonly notes: readonly string[];
};

/** A button with a longer sentence is left out; Slack's limit for the value of a button is 2,000. */
const MAX_BUTTON_SENTENCE = 1500;

/** Repeats what was understood, and says when the first post comes. */
export function subscribedCard(made: Subscribed): Card {
  const { subscription, state, before, next, fitting, hindrance, notes } = made;
  const { timetable } = subscription;
  const facts = [
    { label: 'What', value: wishSpans(subscription) },
    ...(before === null ? [] : [{ label: 'Before', value: wishSpans(before) }]),
    {
      label: state === 'new' ? 'First post' : 'Next post',
      value: [{ text: next === null ? pausedInWords(subscription) : instantInWords(next, timetable.zone) }],
    },
    { label: 'Fits today', value: [{ text: fittingInWords(fitting) }] },
  ];
  const blocks: Block[] = [
    ...hindranceBlocks(hindrance),
    { kind: 'facts', facts },
    ...notes.map((text): Block => ({ kind: 'note', spans: [{ text }] })),
  ];
  if (fitting === 0) {
    blocks.push({
      kind: 'note',
      spans: [{ text: `No paper fits yet. ${emptyDayInWords(subscription.empty)}` }],
    });
  }
  blocks.push({ kind: 'actions', actions: actions(made) });
  return { title: { text: title(made) }, blocks };
}

function emptyDayInWords(empty: Subscription['empty']): string {
  return empty === 'say-why'
    ? 'On a day without a fitting paper one line says so.'
    : 'A day without a fitting paper is left out; nothing is posted then.';
}

function pausedInWords({ pause, number }: Subscription): string {
  return pause === null ? 'none' : `Paused. ${pauseInWords(pause, number)}`;
}

function fittingInWords(fitting: number | null): string {
  if (fitting === null) return 'not known yet: I am still reading the papers';
  return fitting === 1 ? '1 paper' : `${fitting} papers`;
}

function hindranceBlocks(hindrance: string | null): readonly Block[] {
  if (hindrance === null) return [];
  const spans = [{ text: 'I cannot post here yet.', style: 'strong' }, { text: ` ${hindrance}` }] as const;
  return [{ kind: 'text', spans }];
}

function title({ subscription: { number }, state, hindrance }: Subscribed): string {
  if (state === 'existing') return `This is subscribed here already, as number ${number}`;
  const done = state === 'new' ? `Subscribed, as number ${number}` : `Subscription ${number} is changed`;
  return hindrance === null ? done : `${done}, but nothing can be posted yet`;
}

function actions({ subscription, before }: Subscribed): readonly Action[] {
  const { number } = subscription;
  const back = before === null ? null : `edit ${number} to ${describeWish(before)}`;
  return [
    { label: 'Show all here', says: 'list' },
    ...(back !== null && back.length <= MAX_BUTTON_SENTENCE ? [{ label: 'Change it back', says: back }] : []),
    { label: 'Edit', says: `edit ${number}` },
    unsubscribeAction(subscription),
  ];
}
