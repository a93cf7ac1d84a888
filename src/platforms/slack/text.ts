import type { Span } from '../../cards/card.ts';
import { cleanSpans as cleaned } from '../../cards/clean-spans.ts';
import { safeUrl } from './safe-url.ts';

/** Spans cleaned, with the links that Slack takes. */
export function cleanSpans(spans: readonly Span[]): readonly Span[] {
  return cleaned(spans, safeUrl);
}

/** The only escapes that Slack has: https://docs.slack.dev/messaging/formatting-message-text */
export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * The same text for a `mrkdwn` object, where nothing of it formats, links, mentions or becomes an emoji. Slack has no
 * escape for its formatting characters, so they become the characters that look most like them.
 */
export function neutral(text: string): string {
  return quiet(escape(text))
    .replaceAll(/:(?=[\w+'-]+:)/gu, ':\u2060')
    .replaceAll('*', '\u2217')
    .replaceAll('_', '\u02cd')
    .replaceAll('~', '\u223c')
    .replaceAll('`', '\u02cb')
    .replaceAll(/^(?=&gt;)/gmu, '\u2060');
}

/** Escaped text in which no word calls people: Slack may read `@here` where it reads no escapes. */
export function quiet(escaped: string): string {
  return escaped.replaceAll(/@(?=(?:here|channel|everyone|group)\b)/giu, '@\u2060');
}
