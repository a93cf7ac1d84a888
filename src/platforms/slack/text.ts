import type { Span } from '../../cards/card.ts';
import { safeUrl } from './safe-url.ts';

/**
 * Text that is safe to show and to send: well-formed Unicode, `\n` as the only line break, and nothing invisible that
 * could reorder, hide or pad it. Joiners stay: Persian, Indic scripts and emoji are written with them.
 */
export function cleanText(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
      .replaceAll('\t', ' ')
      // Controls, soft hyphen, zero-width space, word joiner, byte order mark, bidirectional overrides, annotations, tags.
      .replaceAll(
        /[\p{Cc}\u00ad\u200b\u2060-\u2064\u2066-\u206f\u202a-\u202e\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu,
        (found) => (found === '\n' ? found : ''),
      )
      // A pile of combining marks paints over its neighbours and makes one endless grapheme.
      .replaceAll(/(\p{M}{8})\p{M}+/gu, '$1')
      .replaceAll(/[^\S\n]+/gu, ' ')
      .replaceAll(/ ?\n ?/gu, '\n')
      .replaceAll(/\n{3,}/gu, '\n\n')
  );
}

/** {@link cleanText} on one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replaceAll(/\s+/gu, ' ').trim();
}

/** Text to copy: indentation and empty lines are part of it. */
export function cleanCode(text: string): string {
  const indented = text.replaceAll(/\r\n?/gu, '\n').replaceAll('\t', '  ');
  return indented
    .split('\n')
    .map((line) => (/^ */.exec(line)?.[0] ?? '') + cleanText(line).trimStart().replaceAll('\n', ' '))
    .join('\n')
    .replaceAll(/^\n+|\s+$/gu, '');
}

/** Spans cleaned, without empty ones, trimmed at both ends; a link that cannot be followed safely becomes text. */
export function cleanSpans(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = [];
  for (const { text, url, style, channel } of spans) {
    const shown = cleanText(text);
    if (shown === '') continue;
    // White space has no looks, and a link of it could not be seen.
    if (shown.trim() === '') {
      kept.push({ text: shown });
      continue;
    }
    const link = url === undefined ? null : safeUrl(url);
    kept.push({
      text: shown,
      ...(link === null ? {} : { url: link }),
      ...(style === undefined ? {} : { style }),
      ...(channel === undefined ? {} : { channel }),
    });
  }
  return trimSpans(kept);
}

/** Without white space at both ends, whatever number of spans it fills. */
export function trimSpans(spans: readonly Span[]): readonly Span[] {
  const kept = [...spans];
  for (let first = kept[0]; first !== undefined; first = kept[0]) {
    const text = first.text.trimStart();
    if (text !== '') {
      kept[0] = { ...first, text };
      break;
    }
    kept.shift();
  }
  for (let last = kept.at(-1); last !== undefined; last = kept.at(-1)) {
    const text = last.text.trimEnd();
    if (text !== '') {
      kept[kept.length - 1] = { ...last, text };
      break;
    }
    kept.pop();
  }
  return kept;
}

/** What a person reads of spans. */
export function textOf(spans: readonly Span[]): string {
  return spans.map((span) => span.text).join('');
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
