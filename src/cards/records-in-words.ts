import type { SameRule, Sighting } from '../paper/paper.ts';
import { clamp } from './clamp.ts';
import { dateInWords } from './dates.ts';
import { line } from './line.ts';

const MAX_RECORDS = 6;
const MAX_NAME = 60;

const RULES: Readonly<Record<SameRule, string>> = {
  'same-texts': 'same title, authors and abstract',
  'same-authors': 'same title and authors, near in time, abstract rewritten',
};

/**
 * Which records came to a paper, when, and why they are one: `arxiv 2401.01234v2, 3 Jan 2024; jsonl acl-12, 5 Feb 2024
 * (same title, authors and abstract)`. Without a reason, the id says so.
 */
export function recordsInWords(sightings: readonly Sighting[]): string {
  const said = sightings.slice(0, MAX_RECORDS).map(({ source, sourceId, at, rule }) => {
    const name = clamp(line(sourceId === null ? source : `${source} ${sourceId}`), MAX_NAME);
    const why = rule === undefined ? '' : ` (${RULES[rule]})`;
    return `${name}, ${dateInWords(at.slice(0, 10))}${why}`;
  });
  const more = sightings.length - said.length;
  return `${said.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
