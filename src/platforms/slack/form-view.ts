import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Card } from '../../cards/card.ts';
import { clampText } from '../../cards/clamp-spans.ts';
import { cleanLine } from '../../cards/clean-text.ts';
import { fillField } from '../../cards/form.ts';
import type { Field, Form, FormValues } from '../../cards/form.ts';
import { unknownField } from '../../cards/unknown-field.ts';
import { fieldsOf, listOf, textOf } from '../shared/fields.ts';
import { ids } from './ids.ts';
import { limits } from './limits.ts';
import { renderModal } from './render.ts';
import { plain, whileTyping } from './search-view.ts';
import { writeState } from './view-state.ts';
import type { ViewState } from './view-state.ts';

/** A form as a window: one input a field, and below what would come of it. */
export function formView(form: Form, state: Omit<ViewState, 'form'>, preview: Card | null): ModalView {
  const { says, preview: previewSays, elsewhere } = form;
  const fields = form.fields.flatMap((field) => fieldBlock(field, previewSays !== null) ?? []);
  const where = elsewhere ? [whereBlock(state)] : [];
  return {
    type: 'modal',
    callback_id: ids.formView,
    private_metadata: writeState({ ...state, form: { says, preview: previewSays, elsewhere } }),
    title: plain(clampText(cleanLine(form.title), limits.modalTitle) || 'Paperboy'),
    submit: plain(clampText(cleanLine(form.submit), limits.modalTitle) || 'Save'),
    close: plain('Cancel'),
    blocks: withPreview([...fields, ...where], preview),
  };
}

/** The inputs of a form's window as Slack sent them back, above a new preview. */
export function withPreview(blocks: readonly KnownBlock[], preview: Card | null): KnownBlock[] {
  const inputs: KnownBlock[] = blocks.filter(({ type }) => type === 'input');
  if (preview === null) return inputs;
  const shown = renderModal(withoutActions(preview));
  const divider: KnownBlock = { type: 'divider' };
  return [...inputs, divider, ...shown].slice(0, limits.viewBlocks);
}

/** What is filled in, by the names of the fields, from `view.state.values`. */
export function formValues(values: unknown): FormValues {
  const read: Record<string, string> = {};
  for (const [block, typed] of Object.entries(fieldsOf(values))) {
    if (block.startsWith(ids.fieldBlock)) {
      const name = block.slice(ids.fieldBlock.length);
      read[name] = fillField(name, valueOf(fieldsOf(typed)[ids.field]));
    }
  }
  return read;
}

/** The conversation that was chosen for a form, or null. */
export function chosenPlace(values: unknown): string | null {
  return textOf(fieldsOf(fieldsOf(fieldsOf(values)[ids.whereBlock])[ids.where])['selected_conversation']);
}

function valueOf(typed: unknown): string {
  const fields = fieldsOf(typed);
  const chosen = listOf(fields['selected_options']).map((option) => textOf(fieldsOf(option)['value']) ?? '');
  if (chosen.length > 0) return chosen.join(',');
  const option = textOf(fieldsOf(fields['selected_option'])['value']);
  return option ?? textOf(fields['selected_time']) ?? textOf(fields['value']) ?? '';
}

/** Null for a choice without a choice. */
function fieldBlock(field: Field, dispatches: boolean): InputBlock | null {
  const element = elementOf(field, dispatches);
  if (element === null) return null;
  const hint = clampText(cleanLine(field.hint ?? ''), limits.inputLabel);
  return {
    type: 'input',
    block_id: `${ids.fieldBlock}${field.name}`,
    dispatch_action: dispatches,
    optional: true,
    label: plain(clampText(cleanLine(field.label), limits.inputLabel) || field.name),
    ...(hint === '' ? {} : { hint: plain(hint) }),
    element,
  };
}

function elementOf({ kind, value, options = [] }: Field, dispatches: boolean): InputBlock['element'] | null {
  const typing = dispatches ? { dispatch_action_config: { trigger_actions_on: [...whileTyping] } } : {};
  const shown = options.flatMap(selectOption).slice(0, limits.selectOptions);
  const chosen = shown.filter((option) => value.split(',').includes(option.value ?? ''));
  const [first] = chosen;
  switch (kind) {
    case 'text': {
      const initial = value === '' ? {} : { initial_value: clampText(value, limits.typedText) };
      return { type: 'plain_text_input', action_id: ids.field, max_length: limits.typedText, ...initial, ...typing };
    }
    case 'number': {
      const initial = /^\d+$/u.test(value) ? { initial_value: value } : {};
      return {
        type: 'number_input',
        action_id: ids.field,
        is_decimal_allowed: false,
        min_value: '1',
        ...initial,
        ...typing,
      };
    }
    case 'time': {
      const initial = /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(value) ? { initial_time: value } : {};
      return { type: 'timepicker', action_id: ids.field, ...initial };
    }
    case 'choice': {
      if (shown.length === 0) return null;
      return {
        type: 'static_select',
        action_id: ids.field,
        options: shown,
        ...(first ? { initial_option: first } : {}),
      };
    }
    case 'choices': {
      if (shown.length === 0) return null;
      const initial = chosen.length > 0 ? { initial_options: chosen } : {};
      return { type: 'multi_static_select', action_id: ids.field, options: shown, ...initial };
    }
    default:
      return unknownField(kind);
  }
}

/** None where it could not say what it means: half a value is another value. */
function selectOption({
  label,
  value,
}: {
  readonly label: string;
  readonly value: string;
}): readonly PlainTextOption[] {
  if (value === '' || value.length > limits.optionText) return [];
  return [{ text: { type: 'plain_text', text: clampText(cleanLine(label), limits.optionText) || value }, value }];
}

/**
 * Slack's menu cannot be told to list the conversation with the bot alone among the direct ones: they are in it only where
 * it begins with that one.
 */
function whereBlock({ address }: Pick<ViewState, 'address'>): InputBlock {
  const hint = address.direct
    ? 'A channel or group that you are in, or your direct messages with Paperboy.'
    : 'A channel or group that you are in. For your direct messages, say it to Paperboy there.';
  return {
    type: 'input',
    block_id: ids.whereBlock,
    label: plain('Where'),
    hint: plain(hint),
    element: {
      type: 'conversations_select',
      action_id: ids.where,
      filter: { include: ['public', 'private', 'mpim', ...(address.direct ? (['im'] as const) : [])] },
      // A person's own id names no conversation that the menu could show.
      ...(address.direct && !address.channel.startsWith('D') ? {} : { initial_conversation: address.channel }),
    },
  };
}

function withoutActions(card: Card): Card {
  return { ...card, blocks: card.blocks.filter(({ kind }) => kind !== 'actions') };
}
