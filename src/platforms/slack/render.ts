import type { DividerBlock, KnownBlock } from '@slack/types';
import type { Card } from '../../cards/card.ts';
import { plainText } from '../../cards/plain-text.ts';
import { withChannelWords } from './channel-words.ts';
import { draft, longestText } from './draft.ts';
import type { Room } from './draft.ts';
import { fallbackText, wholeText } from './fallback-text.ts';
import { fit } from './fit.ts';
import type { Cost, Fit } from './fit.ts';
import { limits } from './limits.ts';
import { readings, textLengths } from './readings.ts';
import type { Reading } from './readings.ts';

/** A message as `chat.postMessage`, `chat.update` and a `response_url` take it. `text` is a whole reading of the card. */
export type SlackMessage = { readonly text: string; readonly blocks: KnownBlock[] };

const messageRoom: Cost = { blocks: limits.messageBlocks, text: limits.messageText, size: limits.messageSize };
const viewRoom: Cost = { blocks: limits.viewBlocks, text: limits.viewText, size: limits.viewSize };

/** A card as one message. Never throws, whatever the card holds, and never passes a limit of Slack. */
export function renderMessage(card: Card): SlackMessage {
  const said = withChannelWords(card);
  return { text: reading(said, false), blocks: renderCards([said], messageRoom) };
}

/** A card as the `text` of a message without blocks: escaped, nothing in it calls people, and a button is typed. */
export function renderText(card: Card): string {
  return reading(withChannelWords(card), true);
}

/** The fullest reading for which there is room; the end of even the shortest is cut where there is none. */
function reading(card: Card, typed: boolean): string {
  let text = '';
  for (const one of readings(card, typed)) {
    text = plainText(one(textLengths.least));
    const least = wholeText(text, limits.fallbackText);
    if (least !== null) return fullestText(one, least) || 'Untitled';
  }
  return fallbackText(text, limits.fallbackText) || 'Untitled';
}

/** A text is at most this much shorter than it could be. */
const nearEnough = 20;

/** The text of a reading with the longest texts for which there is room; `least` is that with the shortest. */
function fullestText(one: Reading, least: string): string {
  const textWith = (most: number) => wholeText(plainText(one(most)), limits.fallbackText);
  const whole = textWith(textLengths.most);
  if (whole !== null) return whole;
  let best = least;
  for (let [low, high]: [number, number] = [textLengths.least, limits.fallbackText]; high - low > nearEnough;) {
    const middle = Math.floor((low + high) / 2);
    const tried = textWith(middle);
    if (tried === null) high = middle;
    else [best, low] = [tried, middle];
  }
  return best;
}

/** Cards as the blocks of a home tab, one below the other. */
export function renderHome(cards: readonly Card[]): KnownBlock[] {
  return renderCards(cards.map(withChannelWords), viewRoom);
}

/** A card as the body of a modal. The modal's own title (24 characters) is not part of it. */
export function renderModal(card: Card): KnownBlock[] {
  return renderHome([card]);
}

function renderCards(cards: readonly Card[], room: Cost): KnownBlock[] {
  // Lesser buttons go into menus first, then the longest texts give way; only when that is not enough does something have to go.
  const whole = fit(drafts(cards, { most: longestText, tight: false }), room);
  if (whole.complete) return [...whole.blocks];
  return [...fullest((most) => fit(drafts(cards, { most, tight: true }), room)).blocks];
}

/** How long the longest texts may be, from nothing on: each is a quarter more than the one before. */
const lengths: readonly number[] = [
  0,
  ...Array.from({ length: 60 }, (_, at) => Math.floor(longestText * 0.8 ** at))
    .filter((length) => length > 0)
    .toReversed(),
];

/** The fit with the longest texts of those in which nothing is missing. Longer texts take more room: half of them are ruled out at a time. */
function fullest(fitWith: (most: number) => Fit): Fit {
  let best = fitWith(0);
  if (!best.complete) return best;
  for (let [low, high] = [0, lengths.length]; high - low > 1;) {
    const middle = Math.floor((low + high) / 2);
    const tried = fitWith(lengths[middle] ?? 0);
    if (tried.complete) [best, low] = [tried, middle];
    else high = middle;
  }
  return best;
}

function drafts(cards: readonly Card[], room: Room) {
  let ids = 0;
  const nextId = () => (ids += 1);
  const between: DividerBlock = { type: 'divider' };
  return cards.flatMap((card, at) => [
    ...(at === 0 ? [] : [{ rank: 'body', blocks: [between] } as const]),
    ...draft(card, room, nextId),
  ]);
}
