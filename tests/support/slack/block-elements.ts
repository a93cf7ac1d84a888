import type { Check } from './check.ts';
import { byType, flag, integer, list, object, oneOf, pattern, string, url } from './check.ts';

/*
 * The parts that blocks are made of, with the limits of Slack's reference pages under
 * https://docs.slack.dev/reference/block-kit/ (composition objects, block elements).
 */

/** Ids (`block_id`, `action_id`, `callback_id`) hold at most 255 characters. */
export const id: Check = string(255);

/** A plain_text object. */
export function plain(max: number, min = 1): Check {
  return byType(() => ({ plain_text: object({ text: string(max, min) }, { emoji: flag }) }));
}

/** A plain_text or mrkdwn object; 1 to 3,000 characters unless told. */
export function text(max = 3_000, min = 1): Check {
  return byType(() => ({
    plain_text: object({ text: string(max, min) }, { emoji: flag }),
    mrkdwn: object({ text: string(max, min) }, { verbatim: flag }),
  }));
}

const style = oneOf('primary', 'danger');
const date = pattern(/^\d{4}-\d{2}-\d{2}$/, 'a date like 2026-11-24');
const time = pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time like 09:30');

export const confirm: Check = object(
  { title: plain(100), text: text(300) },
  { confirm: plain(30), deny: plain(30), style },
);

/** An option. Only those of an overflow menu may have an address. */
function option(label: Check, more: Readonly<Record<string, Check>> = {}): Check {
  return object({ text: label, value: string(150) }, { description: text(75), ...more });
}
const selectOption = option(plain(75));
const boxOption = option(text(75));
const groups = list(1, 100, object({ label: plain(75), options: list(1, 100, selectOption) }));

/** Either `options` or `option_groups`: a static menu has exactly one of them. */
const oneSource = (
  value: Readonly<Record<string, unknown>>,
  pointer: string,
  issues: { message: string; pointer: string }[],
) => {
  if ((value['options'] === undefined) === (value['option_groups'] === undefined)) {
    issues.push({ message: 'must have either options or option_groups', pointer });
  }
};

const input = { action_id: id, focus_on_load: flag };
const menu = { ...input, placeholder: plain(150), confirm };
const many = { ...menu, max_selected_items: integer(1, 1_000) };
const ids = list(0, 1_000, string(255));
const filter = object(
  {},
  {
    include: list(1, 4, oneOf('im', 'mpim', 'private', 'public')),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
);
const dispatch = object({}, { trigger_actions_on: list(1, 2, oneOf('on_enter_pressed', 'on_character_entered')) });

const button = object(
  { text: plain(75) },
  { action_id: id, url: url(3_000), value: string(2_000, 0), style, confirm, accessibility_label: string(75) },
);
const overflow = object({ options: list(1, 5, option(plain(75), { url: url(3_000) })) }, { action_id: id, confirm });
const image = object(
  { alt_text: string(2_000) },
  { image_url: url(3_000), slack_file: object({}, { id: string(255), url: url(3_000) }) },
  (value, pointer, issues) => {
    if ((value['image_url'] === undefined) === (value['slack_file'] === undefined)) {
      issues.push({ message: 'must have either image_url or slack_file', pointer });
    }
  },
);
const textInput = object(
  {},
  {
    ...input,
    placeholder: plain(150),
    initial_value: string(3_000, 0),
    multiline: flag,
    min_length: integer(0, 3_000),
    max_length: integer(1, 3_000),
    dispatch_action_config: dispatch,
  },
);

const selects: Readonly<Record<string, Check>> = {
  static_select: object(
    {},
    { ...menu, options: list(1, 100, selectOption), option_groups: groups, initial_option: selectOption },
    oneSource,
  ),
  external_select: object({}, { ...menu, initial_option: selectOption, min_query_length: integer(0, 255) }),
  users_select: object({}, { ...menu, initial_user: string(255) }),
  conversations_select: object(
    {},
    {
      ...menu,
      initial_conversation: string(255),
      default_to_current_conversation: flag,
      response_url_enabled: flag,
      filter,
    },
  ),
  channels_select: object({}, { ...menu, initial_channel: string(255), response_url_enabled: flag }),
  multi_static_select: object(
    {},
    {
      ...many,
      options: list(1, 100, selectOption),
      option_groups: groups,
      initial_options: list(1, 100, selectOption),
    },
    oneSource,
  ),
  multi_external_select: object(
    {},
    { ...many, initial_options: list(1, 100, selectOption), min_query_length: integer(0, 255) },
  ),
  multi_users_select: object({}, { ...many, initial_users: ids }),
  multi_conversations_select: object(
    {},
    { ...many, initial_conversations: ids, default_to_current_conversation: flag, filter },
  ),
  multi_channels_select: object({}, { ...many, initial_channels: ids }),
};

const pickers: Readonly<Record<string, Check>> = {
  checkboxes: object(
    { options: list(1, 10, boxOption) },
    { ...input, initial_options: list(1, 10, boxOption), confirm },
  ),
  radio_buttons: object({ options: list(1, 10, boxOption) }, { ...input, initial_option: boxOption, confirm }),
  datepicker: object({}, { ...menu, initial_date: date }),
  timepicker: object({}, { ...menu, initial_time: time, timezone: string(255) }),
  datetimepicker: object({}, { ...input, initial_date_time: integer(1_000_000_000, 9_999_999_999), confirm }),
};

const feedbackButton = object({ text: plain(75), value: string(2_000) }, { accessibility_label: string(75) });

/** Elements by the place that may hold them. */
export const actionElements: Readonly<Record<string, Check>> = { button, overflow, ...selects, ...pickers };
export const accessories: Readonly<Record<string, Check>> = { ...actionElements, image };
export const contextElements: Readonly<Record<string, Check>> = {
  image,
  mrkdwn: object({ text: string(3_000) }, { verbatim: flag }),
  plain_text: object({ text: string(3_000) }, { emoji: flag }),
};
export const contextActionElements: Readonly<Record<string, Check>> = {
  feedback_buttons: object({ positive_button: feedbackButton, negative_button: feedbackButton }, { action_id: id }),
  icon_button: object(
    { icon: oneOf('trash'), text: plain(75) },
    { action_id: id, value: string(2_000), confirm, accessibility_label: string(75), visible_to_user_ids: ids },
  ),
};
export const inputElements: Readonly<Record<string, Check>> = {
  plain_text_input: textInput,
  email_text_input: object(
    {},
    { ...input, placeholder: plain(150), initial_value: string(3_000, 0), dispatch_action_config: dispatch },
  ),
  url_text_input: object(
    {},
    { ...input, placeholder: plain(150), initial_value: string(3_000, 0), dispatch_action_config: dispatch },
  ),
  number_input: object(
    { is_decimal_allowed: flag },
    {
      ...input,
      placeholder: plain(150),
      initial_value: string(255),
      min_value: string(255),
      max_value: string(255),
      dispatch_action_config: dispatch,
    },
  ),
  ...selects,
  ...pickers,
};
