import type { ActionsBlock, HomeView, InputBlock, KnownBlock, ModalView, PlainTextElement } from '@slack/types';
import type { Card } from '../../cards/card.ts';
import { clampText } from '../../cards/clamp-spans.ts';
import { ids } from './ids.ts';
import { limits } from './limits.ts';
import { renderHome, renderModal } from './render.ts';
import { writeState } from './view-state.ts';
import type { ViewState } from './view-state.ts';

/** An input tells of every change at once. */
export const whileTyping = ['on_enter_pressed', 'on_character_entered'] as const;

/** A window in which one types and sees what is found. `card` is what is found so far. */
export function searchView(state: ViewState, query: string, card: Card | null): ModalView {
  return {
    type: 'modal',
    callback_id: ids.searchView,
    private_metadata: writeState(state),
    title: plain('Search papers'),
    submit: plain('Search'),
    close: plain('Close'),
    blocks: [queryInput(query, whileTyping), ...cardBlocks(card)],
  };
}

/** A window with a card and nothing to type. Slack's own button leads to the window below, ours to what was here before. */
export function cardView(state: ViewState, card: Card): ModalView {
  const isBelow = state.trail.back.length === 0 && state.depth > 0;
  return {
    type: 'modal',
    callback_id: ids.cardView,
    private_metadata: writeState(state),
    title: plain('Paperboy'),
    close: plain(isBelow ? 'Back' : 'Close'),
    blocks: state.trail.back.length === 0 ? renderModal(card) : [backRow, ...cardBlocks(card)],
  };
}

export function homeView(state: ViewState, card: Card): HomeView {
  return {
    type: 'home',
    private_metadata: writeState(state),
    blocks: [queryInput('', ['on_enter_pressed']), ...renderHome([card]).slice(0, limits.viewBlocks - 1)],
  };
}

const backRow: ActionsBlock = {
  type: 'actions',
  elements: [{ type: 'button', action_id: ids.back, text: { type: 'plain_text', text: 'Back', emoji: false } }],
};

function cardBlocks(card: Card | null): KnownBlock[] {
  return card === null ? [] : renderModal(card).slice(0, limits.viewBlocks - 1);
}

/** Its ids stay the same, so what is typed stays when the window is drawn again. */
function queryInput(query: string, on: readonly (typeof whileTyping)[number][]): InputBlock {
  return {
    type: 'input',
    block_id: ids.queryBlock,
    dispatch_action: true,
    label: plain('Search papers'),
    element: {
      type: 'plain_text_input',
      action_id: ids.query,
      placeholder: plain('sparse attention after:2024'),
      max_length: limits.typedText,
      ...(query === '' ? {} : { initial_value: clampText(query, limits.typedText) }),
      dispatch_action_config: { trigger_actions_on: [...on] },
    },
  };
}

export function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}
