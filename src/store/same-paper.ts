import type { Paper } from '../paper/paper.ts';
import { titleKey } from '../paper/title-key.ts';

/**
 * Whether two papers with the same title key are one paper: their abstracts agree and their authors do not contradict.
 * The title alone is not enough; many papers are called `Introduction`.
 */
export function samePaper(one: Paper, other: Paper): boolean {
  return abstractsAgree(fold(one.abstract), fold(other.abstract)) && authorsAgree(one.authors, other.authors);
}

/**
 * Whether two papers with the same title key are one paper although each has a good id of its own: what the authors and
 * the abstracts say must be enough to tell by, and must agree.
 */
export function surelySame(one: Paper, other: Paper): boolean {
  const telling = Math.min(fold(one.abstract).length, fold(other.abstract).length) >= TELLING_LENGTH;
  return telling && one.authors.length > 0 && other.authors.length > 0 && samePaper(one, other);
}

/**
 * Whether two papers that a source calls by one id are so unlike that they cannot be one paper with a correction: two
 * files that number their papers from 1. Titles and abstracts must both speak against it.
 */
export function unlike(one: Paper, other: Paper): boolean {
  if (one.title === '' || other.title === '') return !abstractsAgree(fold(one.abstract), fold(other.abstract));
  const known = one.abstract !== '' && other.abstract !== '';
  if (known && abstractsAgree(fold(one.abstract), fold(other.abstract))) return false;
  return titleKey(one.title) !== titleKey(other.title) && sharedWords(one.title, other.title) < 0.5;
}

/** How many of the words of the shorter title are in the longer one, 0 to 1. */
function sharedWords(one: string, other: string): number {
  const [few, many] = [wordsOf(one), wordsOf(other)].toSorted((a, b) => a.size - b.size);
  if (few === undefined || many === undefined || few.size === 0) return 0;
  return [...few].filter((word) => many.has(word)).length / few.size;
}

function wordsOf(title: string): ReadonlySet<string> {
  return new Set(
    title
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]{3,}/gu) ?? [],
  );
}

/** A source that cuts abstracts keeps at least a sentence or two, which is about this many characters. */
const TELLING_LENGTH = 200;

/** Both folded: equal, or one of them empty, or one of them begins as the other does. */
function abstractsAgree(one: string, other: string): boolean {
  if (one === other || one === '' || other === '') return true;
  return one.startsWith(other.slice(0, TELLING_LENGTH)) || other.startsWith(one.slice(0, TELLING_LENGTH));
}

/** Without case, kinds of white space, and the dots at a cut. */
function fold(abstract: string): string {
  const folded = abstract.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  return folded.replace(/ ?\.\.\.$/, '');
}

/** One of the lists is empty, or they have a family name in common. */
function authorsAgree(one: readonly string[], other: readonly string[]): boolean {
  if (one.length === 0 || other.length === 0) return true;
  const names = new Set(one.map(familyName));
  return other.some((author) => names.has(familyName(author)));
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
