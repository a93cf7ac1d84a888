/** The parts of a score, as they are kept. */
export type Part = { readonly name: string; readonly value: number };

const NAMES: Readonly<Record<string, string>> = {
  topic: 'words of the topic',
  relevance: 'match',
  'tie-break': 'lot',
};

/** `4.21 = words of the topic 3 + match 0.9 + freshness 0.31`: what is shown adds up. A part too small to show is left out. */
export function scoreInWords(parts: readonly Part[]): string {
  const shown = parts.map(({ name, value }) => ({ name, value: round(value) })).filter(({ value }) => value !== 0);
  if (shown.length === 0) return '0';
  const sum = round(shown.reduce((total, { value }) => total + value, 0));
  const words = shown.map(({ name, value }, at) => {
    const sign = value < 0 ? (at === 0 ? '−' : ' − ') : at === 0 ? '' : ' + ';
    return `${sign}${NAMES[name] ?? name} ${Math.abs(value)}`;
  });
  return `${sum} = ${words.join('')}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
