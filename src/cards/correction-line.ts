import type { Span } from './card.ts';

/** Which word was looked for instead of one that no paper has; `shown`: there are papers for it. */
export function correctionLine(
  { from, to }: { readonly from: string; readonly to: string },
  shown: boolean,
): readonly Span[] {
  return [
    { text: 'No match for ' },
    { text: from, style: 'emphasis' },
    { text: shown ? '; showing ' : '; looked for ' },
    { text: to, style: 'emphasis' },
    ...(shown ? [] : [{ text: ' instead' }]),
  ];
}

/** The same as a plain sentence. */
export function correctionText(correction: { readonly from: string; readonly to: string }): string {
  return `${correctionLine(correction, true)
    .map(({ text }) => text)
    .join('')}.`;
}
