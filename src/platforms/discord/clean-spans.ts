import type { Span } from '../../cards/card.ts';
import { cleanSpans as cleaned } from '../../cards/clean-spans.ts';
import { safeUrl } from './safe-url.ts';

/** Spans cleaned, with the links that Discord takes where a link has `maxUrl` characters at most. */
export function cleanSpans(spans: readonly Span[], maxUrl: number): readonly Span[] {
  return joined(cleaned(spans, (url) => safeUrl(url, maxUrl)));
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
