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
export function cleanSpans(spans: readonly Span[], maxUrl: number): readonly Span[] {
  const kept: Span[] = [];
  for (const { text, url, style, channel } of spans) {
    const shown = cleanText(text);
    if (shown === '') continue;
    // White space has no looks, and a link of it could not be seen.
    if (shown.trim() === '') {
      kept.push({ text: shown });
      continue;
    }
    const link = url === undefined ? null : safeUrl(url, maxUrl);
    kept.push({
      text: shown,
      ...(link === null ? {} : { url: link }),
      ...(style === undefined ? {} : { style }),
      ...(channel === undefined ? {} : { channel }),
    });
  }
  return trimSpans(joined(kept));
}

/** Neighbours that look the same are one. */
function joined(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = [];
  for (const span of spans) {
    const last = kept.at(-1);
    const isAlike = last !== undefined && last.url === span.url && last.style === span.style;
    if (isAlike && last.channel === undefined && span.channel === undefined) {
      kept[kept.length - 1] = { ...last, text: last.text + span.text };
    } else kept.push(span);
  }
  return kept;
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
