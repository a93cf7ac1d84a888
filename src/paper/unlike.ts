import { foldText } from './fold-text.ts';
import type { Paper } from './paper.ts';
import { stopWords } from './stop-words.ts';
import { titleKey } from './title-key.ts';

type Texts = Pick<Paper, 'title' | 'abstract'>;

/** A source that cuts abstracts keeps at least a sentence or two, which is about this many characters. */
export const TELLING_LENGTH = 200;

/** Of a text shorter than this (`An editorial.`) the words say too little to tell two papers by. */
export const WHOLE_LENGTH = 100;

/**
 * Whether two papers that are called by one id are so unlike that they cannot be one paper with a correction: two files
 * that number their papers from 1. The more the titles differ, the more the abstracts must have in common.
 */
export function unlike(one: Texts, other: Texts): boolean {
  if (one.title === other.title && one.abstract === other.abstract) return false;
  const [first, second] = [foldText(one.abstract), foldText(other.abstract)];
  if (one.title === '' || other.title === '') return !abstractsAgree(first, second);
  if (first !== '' && second !== '' && abstractsAgree(first, second)) return false;
  const whole = Math.min(first.length, second.length) >= WHOLE_LENGTH;
  if (titleKey(one.title) === titleKey(other.title)) return whole && sharedWords(first, second) < 0.1;
  const inTitles = sharedWords(one.title, other.title);
  if (!whole) return inTitles <= 0.5;
  // Of two neighbours in a collection on one subject nine in ten share less than 0.3, of two collections all do.
  return sharedWords(first, second) < (inTitles > 0.5 ? 0.2 : 0.6);
}

/** Both folded: equal, or one of them empty, or one of them begins as the other does. */
export function abstractsAgree(one: string, other: string): boolean {
  if (one === other || one === '' || other === '') return true;
  return one.startsWith(other.slice(0, TELLING_LENGTH)) || other.startsWith(one.slice(0, TELLING_LENGTH));
}

/** How many of the words that carry in the text with fewer of them are in the other as well, 0 to 1. */
export function sharedWords(one: string, other: string): number {
  const [few, many] = [wordsOf(one), wordsOf(other)].toSorted((a, b) => a.size - b.size);
  if (few === undefined || many === undefined || few.size === 0) return 0;
  return [...few].filter((word) => many.has(word)).length / few.size;
}

function wordsOf(text: string): ReadonlySet<string> {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]{3,}/gu);
  return new Set((words ?? []).filter((word) => !stopWords.has(word)));
}
