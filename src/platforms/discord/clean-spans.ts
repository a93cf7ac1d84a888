import type { Span } from '../../cards/card.ts';
import { cleanSpans as cleaned } from '../../cards/clean-spans.ts';
import { joinSpans } from '../../cards/join-spans.ts';
import { safeUrl } from './safe-url.ts';

/** Spans cleaned and joined, with the links that Discord takes where a link has `maxUrl` characters at most. */
export function cleanSpans(spans: readonly Span[], maxUrl: number): readonly Span[] {
  const shown = cleaned(spans, (url) => safeUrl(url, maxUrl));
  return joinSpans(shown, ({ channel, role }) => channel !== undefined || role !== undefined);
}
