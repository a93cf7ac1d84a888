import type {
  ActionsBlock,
  Button,
  ConfirmationDialog,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  Overflow,
  PlainTextElement,
  RichTextBlock,
  RichTextChannelMention,
  RichTextLink,
  RichTextText,
} from '@slack/types';
import type { Action, Block, Card, Confirm, Fact, ListItem, Span } from '../../cards/card.ts';
import { clampSpans, clampText, splitSpans } from '../../cards/clamp-spans.ts';
import { textOf, trimSpans } from '../../cards/clean-spans.ts';
import { dotted } from '../../cards/dotted.ts';
import { joinSpans } from '../../cards/join-spans.ts';
import { readOn } from '../../cards/read-on.ts';
import { cleanCode, cleanLine } from '../../cards/clean-text.ts';
import { unknownBlock } from '../../cards/unknown-block.ts';
import { limits } from './limits.ts';
import { safeUrl } from './safe-url.ts';
import { mrkdwn } from './spans.ts';
import { cleanSpans } from './text.ts';

/** Blocks that stand or fall together. Where there is no room for all, the title goes in first, then the actions. */
export type Part = { readonly rank: 'title' | 'actions' | 'body'; readonly blocks: readonly KnownBlock[] };

/** How long each kind of text may be when there is room. Our own choices: a message is read, not studied. */
const allowance = {
  title: 1_000,
  paragraph: 12_000,
  itemTitle: 500,
  itemText: 12_000,
  facts: 600,
  note: 1_500,
  code: 9_000,
};

export const longestText = Math.max(...Object.values(allowance));

/** How long a text may be, and whether the lesser buttons of items are in menus. */
export type Room = { readonly most: number; readonly tight: boolean };

/** What is left of a text however little room there is. An item can do without: it has a title, and says why it is there. */
const least = 80;
const leastOf: Partial<typeof allowance> = { itemText: 0, itemTitle: 150, facts: 240 };

/**
 * A card as Slack blocks, not yet measured against a message. No text is longer than `most`, as far as that goes. `nextId` numbers
 * the buttons: an `action_id` is `says:N` for a sentence, which is the button's `value`, `swap:N` for one whose answer takes
 * the place of a private message, `menu:N` for several sentences in a menu, or `open:N` for a link.
 */
export function draft(card: Card, { most, tight }: Room, nextId: () => number): readonly Part[] {
  const title: Part = { rank: 'title', blocks: [titleBlock(card.title)] };
  const { blocks } = readOn(card, { text: allowed('paragraph', most), item: allowed('itemText', most) });
  return [title, ...arranged(blocks).flatMap((block) => partsOf(block, { most, tight }, nextId))].filter(
    (part) => part.blocks.length > 0,
  );
}

/** Buttons below buttons go on in the same row, and the labelled values of two things have a line between them. */
function arranged(blocks: readonly Block[]): readonly Block[] {
  const kept: Block[] = [];
  for (const block of blocks) {
    const last = kept.at(-1);
    if (block.kind === 'actions' && last?.kind === 'actions') {
      kept[kept.length - 1] = { kind: 'actions', actions: [...last.actions, ...block.actions] };
      continue;
    }
    if (block.kind === 'facts' && last?.kind === 'facts') kept.push({ kind: 'divider' });
    kept.push(block);
  }
  return kept;
}

function partsOf(block: Block, room: Room, nextId: () => number): readonly Part[] {
  const { most } = room;
  switch (block.kind) {
    case 'text':
      return paragraphs(block.spans, allowed('paragraph', most));
    case 'facts':
      return [{ rank: 'body', blocks: factLines(block.facts, allowed('facts', most)) }];
    case 'list':
      return block.items.map((item) => ({ rank: 'body', blocks: itemBlocks(item, room, nextId) }));
    case 'code':
      return [{ rank: 'body', blocks: preformatted(block.text, allowed('code', most)) }];
    case 'note':
      return [{ rank: 'body', blocks: quietLine(block.spans, allowed('note', most)) }];
    case 'hint':
      return [];
    case 'divider':
      return [{ rank: 'body', blocks: [{ type: 'divider' }] }];
    case 'actions':
      return actionRows(block.actions, nextId).map((row) => ({ rank: 'actions', blocks: [row] }));
    default:
      return unknownBlock(block);
  }
}

function allowed(kind: keyof typeof allowance, most: number): number {
  return Math.max(leastOf[kind] ?? least, Math.min(allowance[kind], most));
}

/** A heading where it can be one; a link, or a long title, is rich text, which Slack does not parse. */
function titleBlock(title: Span): HeaderBlock | RichTextBlock {
  const [span = { text: 'Untitled' }] = cleanSpans([{ ...title, text: cleanLine(title.text) }]);
  const text = clampText(span.text, allowance.title);
  if (span.url === undefined && text.length <= limits.headerText) {
    return { type: 'header', text: { type: 'plain_text', text, emoji: false } };
  }
  return richText([{ ...span, text, style: 'strong' }]);
}

function paragraphs(spans: readonly Span[], max: number): readonly Part[] {
  const shown = clampSpans(cleanSpans(spans), max);
  return splitSpans(shown, limits.sectionText).map((piece) => ({ rank: 'body', blocks: [richText(piece)] }));
}

function factLines(facts: readonly Fact[], max: number): readonly RichTextBlock[] {
  const lines = facts.flatMap(({ label, value }): (readonly Span[])[] => {
    const shown = clampSpans(cleanSpans(value), max);
    const name = clampText(cleanLine(label), least);
    if (shown.length === 0) return [];
    return [name === '' ? shown : [{ text: name, style: 'strong' }, { text: '  ' }, ...shown]];
  });
  const text = lines.flatMap((line, at) => (at === 0 ? line : [{ text: '\n' }, ...line]));
  return splitSpans(text, limits.sectionText).map(richText);
}

function itemBlocks(item: ListItem, { most, tight }: Room, nextId: () => number): readonly KnownBlock[] {
  const [title = { text: 'Untitled' }] = cleanSpans([{ ...item.title, text: cleanLine(item.title.text) }]);
  // Mostly a snippet, but all of the abstract where it was opened.
  const text = clampSpans(cleanSpans(item.text), allowed('itemText', most));
  const head: Span[] = [
    { text: `${item.number}. `, style: 'strong' },
    { ...title, text: clampText(title.text, allowed('itemTitle', most)), style: 'strong' },
  ];
  return [
    ...splitSpans(text.length === 0 ? head : [...head, { text: '\n' }, ...text], limits.sectionText).map(richText),
    ...quietLine(dotted(item.facts.flatMap((fact) => cleanSpans([fact]))), allowed('facts', most)),
    ...(tight ? tightRow(item.actions, nextId) : actionRows(item.actions, nextId)),
  ];
}

function preformatted(text: string, max: number): readonly RichTextBlock[] {
  const shown = clampText(cleanCode(text), max);
  if (shown === '') return [];
  return [
    { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: shown }] }] },
  ];
}

/** Small grey text. Only where it holds a link or a style is it parsed at all. */
export function quietLine(spans: readonly Span[], max: number): readonly ContextBlock[] {
  let shown = clampSpans(cleanSpans(spans), max);
  if (shown.length === 0) return [];
  if (shown.every((span) => span.url === undefined && span.style === undefined)) {
    return [{ type: 'context', elements: [{ type: 'plain_text', text: textOf(shown), emoji: false }] }];
  }
  let text = mrkdwn(shown);
  // Escapes and links lengthen a text by an amount that depends on it.
  for (let room = max; text.length > limits.textObject && room > 1; text = mrkdwn(shown)) {
    room = Math.floor(room * 0.7);
    shown = trimSpans(clampSpans(room < least ? shown.map(({ text: plain }) => ({ text: plain })) : shown, room));
  }
  return [{ type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] }];
}

export function actionRows(actions: readonly Action[], nextId: () => number): readonly ActionsBlock[] {
  const buttons = actions.flatMap((action) => button(action, nextId) ?? []);
  const rows: ActionsBlock[] = [];
  for (let at = 0; at < buttons.length; at += limits.actionsRow) {
    rows.push({ type: 'actions', elements: buttons.slice(at, at + limits.actionsRow) });
  }
  return rows;
}

/** The lesser buttons in a menu, which takes less of a message. One that a menu cannot hold makes it a row as any other. */
function tightRow(actions: readonly Action[], nextId: () => number): readonly ActionsBlock[] {
  const lesser = actions.slice(limits.itemButtons).flatMap((action) => option(action) ?? []);
  if (lesser.length < 2 || lesser.length > limits.overflowOptions) return actionRows(actions, nextId);
  if (lesser.length < actions.length - limits.itemButtons) return actionRows(actions, nextId);
  const [row] = actionRows(actions.slice(0, limits.itemButtons), nextId);
  const menu: Overflow = { type: 'overflow', action_id: `menu:${nextId()}`, options: lesser };
  return [{ type: 'actions', elements: [...(row?.elements ?? []), menu] }];
}

function option(action: Action): Overflow['options'][number] | null {
  const label = cleanLine(action.label);
  if ('url' in action || action.effect !== undefined || action.confirm !== undefined) return null;
  if (label === '' || label.length > limits.optionText) return null;
  if (action.says === '' || action.says.length > limits.optionText) return null;
  return { text: { type: 'plain_text', text: label }, value: action.says.toWellFormed() };
}

/** Null for a button that could not do what it says: half a sentence is another sentence, and so is half a link. */
function button(action: Action, nextId: () => number): Button | null {
  const label = clampText(cleanLine(action.label), limits.buttonLabel) || 'Open';
  const text = { type: 'plain_text', text: label } as const;
  if ('url' in action) {
    const url = safeUrl(action.url);
    return url === null ? null : { type: 'button', action_id: `open:${nextId()}`, text, url };
  }
  if (action.says === '' || action.says.length > limits.buttonValue) return null;
  const kind = action.effect === 'replace' ? 'swap' : 'says';
  const asks = action.confirm === undefined ? {} : { confirm: dialog(action.confirm) };
  return { type: 'button', action_id: `${kind}:${nextId()}`, text, value: action.says.toWellFormed(), ...asks };
}

function dialog({ title, text, yes, no }: Confirm): ConfirmationDialog {
  return {
    title: dialogWords(title, limits.confirmTitle, 'Are you sure?'),
    text: dialogWords(text, limits.confirmText, 'Are you sure?'),
    confirm: dialogWords(yes, limits.confirmLabel, 'Yes'),
    deny: dialogWords(no, limits.confirmLabel, 'No'),
  };
}

function dialogWords(words: string, most: number, otherwise: string): PlainTextElement {
  return { type: 'plain_text', text: clampText(cleanLine(words), most) || otherwise };
}

/** Elements cost more than the text in them: neighbours that look the same are one. */
function richText(spans: readonly Span[]): RichTextBlock {
  const elements = joinSpans(spans, isChannel).map(richElement);
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

const styles = {
  strong: { bold: true },
  mark: { bold: true },
  emphasis: { italic: true },
  code: { code: true },
} as const;

function richElement(span: Span): RichTextText | RichTextLink | RichTextChannelMention {
  const { text, url, style } = span;
  if (isChannel(span)) return { type: 'channel', channel_id: span.channel };
  const look = style === undefined ? {} : { style: styles[style] };
  return url === undefined ? { type: 'text', text, ...look } : { type: 'link', url, text, ...look };
}

/** What Slack shows by the name of the channel; a direct conversation has none. */
function isChannel(span: Span): span is Span & { readonly channel: string } {
  return span.channel !== undefined && /^[CG][A-Z0-9]{2,20}$/u.test(span.channel);
}
