import { clearViews, closeView } from './acknowledgements.ts';
import type { Delivered } from './delivery.ts';
import type { Desk } from './desk.ts';
import { seat } from './desk.ts';
import type { Fields } from './fields.ts';
import { fieldsOf, isFields, listOf, textOf } from './fields.ts';
import { viewJson } from './methods-views.ts';
import { messageJson } from './posting.ts';
import { userOf } from './settle.ts';
import type { Channel, Message, View } from './world.ts';

/** A message or a view that has something to press. */
export type Surface = { readonly message: Message } | { readonly view: View };

/** What a person chose or typed in an element: `{ value }`, `{ selected_option: {…} }`, `{ selected_channel: 'C…' }` … */
export type Choice = Fields;

export type Pressing = {
  /**
   * Presses a button or changes a menu. The element must be there, and is named by its action id; `choice` adds what was
   * chosen. `blockId` tells elements with the same action id apart.
   */
  readonly press: (
    where: Surface,
    actionId: string,
    given?: { choice?: Choice; blockId?: string },
  ) => Promise<Delivered>;
  /** Fills in (by block id, then action id) and submits a modal. */
  readonly submit: (
    view: View,
    values?: Readonly<Record<string, Readonly<Record<string, Choice>>>>,
  ) => Promise<Delivered>;
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

  /** The fields that say where something was pressed. */
  function place(where: Surface): {
    fields: Fields;
    channel: Channel | null;
    original: Message | null;
    view: View | null;
  } {
    if ('view' in where) {
      const { view } = where;
      if (view.userId !== userId) throw new Error(`${user.name} does not see view ${view.id}`);
      if (!view.open) throw new Error(`View ${view.id} is closed`);
      return {
        fields: { container: { type: 'view', view_id: view.id }, view: viewJson(world, view) },
        channel: null,
        original: null,
        view,
      };
    }
    const { message } = where;
    if (message.deleted) throw new Error(`Message ${message.ts} is deleted`);
    if (message.onlyFor !== null && message.onlyFor !== userId)
      throw new Error(`${user.name} does not see message ${message.ts}`);
    const { channel } = seat(world, userId, message.channel);
    const fields = {
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: channel.id,
        is_ephemeral: message.onlyFor !== null,
        ...(message.thread ? { thread_ts: message.thread } : {}),
      },
      channel: { id: channel.id, name: channel.kind === 'private' ? 'privategroup' : channel.name },
      // What only one person sees is not sent back to the app.
      ...(message.onlyFor === null ? { message: messageJson(world, message, 'all') } : {}),
    };
    return { fields, channel, original: message, view: null };
  }

  return {
    press: async (where, actionId, { choice = {}, blockId } = {}) => {
      const { blockId: block, element } = elementOf(where, actionId, blockId);
      const { fields, ...rest } = place(where);
      const action = {
        action_id: actionId,
        block_id: block,
        type: element['type'],
        action_ts: world.nextTs(),
        ...(element['value'] === undefined ? {} : { value: element['value'] }),
        ...(element['type'] === 'button' ? { text: element['text'] } : {}),
        ...choice,
      };
      if (rest.view && element['type'] !== 'button')
        remember(rest.view, block, actionId, { type: element['type'], ...choice });
      const state = rest.view
        ? rest.view.values
        : element['type'] === 'button'
          ? {}
          : { [block]: { [actionId]: { type: element['type'], ...choice } } };
      const seen = rest.view
        ? { ...fields, view: viewJson(world, rest.view) }
        : { ...fields, state: { values: state } };
      return desk.interact({
        kind: 'interactive',
        user,
        ...rest,
        withTrigger: true,
        fields: { type: 'block_actions', ...seen, actions: [action] },
      });
    },
    submit: async (view, values = {}) => {
      for (const [block, typed] of Object.entries(values)) {
        for (const [actionId, choice] of Object.entries(typed)) {
          const { element } = elementOf({ view }, actionId, block);
          remember(view, block, actionId, { type: element['type'], ...choice });
        }
      }
      const missing = missingInput(view);
      if (missing) throw new Error(`Slack does not let ${user.name} submit without ${missing}`);
      const { fields } = place({ view });
      const shown = { view: fields['view'], response_urls: [] };
      return desk.interact({
        kind: 'interactive',
        user,
        channel: null,
        original: null,
        view,
        withTrigger: true,
        fields: { type: 'view_submission', ...shown },
      });
    },
    close: async (view, all = false) => {
      const { fields } = place({ view });
      if (all) clearViews(world, view);
      else closeView(world, view);
      if (view.body['notify_on_close'] !== true) return null;
      const said = { type: 'view_closed', view: fields['view'], is_cleared: all };
      return desk.interact({
        kind: 'interactive',
        user,
        channel: null,
        original: null,
        view,
        withTrigger: false,
        fields: said,
      });
    },
    suggest: async (where, actionId, typed) => {
      const { blockId } = elementOf(where, actionId, undefined);
      const { fields, view } = place(where);
      const said = { type: 'block_suggestion', action_id: actionId, block_id: blockId, value: typed, ...fields };
      return desk.interact({
        kind: 'interactive',
        user,
        channel: null,
        original: null,
        view,
        withTrigger: false,
        fields: said,
      });
    },
    shortcut: (callbackId) =>
      desk.interact({
        kind: 'interactive',
        user,
        channel: null,
        original: null,
        view: null,
        withTrigger: true,
        fields: { type: 'shortcut', callback_id: callbackId, action_ts: world.nextTs() },
      }),
    messageShortcut: async (callbackId, message) => {
      const { channel } = seat(world, userId, message.channel);
      const fields = {
        type: 'message_action',
        callback_id: callbackId,
        action_ts: world.nextTs(),
        message_ts: message.ts,
        message: messageJson(world, message, 'all'),
        channel: { id: channel.id, name: channel.kind === 'private' ? 'privategroup' : channel.name },
      };
      return desk.interact({
        kind: 'interactive',
        user,
        channel,
        original: message,
        view: null,
        withTrigger: true,
        fields,
      });
    },
  };
}

function remember(view: View, block: string, actionId: string, value: Fields): void {
  view.values = { ...view.values, [block]: { ...view.values[block], [actionId]: value } };
}

/** The element with that action id. Throws with what is there when it is not: nobody can press what nobody sees. */
function elementOf(
  where: Surface,
  actionId: string,
  blockId: string | undefined,
): { blockId: string; element: Fields } {
  const blocks =
    'view' in where
      ? listOf(where.view.body['blocks'])
      : [...where.message.blocks, ...Object.values(where.message.unfurls).flatMap((each) => listOf(each['blocks']))];
  const all = blocks
    .map(fieldsOf)
    .flatMap((block) =>
      [...listOf(block['elements']), block['accessory'], block['element']]
        .filter(isFields)
        .map((element) => ({ blockId: textOf(block['block_id']) ?? '', element })),
    );
  const found = all.find(
    (each) => each.element['action_id'] === actionId && (blockId === undefined || each.blockId === blockId),
  );
  if (found) return found;
  const there = all.map((each) => textOf(each.element['action_id'])).filter((each) => each !== undefined);
  throw new Error(`No element ${actionId} to press; there are: ${there.join(', ') || 'none'}`);
}

/** The label of an input that must be filled in and is not; initial values count. */
function missingInput(view: View): string | null {
  for (const block of listOf(view.body['blocks']).map(fieldsOf)) {
    if (block['type'] !== 'input' || block['optional'] === true) continue;
    const element = fieldsOf(block['element']);
    const typed = view.values[textOf(block['block_id']) ?? '']?.[textOf(element['action_id']) ?? ''];
    const initial = Object.entries(element).find(([name]) => name.startsWith('initial_'));
    if (!initial && !typed) return String(fieldsOf(block['label'])['text']);
  }
  return null;
}
