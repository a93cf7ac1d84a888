import type { Span } from './card.ts';

/** Separate things in one line, told apart by a dot. */
export function dotted(spans: readonly Span[]): readonly Span[] {
  return spans.flatMap((span, at) => (at === 0 ? [span] : [{ text: ' · ' }, span]));
}
