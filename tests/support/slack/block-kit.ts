import type { Check, Issue } from './check.ts';
import { byType, flag, list, object, oneOf, string, url } from './check.ts';
import {
  accessories,
  actionElements,
  contextActionElements,
  contextElements,
  id,
  inputElements,
  plain,
  text,
} from './block-elements.ts';
import { fieldsOf, isFields, listOf } from '../fields.ts';
import { richText } from './rich-text.ts';

/*
 * Block Kit as Slack's reference describes it: https://docs.slack.dev/reference/block-kit/blocks and
 * https://docs.slack.dev/reference/views. Written from the documentation, so that it can judge a renderer that was
 * written from the same pages.
 */

/** Where blocks are shown. What chat.unfurl attaches may hold no rich text. */
export type Surface = 'message' | 'modal' | 'home' | 'unfurl';

/** Blocks a surface may hold: 50 in a message, 100 in a view. */
const most: Readonly<Record<Surface, number>> = { message: 50, unfurl: 50, modal: 100, home: 100 };

/** All the text of a message's blocks together. Not documented: measured in slackapi/bolt-js#2509. */
export const messageCharacters = 13_200;

/** All markdown blocks of a message together. */
const markdownCharacters = 12_000;

const named = { block_id: id };
const section = object(
  {},
  {
    ...named,
    text: text(3_000),
    fields: list(1, 10, text(2_000)),
    accessory: byType(() => accessories),
    expand: flag,
  },
  (value, pointer, issues) => {
    if (value['text'] === undefined && value['fields'] === undefined) {
      issues.push({ message: 'missing required field: text or fields', pointer });
    }
  },
);
const image = object(
  { alt_text: string(2_000) },
  {
    ...named,
    title: plain(2_000),
    image_url: url(3_000),
    slack_file: object({}, { id: string(255), url: url(3_000) }),
  },
);
const inputBlock = object(
  { label: plain(2_000), element: byType(() => inputElements) },
  { ...named, hint: plain(2_000), optional: flag, dispatch_action: flag },
);
const video = object(
  { alt_text: string(2_000), title: plain(199), thumbnail_url: url(3_000), video_url: url(3_000) },
  {
    ...named,
    author_name: string(49),
    description: plain(199),
    provider_icon_url: url(3_000),
    provider_name: string(49),
    title_url: url(3_000),
  },
);
const cell = byType(() => ({ raw_text: object({ text: string(10_000, 0) }), rich_text: richText }));
const table = object(
  { rows: list(1, 100, list(1, 20, cell)) },
  { ...named, column_settings: list(1, 20, object({}, { align: oneOf('left', 'center', 'right'), is_wrapped: flag })) },
);

const common: Readonly<Record<string, Check>> = {
  section,
  divider: object({}, named),
  header: object({ text: plain(150) }, named),
  image,
  context: object(
    {
      elements: list(
        1,
        10,
        byType(() => contextElements),
      ),
    },
    named,
  ),
  actions: object(
    {
      elements: list(
        1,
        25,
        byType(() => actionElements),
      ),
    },
    named,
  ),
  rich_text: richText,
  input: inputBlock,
  video,
};
const { rich_text: _richText, ...withoutRichText } = common;
const onlyMessages: Readonly<Record<string, Check>> = {
  markdown: object({ text: string(markdownCharacters) }, named),
  context_actions: object(
    {
      elements: list(
        1,
        5,
        byType(() => contextActionElements),
      ),
    },
    named,
  ),
  table,
};
const alert = object({ text: text(200) }, { ...named, level: oneOf('default', 'info', 'warning', 'error', 'success') });

const kinds: Readonly<Record<Surface, Readonly<Record<string, Check>>>> = {
  message: { ...common, ...onlyMessages },
  unfurl: withoutRichText,
  modal: { ...common, alert },
  home: common,
};

/** What is wrong with the blocks of a surface; nothing when Slack would take them. */
export function blockIssues(blocks: unknown, surface: Surface, pointer = '/blocks'): Issue[] {
  const issues: Issue[] = [];
  list(
    0,
    most[surface],
    byType(() => kinds[surface]),
  )(blocks, pointer, issues);
  if (Array.isArray(blocks)) issues.push(...repeatedIds(blocks, pointer), ...togetherIssues(blocks, pointer));
  return issues;
}

/** The blocks of a view are looked at on their own, with their surface. */
const anything: Check = () => undefined;

/** What is wrong with a view (a modal or a home tab). */
export function viewIssues(view: unknown): Issue[] {
  const issues: Issue[] = [];
  const shared = {
    private_metadata: string(3_000, 0),
    callback_id: string(255, 0),
    external_id: string(255, 0),
  };
  byType(() => ({
    modal: object(
      { title: plain(24), blocks: anything },
      {
        ...shared,
        submit: plain(24),
        close: plain(24),
        clear_on_close: flag,
        notify_on_close: flag,
        submit_disabled: flag,
      },
      (value, pointer, found) => {
        const hasInput = listOf(value['blocks']).some((block) => fieldsOf(block)['type'] === 'input');
        if (hasInput && value['submit'] === undefined) {
          found.push({ message: 'missing required field: submit', pointer });
        }
      },
    ),
    home: object({ blocks: anything }, shared),
  }))(view, '/view', issues);
  const { type, blocks } = fieldsOf(view);
  if (type === 'modal' || type === 'home') issues.push(...blockIssues(blocks, type, '/view/blocks'));
  return issues;
}

/** How many characters of text the blocks hold together, wherever they stand. */
export function blockCharacters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + blockCharacters(each), 0);
  if (!isFields(value)) return 0;
  let sum = 0;
  for (const [name, each] of Object.entries(value)) {
    if (typeof each !== 'string') sum += blockCharacters(each);
    else if (name === 'text' || name === 'alt_text') sum += each.length;
  }
  return sum;
}

/** Ids must be unique: block ids in a surface, action ids in a block. */
function repeatedIds(blocks: readonly unknown[], pointer: string): Issue[] {
  const issues: Issue[] = [];
  const seen = new Set<string>();
  for (const [index, block] of blocks.entries()) {
    const { block_id: blockId, elements, accessory, element } = fieldsOf(block);
    if (typeof blockId === 'string') {
      if (seen.has(blockId))
        issues.push({ message: `block_id ${blockId} already exists`, pointer: `${pointer}/${index}/block_id` });
      seen.add(blockId);
    }
    const inBlock = new Set<string>();
    for (const each of [...listOf(elements), accessory, element]) {
      const actionId = fieldsOf(each)['action_id'];
      if (typeof actionId !== 'string') continue;
      if (inBlock.has(actionId))
        issues.push({ message: `action_id ${actionId} already exists`, pointer: `${pointer}/${index}` });
      inBlock.add(actionId);
    }
  }
  return issues;
}

/** Rules over several blocks: one table, 12,000 characters of markdown, one element that takes the focus. */
function togetherIssues(blocks: readonly unknown[], pointer: string): Issue[] {
  const issues: Issue[] = [];
  const tables = blocks.filter((block) => fieldsOf(block)['type'] === 'table');
  if (tables.length > 1) issues.push({ message: 'only one table allowed', pointer });
  if (blockCharacters(tables) > 10_000) issues.push({ message: 'table must be less than 10001 characters', pointer });
  const markdown = blockCharacters(blocks.filter((block) => fieldsOf(block)['type'] === 'markdown'));
  if (markdown > markdownCharacters) {
    issues.push({ message: `markdown must be less than ${markdownCharacters + 1} characters in all`, pointer });
  }
  const focused = blocks.flatMap((block) => {
    const { elements, accessory, element } = fieldsOf(block);
    return [...listOf(elements), accessory, element].filter((each) => fieldsOf(each)['focus_on_load'] === true);
  });
  if (focused.length > 1) issues.push({ message: 'only one element may set focus_on_load', pointer });
  return issues;
}
