import type { DividerBlock, KnownBlock } from '@slack/types';
import type { Card } from '../../cards/card.ts';
import { plainText } from '../../cards/plain-text.ts';
import { draft, longestText } from './draft.ts';
import type { Room } from './draft.ts';
import { fallbackText, wholeText } from './fallback-text.ts';
import { fit } from './fit.ts';
import type { Cost } from './fit.ts';
import { limits } from './limits.ts';
import { readings } from './readings.ts';

/** A message as `chat.postMessage`, `chat.update` and a `response_url` take it. `text` is a whole reading of the card. */
export type SlackMessage = { readonly text: string; readonly blocks: KnownBlock[] };

const messageRoom: Cost = { blocks: limits.messageBlocks, text: limits.messageText, size: limits.messageSize };
const viewRoom: Cost = { blocks: limits.viewBlocks, text: limits.viewText, size: limits.viewSize };

/** A card as one message. Never throws, whatever the card holds, and never passes a limit of Slack. */
export function renderMessage(card: Card): SlackMessage {
  return { text: reading(card, false), blocks: renderCards([card], messageRoom) };
}

/** A card as the `text` of a message without blocks: escaped, nothing in it calls people, and a button is typed. */
export function renderText(card: Card): string {
  return reading(card, true);
}

/** The fullest reading for which there is room; the end of even the shortest is cut where there is none. */
function reading(card: Card, typed: boolean): string {
  let text = '';
  for (const one of readings(card, typed)) {
    text = plainText(one);
    const whole = wholeText(text, limits.fallbackText);
    if (whole !== null) return whole || 'Untitled';
  }
  return fallbackText(text, limits.fallbackText) || 'Untitled';
}

/** Cards as the blocks of a home tab, one below the other. */
export function renderHome(cards: readonly Card[]): KnownBlock[] {
  return renderCards(cards, viewRoom);
}

/** A card as the body of a modal. The modal's own title (24 characters) is not part of it. */
export function renderModal(card: Card): KnownBlock[] {
  return renderCards([card], viewRoom);
}

function renderCards(cards: readonly Card[], room: Cost): KnownBlock[] {
  // Lesser buttons go into menus first, then the longest texts give way; only when that is not enough does something have to go.
  const whole = fit(drafts(cards, { most: longestText, tight: false }), room);
  if (whole.complete) return [...whole.blocks];
  for (let most = longestText; most > 0; most = Math.floor(most * 0.8)) {
    const { blocks, complete } = fit(drafts(cards, { most, tight: true }), room);
    if (complete) return [...blocks];
  }
  return [...fit(drafts(cards, { most: 0, tight: true }), room).blocks];
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
