import { clearViews, closeView } from './acknowledgements.ts';
import type { Delivered } from './delivery.ts';
import type { Desk } from './desk.ts';
import { seat } from './desk.ts';
import type { Fields } from '../fields.ts';
import { textOf } from '../fields.ts';
import { viewJson } from './methods-views.ts';
import { messageJson } from './posting.ts';
import { userOf } from './settle.ts';
import type { Surface, Values } from './surface-state.ts';
import { elementOf, missingInput, stateOf } from './surface-state.ts';
import type { Channel, Message, User, View, World } from './world.ts';

export type Pressing = {
  /**
   * Presses a button or changes a menu. The element must be there, and is named by its action id; `choice` is what was
   * chosen: `{ selected_option: {…} }`, `{ selected_channel: 'C…' }`, `{ value }` for typing that is told at once.
   * `blockId` tells elements with the same action id apart.
   */
  readonly press: (
    where: Surface,
    actionId: string,
    given?: { choice?: Fields; blockId?: string },
  ) => Promise<Delivered>;
  /** Types and chooses in a view without telling the app yet. */
  readonly fill: (view: View, values: Values) => void;
  /** Fills in and submits a modal. Throws where Slack would not let a person submit it. */
  readonly submit: (view: View, values?: Values) => Promise<Delivered>;
  /** Closes a modal. The app hears of it only when the view asked for it: otherwise null. */
  readonly close: (view: View, all?: boolean) => Promise<Delivered | null>;
  /** Types into a menu with external data; the answer's payload has the options. */
  readonly suggest: (where: Surface, actionId: string, typed: string) => Promise<Delivered>;
  /** The global shortcut with that callback id. */
  readonly shortcut: (callbackId: string) => Promise<Delivered>;
  /** The shortcut in a message's menu. */
  readonly messageShortcut: (callbackId: string, message: Message) => Promise<Delivered>;
};

/** https://docs.slack.dev/reference/interaction-payloads */
export function createPressing(desk: Desk, userId: string): Pressing {
  const { world } = desk;
  const user = userOf(world, userId);
  const nowhere = { user, channel: null, original: null, view: null } as const;

  return {
    fill,
    press: async (where, actionId, { choice, blockId } = {}) => {
      const { blockId: block, block: around, element, unfurl } = elementOf(where, actionId, blockId);
      if (around['type'] === 'input' && around['dispatch_action'] !== true) {
        throw new Error(`${actionId} stands in an input block without dispatch_action: nothing is sent`);
      }
      if (choice && 'view' in where) fill(where.view, { [block]: { [actionId]: choice } });
      const typed = choice ? { [block]: { [actionId]: choice } } : {};
      const { fields, ...rest } = placeOf(world, user, where, typed, unfurl);
      const { type, text, value } = element;
      const action = {
        action_id: actionId,
        block_id: block,
        type,
        action_ts: world.nextTs(),
        ...(type === 'button' ? { text } : {}),
        ...(type === 'button' && value !== undefined ? { value } : {}),
        ...choice,
      };
      return desk.interact({
        kind: 'interactive',
        user,
        ...rest,
        withTrigger: true,
        fields: { type: 'block_actions', ...fields, actions: [action] },
      });
    },
    submit: async (view, values = {}) => {
      fill(view, values);
      const { fields } = placeOf(world, user, { view }, {}, null);
      const missing = missingInput(view);
      if (missing !== null) throw new Error(`Slack does not let ${user.name} submit without ${missing}`);
      const shown = { type: 'view_submission', view: fields['view'], response_urls: responseUrls(desk, user, view) };
      return desk.interact({ ...nowhere, kind: 'interactive', view, withTrigger: true, fields: shown });
    },
    close: async (view, all = false) => {
      const { fields } = placeOf(world, user, { view }, {}, null);
      if (all) clearViews(world, view);
      else closeView(world, view);
      if (view.body['notify_on_close'] !== true) return null;
      const shown = { type: 'view_closed', view: fields['view'], is_cleared: all };
      return desk.interact({ ...nowhere, kind: 'interactive', view, withTrigger: false, fields: shown });
    },
    suggest: async (where, actionId, typed) => {
      const { blockId } = elementOf(where, actionId);
      const { fields, view } = placeOf(world, user, where, {}, null);
      const shown = { type: 'block_suggestion', action_id: actionId, block_id: blockId, value: typed, ...fields };
      return desk.interact({ ...nowhere, kind: 'interactive', view, withTrigger: false, fields: shown });
    },
    shortcut: async (callbackId) => {
      const fields = { type: 'shortcut', callback_id: callbackId, action_ts: world.nextTs() };
      return desk.interact({ ...nowhere, kind: 'interactive', withTrigger: true, fields });
    },
    messageShortcut: async (callbackId, message) => {
      const { channel } = seat(world, userId, message.channel);
      const fields = {
        type: 'message_action',
        callback_id: callbackId,
        action_ts: world.nextTs(),
        message_ts: message.ts,
        message: messageJson(world, message, 'all'),
        channel: channelJson(channel),
      };
      return desk.interact({ ...nowhere, kind: 'interactive', channel, original: message, withTrigger: true, fields });
    },
  };
}

/** Notes what was typed and chosen. Throws when there is no such element. */
function fill(view: View, values: Values): void {
  for (const [block, typed] of Object.entries(values)) {
    for (const [actionId, choice] of Object.entries(typed)) {
      elementOf({ view }, actionId, block);
      view.values = { ...view.values, [block]: { ...view.values[block], [actionId]: choice } };
    }
  }
}

type Place = { fields: Fields; channel: Channel | null; original: Message | null; view: View | null };

/** Where something was pressed. Throws when that person cannot see it. */
function placeOf(world: World, user: User, where: Surface, typed: Values, unfurl: string | null): Place {
  if ('view' in where) {
    const { view } = where;
    if (view.userId !== user.id) throw new Error(`${user.name} does not see view ${view.id}`);
    if (!view.open) throw new Error(`View ${view.id} is closed`);
    const shown = { ...viewJson(world, view), state: { values: stateOf(where, view.values) } };
    const fields = { container: { type: 'view', view_id: view.id }, view: shown };
    return { fields, channel: null, original: null, view };
  }
  const { message } = where;
  const whispered = message.onlyFor !== null;
  if (message.deleted) throw new Error(`Message ${message.ts} is deleted`);
  if (whispered && message.onlyFor !== user.id) throw new Error(`${user.name} does not see message ${message.ts}`);
  const { channel } = seat(world, user.id, message.channel);
  const container = {
    type: unfurl === null ? 'message' : 'message_attachment',
    message_ts: message.ts,
    channel_id: channel.id,
    is_ephemeral: whispered,
    ...(message.thread ? { thread_ts: message.thread } : {}),
    ...(unfurl === null ? {} : { attachment_id: 1, is_app_unfurl: true, app_unfurl_url: unfurl }),
  };
  // Neither a message that one person sees nor somebody else's with an unfurl is sent to the app.
  const seen =
    unfurl === null
      ? whispered
        ? {}
        : { message: messageJson(world, message, 'all') }
      : { app_unfurl: { id: 1, app_unfurl_url: unfurl, is_app_unfurl: true, ...message.unfurls[unfurl] } };
  const fields = { container, channel: channelJson(channel), ...seen, state: { values: stateOf(where, typed) } };
  return { fields, channel, original: unfurl === null ? message : null, view: null };
}

const channelJson = (channel: Channel): Fields => ({
  id: channel.id,
  name: channel.kind === 'private' ? 'privategroup' : channel.name,
});

/** One address for each conversation that was chosen in a menu with `response_url_enabled`. */
function responseUrls(desk: Desk, user: User, view: View): readonly Fields[] {
  return Object.entries(stateOf({ view }, view.values)).flatMap(([blockId, typed]) =>
    Object.entries(typed).flatMap(([actionId, value]) => {
      const { element } = elementOf({ view }, actionId, blockId);
      const chosen = textOf(value['selected_conversation'] ?? value['selected_channel']);
      if (element['response_url_enabled'] !== true || chosen === undefined) return [];
      return [
        { block_id: blockId, action_id: actionId, channel_id: chosen, response_url: desk.responseUrl(user, chosen) },
      ];
    }),
  );
}
