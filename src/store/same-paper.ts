import { foldText } from '../paper/fold-text.ts';
import type { Paper, SameRule } from '../paper/paper.ts';
import { isSourceId, isWeakId } from '../paper/paper.ts';
import { isOthers } from '../paper/person-name.ts';
import { titleKey } from '../paper/title-key.ts';
import { abstractsAgree, sharedWords, TELLING_LENGTH, WHOLE_LENGTH } from '../paper/unlike.ts';

/**
 * Why two papers with the same title key are one paper; null when they are two, or when it cannot be told. A weak id may
 * turn out to be another paper's, and two sources may call one paper by two names. Two ids of arXiv are two papers.
 */
export function sameRule(seen: Paper, other: Paper): SameRule | null {
  if (isWeakId(seen.id) || isWeakId(other.id)) {
    if (samePaper(seen, other)) return 'same-texts';
  } else {
    if (!isSourceId(seen.id) && !isSourceId(other.id)) return null;
    if (surelySame(seen, other)) return 'same-texts';
  }
  return nearlySame(seen, other) ? 'same-authors' : null;
}

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

/** A shorter title (`Introduction`, `Editorial`, `Deep learning`) is that of many papers. */
const TELLING_TITLE = 20;
/** A preprint and what became of it in print lie seldom further apart. */
const MOST_DAYS = 2 * 366;
/** Of the words that carry in the shorter abstract, how many must be in the other: an abstract is rewritten for print. */
const MOST_REWRITTEN = 0.5;

/**
 * Whether two papers with the same title key are a preprint and its published form, with an abstract that was rewritten on
 * the way: the title is a telling one, most authors are the same, the dates are near, and the abstracts share most words.
 */
export function nearlySame(one: Paper, other: Paper): boolean {
  if (titleKey(one.title).length < TELLING_TITLE || !datesAreNear(one.published, other.published)) return false;
  if (!mostAuthorsAgree(one.authors, other.authors)) return false;
  const [first, second] = [foldText(one.abstract), foldText(other.abstract)];
  if (Math.min(first.length, second.length) < WHOLE_LENGTH) return false;
  return sharedWords(first, second) >= MOST_REWRITTEN;
}

/** Both are known, and no day that the one can mean is too far from every day of the other. */
function datesAreNear(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  const [first, second] = [one, other].map((date) => Date.parse(`${date}-01-01`.slice(0, 10)));
  return Math.abs((first ?? NaN) - (second ?? NaN)) <= MOST_DAYS * 86_400_000;
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

/** Of the shorter list more than half are in the other. */
function mostAuthorsAgree(one: readonly string[], other: readonly string[]): boolean {
  const [few, many] = [new Set(familyNames(one)), new Set(familyNames(other))].toSorted((a, b) => a.size - b.size);
  if (few === undefined || many === undefined) return false;
  return [...few].filter((name) => many.has(name)).length * 2 > few.size;
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
