import type { DividerBlock, KnownBlock } from '@slack/types';
import type { Card } from '../../cards/card.ts';
import { draft, longestText } from './draft.ts';
import { fit } from './fit.ts';
import type { Cost } from './fit.ts';
import { limits } from './limits.ts';
import { reading, readingAlone } from './reading.ts';

/** A message as `chat.postMessage`, `chat.update` and a `response_url` take it. `text` is a whole reading of the card. */
export type SlackMessage = { readonly text: string; readonly blocks: KnownBlock[] };

const messageRoom: Cost = { blocks: limits.messageBlocks, text: limits.messageText, size: limits.messageSize };
const viewRoom: Cost = { blocks: limits.viewBlocks, text: limits.viewText, size: limits.viewSize };

/** A card as one message. Never throws, whatever the card holds, and never passes a limit of Slack. */
export function renderMessage(card: Card): SlackMessage {
  return { text: reading(card, limits.fallbackText) || 'Untitled', blocks: renderCards([card], messageRoom) };
}

/** A card as the `text` of a message, without blocks: escaped, and nothing in it calls people. It has the sentences of the buttons. */
export function renderText(card: Card): string {
  return readingAlone(card, limits.fallbackText) || 'Untitled';
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
  // The longest texts give way first; only when that is not enough does something have to go.
  for (let most = longestText; most > 0; most = Math.floor(most * 0.8)) {
    const { blocks, complete } = fit(drafts(cards, most), room);
    if (complete) return [...blocks];
  }
  return [...fit(drafts(cards, 0), room).blocks];
}

function drafts(cards: readonly Card[], most: number) {
  let ids = 0;
  const nextId = () => (ids += 1);
  const between: DividerBlock = { type: 'divider' };
  return cards.flatMap((card, at) => [
    ...(at === 0 ? [] : [{ rank: 'body', blocks: [between] } as const]),
    ...draft(card, most, nextId),
  ]);
}
