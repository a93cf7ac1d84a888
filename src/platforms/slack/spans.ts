import type { Span } from '../../cards/card.ts';
import { textOf } from '../../cards/clean-spans.ts';
import { neutral } from './text.ts';

/** Spans as one `mrkdwn` text with links and styles of ours, in which nothing else has a meaning. Cleaned spans only. */
export function mrkdwn(spans: readonly Span[]): string {
  return spans.map((span, at) => marked(span, textOf(spans.slice(0, at)), textOf(spans.slice(at + 1)))).join('');
}

const marks = { strong: '*', mark: '*', emphasis: '_', code: '`' } as const;

function marked(span: Span, before: string, after: string): string {
  const body =
    span.url === undefined
      ? neutral(span.text)
      : `<${span.url.replaceAll('&', '&amp;')}|${neutral(span.text.replaceAll(/[|>\n]+/gu, ' '))}>`;
  // Slack formats whole words only; elsewhere the mark itself would be seen.
  const whole =
    /^\S(?:[^\n]*\S)?$/u.test(span.text) && /(?:^|[\s([])$/u.test(before) && /^(?:$|[\s.,;:!?)\]])/u.test(after);
  return span.style === undefined || !whole ? body : `${marks[span.style]}${body}${marks[span.style]}`;
}
