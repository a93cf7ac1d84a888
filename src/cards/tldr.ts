import type { Paper } from '../paper/paper.ts';
import { clamp } from './clamp.ts';
import { isVisible, line } from './line.ts';
import { sentences } from './sentences.ts';

/** Two or three sentences: enough to decide, short enough to read in passing. */
const MAX_TLDR = 400;

/** How an abstract says what it did and what came of it, which a reader wants more than its opening about the field. */
const SAYS_WHAT_IS_NEW =
  /\b(?:we (?:propose|present|introduce|show|prove|find|develop|demonstrate|describe|study|release)|in this (?:paper|work)|this (?:paper|work|study)|our (?:method|approach|results?|experiments?|model|key))\b/iu;

/**
 * The paper in short: the source's own summary, or else the sentences of the abstract that say what is new, in the
 * abstract's order and word for word. Null when there is neither.
 */
export function tldr(paper: Paper): string | null {
  if (paper.summary !== null && isVisible(paper.summary)) return clamp(line(paper.summary), MAX_TLDR);
  if (!isVisible(paper.abstract)) return null;
  const all = sentences(paper.abstract);
  const telling = all.findIndex((sentence) => SAYS_WHAT_IS_NEW.test(sentence));
  const start = Math.max(0, telling);
  let short = all[start] ?? '';
  for (const sentence of all.slice(start + 1)) {
    if (short.length + 1 + sentence.length > MAX_TLDR) break;
    short += ` ${sentence}`;
  }
  return clamp(short, MAX_TLDR);
}
