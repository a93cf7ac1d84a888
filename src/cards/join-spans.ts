import type { Span } from './card.ts';

/** Neighbours that look the same as one span. What `standsAlone` is no text of ours, such as the name of a channel. */
export function joinSpans(spans: readonly Span[], standsAlone: (span: Span) => boolean): readonly Span[] {
  const kept: Span[] = [];
  for (const span of spans) {
    const last = kept.at(-1);
    const isAlike = last !== undefined && last.url === span.url && last.style === span.style;
    if (isAlike && !standsAlone(last) && !standsAlone(span)) {
      kept[kept.length - 1] = { ...last, text: last.text + span.text };
    } else kept.push(span);
  }
  return kept;
}
