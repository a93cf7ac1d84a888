import { foldText } from '../paper/fold-text.ts';
import type { Paper } from '../paper/paper.ts';
import { isOthers } from '../paper/person-name.ts';
import { abstractsAgree, TELLING_LENGTH } from '../paper/unlike.ts';

/**
 * Whether two papers with the same title key are one paper: their abstracts agree and their authors do not contradict.
 * The title alone is not enough; many papers are called `Introduction`.
 */
export function samePaper(one: Paper, other: Paper): boolean {
  return abstractsAgree(foldText(one.abstract), foldText(other.abstract)) && authorsAgree(one.authors, other.authors);
}

/**
 * Whether two papers with the same title key are one paper although each has a good id of its own: what the authors and
 * the abstracts say must be enough to tell by, and must agree. Where two sources name no authors, the whole abstract is
 * enough; what one source gives two ids is then two papers.
 */
export function surelySame(one: Paper, other: Paper): boolean {
  const [first, second] = [foldText(one.abstract), foldText(other.abstract)];
  if (Math.min(first.length, second.length) < TELLING_LENGTH) return false;
  if (one.authors.length > 0 && other.authors.length > 0) return samePaper(one, other);
  return one.authors.length === other.authors.length && first === second && !shareSource(one, other);
}

function shareSource(one: Paper, other: Paper): boolean {
  const sources = new Set(one.sightings.map(({ source }) => source));
  return other.sightings.some(({ source }) => sources.has(source));
}

/** One of the lists is empty, or they have a family name in common. */
function authorsAgree(one: readonly string[], other: readonly string[]): boolean {
  const [names, others] = [familyNames(one), new Set(familyNames(other))];
  return names.length === 0 || others.size === 0 || names.some((name) => others.has(name));
}

function familyNames(authors: readonly string[]): readonly string[] {
  return authors.filter((author) => !isOthers(author)).map(familyName);
}

/** `Ana María López`, `López, A. M.` and `Lopez AM` all give `lopez`. */
function familyName(author: string): string {
  const beforeComma = author.split(',', 1)[0] ?? author;
  const parts = beforeComma.split(/\s+/).filter((part) => part !== '');
  const family = parts.findLast((part) => !isInitials(part)) ?? parts.at(-1) ?? '';
  return family.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function isInitials(part: string): boolean {
  return /^(?:\p{Lu}\.?-?){1,3}$/u.test(part);
}
