const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
/** Two points make no line. */
const FEWEST = 3;

/** Numbers as a line of small bars, from the least of them to the most: `▁▂▂▅▇█`. Empty where there is no line to see. */
export function sparkline(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (values.length < FEWEST || least === most) return '';
  return values.map((value) => BARS[Math.round(((value - least) / (most - least)) * (BARS.length - 1))]).join('');
}
