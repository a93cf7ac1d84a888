import { ChannelType, ComponentType, SelectMenuDefaultValueType, TextInputStyle } from 'discord-api-types/v10';
import type {
  APIComponentInLabel,
  APILabelComponent,
  APIModalInteractionResponseCallbackData,
  APISelectMenuOption,
} from 'discord-api-types/v10';
import { clampText } from '../../cards/clamp-spans.ts';
import { cleanLine } from '../../cards/clean-text.ts';
import { fillField, fillLine } from '../../cards/form.ts';
import type { Field, Form, FormValues } from '../../cards/form.ts';
import { unknownField } from '../../cards/unknown-field.ts';
import type { Place } from '../../chat/place.ts';
import { fieldsOf, listOf, textOf } from '../shared/fields.ts';
import { layOut } from './form-layout.ts';
import type { FormLayout } from './form-layout.ts';
import { limits } from './limits.ts';

/** The names of the parts that are no field of the form. */
const restName = 'rest';
const whereName = 'where';
const fieldPrefix = 'field.';

/** Where a post can come. */
const channelTypes = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.GuildForum,
];

/** What was filled in: by the names of the blanks of {@link layoutFor}, and the id of the channel that was chosen. */
export type FilledIn = { readonly values: FormValues; readonly where: string | null };

/** How a form is laid out in a window that is opened in that place: the same every time. */
export function layoutFor(form: Form, place: Place): FormLayout {
  return layOut(form, choosesWhere(form, place) ? limits.modalParts - 1 : limits.modalParts);
}

/** A form as a window, with the id that tells what it is when it comes back. */
export function formModal(form: Form, place: Place, id: string): APIModalInteractionResponseCallbackData {
  const { own, rest } = layoutFor(form, place);
  const parts = own.map((field) => labelled(field.label, hintOf(field), inputOf(field)));
  if (rest !== null) {
    parts.push(labelled(together(rest.labels), `In words, such as: ${rest.example}`, typed(restName, rest.value)));
  }
  if (choosesWhere(form, place)) parts.push(labelled('Where', '', whereInput(place)));
  return {
    custom_id: id,
    title: clampText(cleanLine(form.title), limits.modalTitle) || 'Paperboy',
    components: parts,
  };
}

/** What is filled in, from the components of a window that was sent, as discord.js gives them. */
export function filledIn(components: unknown): FilledIn {
  const values: Record<string, string> = {};
  let where: string | null = null;
  for (const part of listOf(components)) {
    const input = fieldsOf(fieldsOf(part)['component']);
    const name = textOf(input['customId']) ?? '';
    const chosen = listOf(input['values']).flatMap((value) => textOf(value) ?? []);
    if (name === whereName) where = chosen[0] ?? null;
    else if (name === restName) values[restName] = fillLine(textOf(input['value']) ?? '');
    else if (name.startsWith(fieldPrefix)) {
      const field = name.slice(fieldPrefix.length);
      values[field] = fillField(field, textOf(input['value']) ?? chosen.join(','));
    }
  }
  return { values, where };
}

/** As many labels as there is room for. */
function together(labels: readonly string[]): string {
  const all = labels.map(cleanLine).filter((label) => label !== '');
  const shown = all.filter((_, at) => `${all.slice(0, at + 1).join(', ')}, …`.length <= limits.label);
  return shown.length < all.length && all.join(', ').length > limits.label
    ? [...shown, '…'].join(', ')
    : all.join(', ');
}

/** In a direct conversation there is nothing to choose from. */
function choosesWhere({ elsewhere }: Form, { workspace }: Place): boolean {
  return elsewhere && workspace !== null;
}

function labelled(label: string, description: string, component: APIComponentInLabel): APILabelComponent {
  const hint = clampText(cleanLine(description), limits.labelDescription);
  return {
    type: ComponentType.Label,
    label: clampText(cleanLine(label), limits.label) || '…',
    ...(hint === '' ? {} : { description: hint }),
    component,
  };
}

function hintOf({ kind, hint, options = [] }: Field): string {
  if (hint !== undefined) return hint;
  if (kind === 'time') return 'Such as 9:00, 9am or 21h.';
  return kind === 'choice' && options.length > limits.selectOptions ? `Such as ${options[0]?.label ?? ''}.` : '';
}

function inputOf({ name, kind, value, options = [] }: Field): APIComponentInLabel {
  const custom_id = `${fieldPrefix}${name}`;
  switch (kind) {
    case 'text':
    case 'time':
    case 'number':
      return typed(custom_id, value);
    case 'choice':
    case 'choices': {
      const chosen = kind === 'choices' ? value.split(',') : [value];
      const shown = options.flatMap((option) => selectOption(option, chosen));
      // What does not fit into a menu can still be typed.
      if (shown.length === 0 || shown.length > limits.selectOptions) return typed(custom_id, value);
      return {
        type: ComponentType.StringSelect,
        custom_id,
        options: shown,
        required: false,
        min_values: 0,
        max_values: kind === 'choices' ? shown.length : 1,
      };
    }
    default:
      return unknownField(kind);
  }
}

function typed(custom_id: string, value: string): APIComponentInLabel {
  return {
    type: ComponentType.TextInput,
    custom_id,
    style: TextInputStyle.Short,
    required: false,
    max_length: limits.typedText,
    ...(value === '' ? {} : { value: clampText(cleanLine(value), limits.typedText) }),
  };
}

/** None where it could not say what it means: half a value is another value. */
function selectOption(
  { label, value }: { readonly label: string; readonly value: string },
  chosen: readonly string[],
): readonly APISelectMenuOption[] {
  if (value === '' || value.length > limits.optionText) return [];
  const shown = { label: clampText(cleanLine(label), limits.optionText) || value, value };
  return [chosen.includes(value) ? { ...shown, default: true } : shown];
}

function whereInput({ channel, thread }: Place): APIComponentInLabel {
  return {
    type: ComponentType.ChannelSelect,
    custom_id: whereName,
    channel_types: channelTypes,
    default_values: [{ id: thread ?? channel, type: SelectMenuDefaultValueType.Channel }],
    required: false,
  };
}
