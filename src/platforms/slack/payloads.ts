import type { KnownBlock } from '@slack/types';
import type { Address } from './address.ts';
import type { Click } from './clicks.ts';
import { fieldsOf, listOf, textOf } from '../shared/fields.ts';
import type { Fields } from '../shared/fields.ts';
import { buttonId } from './ids.ts';
import { readState } from './view-state.ts';
import type { Seen } from './windows.ts';

/* What Slack sends when somebody does something: https://docs.slack.dev/reference/interaction-payloads */

/** Who did it and where, of a command, a shortcut in a message, or a click in one; null where nobody or nowhere is named. */
export function addressIn(body: Fields): Omit<Address, 'direct'> | null {
  const user = textOf(body['user_id']) ?? textOf(fieldsOf(body['user'])['id']);
  const container = fieldsOf(body['container']);
  const channel =
    textOf(body['channel_id']) ?? textOf(fieldsOf(body['channel'])['id']) ?? textOf(container['channel_id']);
  if (user === null || channel === null) return null;
  const message = fieldsOf(body['message']);
  const thread = textOf(container['thread_ts']) ?? textOf(message['thread_ts']);
  // A message with replies names itself: it stands in the channel, and so does what is pressed in it.
  const isParent = thread === (textOf(container['message_ts']) ?? textOf(message['ts']));
  return { user, channel, thread: isParent ? null : thread, responseUrl: textOf(body['response_url']) };
}

/** The first action of `block_actions`; there is never another. */
export function actionIn(body: Fields): { readonly id: string; readonly value: string } | null {
  const action = fieldsOf(listOf(body['actions'])[0]);
  const id = textOf(action['action_id']);
  return id === null
    ? null
    : { id, value: textOf(action['value']) ?? textOf(fieldsOf(action['selected_option'])['value']) ?? '' };
}

/** A button pressed in a message; null for a link, and for what is no button of ours. */
export function clickIn(body: Fields, address: Address): Click | null {
  const action = actionIn(body);
  const kind = action === null ? undefined : buttonId.exec(action.id)?.[1];
  if (action === null || kind === undefined || kind === 'open' || action.value === '') return null;
  // A preview of a link is read by everybody, also where the container says nothing of it.
  const isUnfurl = fieldsOf(body['container'])['is_app_unfurl'] === true;
  const isWhispered = fieldsOf(body['container'])['is_ephemeral'] === true;
  return {
    address,
    trigger: textOf(body['trigger_id']),
    text: action.value,
    isPrivate: !isUnfurl && (isWhispered || address.direct),
    replaces: kind === 'swap',
  };
}

/** The view of a click or a submission; null for one that we did not make. */
export function seenIn(body: Fields): Seen | null {
  const view = fieldsOf(body['view']);
  const id = textOf(view['id']);
  const state = readState(view['private_metadata']);
  if (id === null || state === null) return null;
  return {
    id,
    at: textOf(fieldsOf(listOf(body['actions'])[0])['action_ts']),
    kind: view['type'] === 'home' ? 'home' : 'modal',
    callback: textOf(view['callback_id']) ?? '',
    title: textOf(fieldsOf(view['title'])['text']) ?? '',
    submit: textOf(fieldsOf(view['submit'])['text']) ?? '',
    hash: textOf(view['hash']),
    state,
    blocks: listOf(view['blocks']).filter(isBlock),
    values: fieldsOf(view['state'])['values'],
  };
}

/** Our own blocks come back as we drew them, with names that Slack gave. */
function isBlock(block: unknown): block is KnownBlock {
  return textOf(fieldsOf(block)['type']) !== null;
}
