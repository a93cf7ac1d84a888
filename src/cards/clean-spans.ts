import type { Span } from './card.ts';
import { cleanText } from './clean-text.ts';

/**
 * Spans cleaned, without empty ones, trimmed at both ends. `follow` gives the address of a link as the platform takes it,
 * or null for one that cannot be followed safely: that becomes text.
 */
export function cleanSpans(spans: readonly Span[], follow: (url: string) => string | null): readonly Span[] {
  const kept: Span[] = [];
  for (const { text, url, ...looks } of spans) {
    const shown = cleanText(text);
    if (shown === '') continue;
    // White space has no looks, and a link of it could not be seen.
    if (shown.trim() === '') {
      kept.push({ text: shown });
      continue;
    }
    const link = url === undefined ? null : follow(url);
    kept.push({ text: shown, ...looks, ...(link === null ? {} : { url: link }) });
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
