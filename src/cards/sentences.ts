import { line } from './line.ts';

/** Words before a full stop that end no sentence. */
const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|cf|vs|al|etc|fig|figs|eq|eqs|sec|no|approx|resp|w\.r\.t|dr|prof|[A-Z])\.$/iu;

/** The sentences of a text, in order, each in one line. Linear time. */
export function sentences(text: string): readonly string[] {
  const whole = line(text);
  const found: string[] = [];
  let start = 0;
  for (const { index } of whole.matchAll(/[.!?]["')\]”’]?(?= )/gu)) {
    const end = whole.indexOf(' ', index);
    const next = whole.slice(end + 1, end + 3);
    if (ABBREVIATION.test(whole.slice(Math.max(start, index - 10), index + 1)) || /^\p{Ll}/u.test(next)) continue;
    found.push(whole.slice(start, end));
    start = end + 1;
  }
  if (start < whole.length) found.push(whole.slice(start));
  return found;
}
