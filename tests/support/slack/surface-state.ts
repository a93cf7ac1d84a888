import type { Fields } from '../fields.ts';
import { fieldsOf, isFields, listOf, textOf } from '../fields.ts';
import type { Message, View } from './world.ts';

/** A message or a view that has something to press. */
export type Surface = { readonly message: Message } | { readonly view: View };

/** What people have chosen and typed: block id, action id, value. */
export type Values = Readonly<Record<string, Readonly<Record<string, Fields>>>>;

type Placed = {
  readonly blockId: string;
  readonly block: Fields;
  readonly element: Fields;
  /** The address whose unfurl holds it, or null. */
  readonly unfurl: string | null;
};

/** The field of a value by the type of its element, the field of the element that it starts from, and nothing chosen. */
const stateful: Readonly<Record<string, readonly [field: string, initial: string, nothing: null | readonly []]>> = {
  plain_text_input: ['value', 'initial_value', null],
  email_text_input: ['value', 'initial_value', null],
  url_text_input: ['value', 'initial_value', null],
  number_input: ['value', 'initial_value', null],
  static_select: ['selected_option', 'initial_option', null],
  external_select: ['selected_option', 'initial_option', null],
  radio_buttons: ['selected_option', 'initial_option', null],
  users_select: ['selected_user', 'initial_user', null],
  conversations_select: ['selected_conversation', 'initial_conversation', null],
  channels_select: ['selected_channel', 'initial_channel', null],
  multi_static_select: ['selected_options', 'initial_options', []],
  multi_external_select: ['selected_options', 'initial_options', []],
  checkboxes: ['selected_options', 'initial_options', []],
  multi_users_select: ['selected_users', 'initial_users', []],
  multi_conversations_select: ['selected_conversations', 'initial_conversations', []],
  multi_channels_select: ['selected_channels', 'initial_channels', []],
  datepicker: ['selected_date', 'initial_date', null],
  timepicker: ['selected_time', 'initial_time', null],
  datetimepicker: ['selected_date_time', 'initial_date_time', null],
};

/** The element with that action id. Throws with what is there when it is not: nobody can press what nobody sees. */
export function elementOf(where: Surface, actionId: string, blockId?: string): Placed {
  const all = elementsOf(where);
  const found = all.find(
    (each) => each.element['action_id'] === actionId && (blockId === undefined || each.blockId === blockId),
  );
  if (found) return found;
  const there = all.map((each) => textOf(each.element['action_id'])).filter((each) => each !== undefined);
  throw new Error(`No element ${actionId} to press; there are: ${there.join(', ') || 'none'}`);
}

/** `state.values` as Slack sends it: every element that can hold something, as typed, as it started, or empty. */
export function stateOf(where: Surface, typed: Values): Values {
  const values: Record<string, Record<string, Fields>> = {};
  for (const { blockId, element } of elementsOf(where)) {
    const type = textOf(element['type']) ?? '';
    const actionId = textOf(element['action_id']);
    const kind = Object.hasOwn(stateful, type) ? stateful[type] : undefined;
    if (!kind || actionId === undefined) continue;
    const [field, initial, nothing] = kind;
    const chosen = typed[blockId]?.[actionId] ?? { [field]: element[initial] ?? nothing };
    values[blockId] = { ...values[blockId], [actionId]: { type, ...chosen } };
  }
  return values;
}

/** The label of an input that must be filled in and is not. */
export function missingInput(view: View): string | null {
  const state = stateOf({ view }, view.values);
  for (const { blockId, block, element } of elementsOf({ view })) {
    if (block['type'] !== 'input' || block['optional'] === true) continue;
    const { type: _type, ...value } = state[blockId]?.[textOf(element['action_id']) ?? ''] ?? {};
    if (Object.values(value).every(isEmpty)) return textOf(fieldsOf(block['label'])['text']) ?? blockId;
  }
  return null;
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

function elementsOf(where: Surface): readonly Placed[] {
  if ('view' in where) return placed(listOf(where.view.body['blocks']), null);
  const { blocks, unfurls } = where.message;
  const unfurled = Object.entries(unfurls).flatMap(([url, each]) => placed(listOf(each['blocks']), url));
  return [...placed(blocks, null), ...unfurled];
}

function placed(blocks: readonly unknown[], unfurl: string | null): readonly Placed[] {
  return blocks
    .map(fieldsOf)
    .flatMap((block) =>
      [...listOf(block['elements']), block['accessory'], block['element']]
        .filter(isFields)
        .map((element) => ({ blockId: textOf(block['block_id']) ?? '', block, element, unfurl })),
    );
}
