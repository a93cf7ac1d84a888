import { ButtonStyle, ComponentType, MessageFlags } from 'discord-api-types/v10';
import type { Fields } from '../fields.ts';
import { fieldsOf, isFields, listOf, textOf } from '../fields.ts';
import type { Issue } from './api-error.ts';
import { schemaIssues } from './schema.ts';

/** https://docs.discord.com/developers/resources/message#create-message */
const longestContent = 2_000;
/** https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
const longestEmbeds = 6_000;
/** https://docs.discord.com/developers/components/reference: rows of a message without Components V2. */
const mostRows = 5;
/** All components of a Components V2 message, nested ones too, and all their texts together. */
const mostComponents = 40;
const longestTexts = 4_000;

const selects: readonly unknown[] = [
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
];

/** A component with where it stands. */
type Placed = { readonly path: readonly string[]; readonly component: Fields };

/** What is wrong with a message body: by its definition in Discord's description, and by what that does not say. */
export function messageIssues(definition: string, body: Fields): Issue[] {
  const issues = schemaIssues(definition, body);
  // With the shape wrong the rest would only repeat it.
  if (issues.length > 0) return issues;
  return messageRules(body);
}

/** The rules of a message of the right shape. */
export function messageRules(body: Fields): Issue[] {
  const placed = listOf(body['components']).flatMap((each, index) => nested(each, ['components', String(index)]));
  const isV2 = (Number(body['flags'] ?? 0) & MessageFlags.IsComponentsV2) !== 0;
  return [
    ...contentRules(body),
    ...embedRules(body),
    ...componentRules(placed),
    ...(isV2 ? v2Rules(body, placed) : rowRules(body)),
  ];
}

/** All components below one, itself first. */
export function nested(value: unknown, path: readonly string[]): Placed[] {
  if (!isFields(value)) return [];
  const inner = listOf(value['components']).flatMap((each, index) =>
    nested(each, [...path, 'components', String(index)]),
  );
  const single = ['component', 'accessory'].flatMap((key) => nested(value[key], [...path, key]));
  return [{ path, component: value }, ...inner, ...single];
}

function contentRules(body: Fields): Issue[] {
  const content = textOf(body['content']) ?? '';
  if (content.length <= longestContent) return [];
  return [
    { path: ['content'], code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${longestContent} or fewer in length.` },
  ];
}

function embedRules(body: Fields): Issue[] {
  const embeds = listOf(body['embeds']).map(fieldsOf);
  const issues: Issue[] = [];
  const total = embeds.reduce((sum, each) => sum + embedLength(each), 0);
  if (total > longestEmbeds) {
    issues.push({
      path: ['embeds'],
      code: 'MAX_EMBED_SIZE_EXCEEDED',
      message: `Embed size exceeds maximum size of ${longestEmbeds}`,
    });
  }
  for (const [index, embed] of embeds.entries()) {
    const path = ['embeds', String(index)];
    const shows = ['title', 'description', 'author', 'footer', 'image', 'thumbnail'].some((key) => Boolean(embed[key]));
    if (!shows && listOf(embed['fields']).length === 0) {
      issues.push({ path: [...path, 'description'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
    }
    for (const [at, field] of listOf(embed['fields']).map(fieldsOf).entries()) {
      for (const key of ['name', 'value']) {
        if ((textOf(field[key]) ?? '').trim() === '') {
          issues.push({
            path: [...path, 'fields', String(at), key],
            code: 'BASE_TYPE_REQUIRED',
            message: 'This field is required',
          });
        }
      }
    }
    for (const [key, value] of [
      ['url', embed['url']],
      ...['image', 'thumbnail', 'author', 'footer'].map((part) => [part, fieldsOf(embed[part])['url']]),
    ]) {
      if (typeof value === 'string' && !/^(https?|attachment):\/\//i.test(value)) {
        issues.push({
          path: [...path, String(key)],
          code: 'URL_TYPE_INVALID_SCHEME',
          message: `Scheme must be one of ('http', 'https').`,
        });
      }
    }
  }
  return issues;
}

/** What counts toward the 6,000: title, description, names and values of fields, footer and author. */
function embedLength(embed: Fields): number {
  const texts = [
    embed['title'],
    embed['description'],
    fieldsOf(embed['footer'])['text'],
    fieldsOf(embed['author'])['name'],
    ...listOf(embed['fields']).flatMap((each) => [fieldsOf(each)['name'], fieldsOf(each)['value']]),
  ];
  return texts.reduce<number>((sum, each) => sum + (textOf(each)?.length ?? 0), 0);
}

/** What each button and each select must have, and that a custom id is there once. */
export function componentRules(placed: readonly Placed[]): Issue[] {
  const issues: Issue[] = [];
  const seen = new Set<string>();
  for (const { path, component } of placed) {
    const id = textOf(component['custom_id']);
    if (id !== undefined && seen.has(id)) {
      issues.push({
        path: [...path, 'custom_id'],
        code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
        message: 'Component custom id cannot be duplicated',
      });
    }
    if (id !== undefined) seen.add(id);
    if (component['type'] === ComponentType.Button) issues.push(...buttonRules(path, component));
    if (component['type'] === ComponentType.StringSelect) issues.push(...selectRules(path, component));
    if (component['type'] === ComponentType.ActionRow) issues.push(...oneRowRules(path, component));
  }
  return issues;
}

function buttonRules(path: readonly string[], button: Fields): Issue[] {
  const issues: Issue[] = [];
  const required = (key: string) => {
    if (!button[key])
      issues.push({ path: [...path, key], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
  };
  const never = (key: string, code: string, message: string) => {
    if (button[key] !== undefined && button[key] !== null) issues.push({ path: [...path, key], code, message });
  };
  if (button['style'] === ButtonStyle.Link) {
    required('url');
    never('custom_id', 'COMPONENT_BUTTON_CUSTOM_ID_WITH_URL', 'A custom id and url cannot both be specified');
    if (typeof button['url'] === 'string' && !/^(https?|discord):\/\//i.test(button['url'])) {
      issues.push({
        path: [...path, 'url'],
        code: 'URL_TYPE_INVALID_SCHEME',
        message: `Scheme must be one of ('http', 'https', 'discord').`,
      });
    }
  } else if (button['style'] !== ButtonStyle.Premium) {
    required('custom_id');
    never('url', 'COMPONENT_BUTTON_URL_WITHOUT_LINK_STYLE', 'A url can only be specified for link buttons');
  }
  const shows = Boolean(textOf(button['label'])?.trim()) || isFields(button['emoji']);
  if (!shows && button['style'] !== ButtonStyle.Premium) {
    issues.push({ path, code: 'BUTTON_COMPONENT_INVALID_EMPTY', message: 'A button must have a label or emoji' });
  }
  return issues;
}

function selectRules(path: readonly string[], select: Fields): Issue[] {
  const options = listOf(select['options']).map(fieldsOf);
  const issues: Issue[] = [];
  const seen = new Set<unknown>();
  for (const [index, option] of options.entries()) {
    if (seen.has(option['value'])) {
      issues.push({
        path: [...path, 'options', String(index), 'value'],
        code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        message: 'The specified option value is already used',
      });
    }
    seen.add(option['value']);
  }
  for (const key of ['min_values', 'max_values']) {
    if (Number(select[key] ?? 0) > options.length) {
      issues.push({
        path: [...path, key],
        code: 'SELECT_COMPONENT_LENGTH_MISMATCH',
        message: `Must not be more than the ${options.length} options.`,
      });
    }
  }
  return issues;
}

/** Up to five buttons, or one select alone. */
function oneRowRules(path: readonly string[], row: Fields): Issue[] {
  const parts = listOf(row['components']).map(fieldsOf);
  if (!parts.some((each) => selects.includes(each['type'])) || parts.length === 1) return [];
  return [
    {
      path: [...path, 'components'],
      code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
      message: 'The specified component exceeds the maximum width',
    },
  ];
}

function rowRules(body: Fields): Issue[] {
  const rows = listOf(body['components']).map(fieldsOf);
  const issues: Issue[] = [];
  if (rows.length > mostRows) {
    issues.push({
      path: ['components'],
      code: 'BASE_TYPE_BAD_LENGTH',
      message: `Must be between 1 and ${mostRows} in length.`,
    });
  }
  for (const [index, row] of rows.entries()) {
    if (row['type'] !== ComponentType.ActionRow) {
      issues.push({
        path: ['components', String(index), 'type'],
        code: 'UNION_TYPE_CHOICES',
        message: 'Value of field "type" must be one of (1,).',
      });
    }
  }
  return issues;
}

function v2Rules(body: Fields, placed: readonly Placed[]): Issue[] {
  const issues: Issue[] = [];
  for (const key of ['content', 'embeds', 'poll', 'sticker_ids']) {
    const value = body[key];
    if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    issues.push({
      path: [key],
      code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      message: `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    });
  }
  if (placed.length > mostComponents) {
    issues.push({
      path: ['components'],
      code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      message: `The total number of components cannot exceed ${mostComponents}`,
    });
  }
  const texts = placed.filter((each) => each.component['type'] === ComponentType.TextDisplay);
  const total = texts.reduce((sum, each) => sum + (textOf(each.component['content'])?.length ?? 0), 0);
  if (total > longestTexts) {
    issues.push({
      path: ['components'],
      code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      message: `The total displayable text size of components exceeds the maximum size of ${longestTexts}`,
    });
  }
  return issues;
}

/** Whether nothing in a message can be seen: Discord answers 50006. */
export function isEmptyMessage(body: Fields, files: number): boolean {
  const lists = ['embeds', 'components', 'sticker_ids', 'attachments'];
  return (
    (textOf(body['content']) ?? '').trim() === '' &&
    lists.every((key) => listOf(body[key]).length === 0) &&
    !isFields(body['poll']) &&
    files === 0
  );
}
