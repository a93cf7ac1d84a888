import { fieldsOf, listOf, textOf } from '../shared/fields.ts';
import type { Fields } from '../shared/fields.ts';
import { escape } from './text.ts';

/**
 * What somebody else's message says, in Slack's markup as its `text` is: that text, or its blocks where they say more, as
 * with many bots; and what links and bots show below it. The words of a link stand behind its address.
 */
export function textIn(message: Fields): string {
  const own = [textOf(message['text']) ?? '', blocksText(message['blocks'])];
  const [said = ''] = own.toSorted((one, other) => other.length - one.length);
  return lines([said, ...listOf(message['attachments']).map(attachmentText)]).replaceAll(
    /<(https?:[^|<>]+)\|([^<>]+)>/gu,
    '<$1> $2',
  );
}

/** https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments */
function attachmentText(attachment: unknown): string {
  const fields = fieldsOf(attachment);
  const link = (name: string) => linkText(textOf(fields[name]) ?? '');
  const shown = lines([
    ...['pretext', 'title', 'text'].map((name) => textOf(fields[name]) ?? ''),
    blocksText(fields['blocks']),
    ...listOf(fields['fields']).map((field) => textOf(fieldsOf(field)['value']) ?? ''),
  ]);
  return lines([link('title_link') || link('from_url'), shown || (textOf(fields['fallback']) ?? '')]);
}

function blocksText(blocks: unknown): string {
  return lines(listOf(blocks).map((block) => blockText(fieldsOf(block))));
}

/** What is pressed or typed in says nothing of the message. */
function blockText(block: Fields): string {
  const { type } = block;
  if (type === 'actions' || type === 'input') return '';
  if (type === 'rich_text') return lines(listOf(block['elements']).map(richText));
  const texts = [block['text'], ...listOf(block['fields']), ...listOf(block['elements'])];
  return lines(texts.map((text) => objectText(fieldsOf(text))));
}

/** A line of rich text, or several: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
function richText(part: unknown): string {
  const { type, text, url, elements } = fieldsOf(part);
  if (type === 'text') return escape(textOf(text) ?? '');
  if (type === 'link') return `${linkText(textOf(url) ?? '')} ${escape(textOf(text) ?? '')}`.trimEnd();
  return listOf(elements)
    .map(richText)
    .join(type === 'rich_text_list' ? '\n' : '');
}

function objectText({ type, text }: Fields): string {
  const words = textOf(text) ?? '';
  return type === 'plain_text' ? escape(words) : words;
}

function linkText(url: string): string {
  return /^https?:/iu.test(url) ? `<${url.replaceAll(/[|<>\s]/gu, encodeURIComponent)}>` : '';
}

function lines(texts: readonly string[]): string {
  return texts.filter((text) => text.trim() !== '').join('\n');
}
