import { paperIdFromText } from '../paper/arxiv-id.ts';

/**
 * How a person names a paper: by its number in the list that was seen last, or by an id or a link, which may be of any
 * kind that {@link PaperStore.lookup} knows.
 */
export type Reference =
  { readonly kind: 'number'; readonly number: number } | { readonly kind: 'id'; readonly id: string };

/** Words before a colon that belong to the query language, so they are no source of a paper. */
const FIELD = /^[-+]?(?:ti|au|abs|cat|id|after|before|year|min|sort):/iu;
/** The longest link that counts as one; an id is shorter. */
const NAME = /^[\p{L}\p{N}]\S{0,1998}(?<![?!.,;:])$/u;

/**
 * The paper that the whole text names, or null when it is something else: `2`, `#2`, `2.`, an arXiv id or link, an id that a
 * card showed (`jsonl:42`), any other link, or one word with a digit or a colon, which a source may call a paper (`51x`,
 * `acl:2007.long-3`).
 */
export function parseReference(text: string): Reference | null {
  const whole = text.trim();
  const number = /^#?(\d{1,4})\.?$/u.exec(whole.normalize('NFKC'))?.[1];
  if (number !== undefined) return { kind: 'number', number: Number(number) };
  const id = paperIdFromText(whole);
  if (id !== null) return { kind: 'id', id };
  if (FIELD.test(whole)) return null;
  const isOwnId = /^[a-z][\w.-]{0,60}:\S{1,900}$/iu.test(whole) && !isLink(whole);
  return isOwnId || (/[\p{N}:]/u.test(whole) && NAME.test(whole)) ? { kind: 'id', id: whole } : null;
}

/** Whether a reference may as well be a word to search for (`GPT-4`): nothing but its digits makes it one. */
export function isMaybeWord(reference: Reference): boolean {
  return reference.kind === 'id' && !reference.id.includes(':');
}

function isLink(text: string): boolean {
  return /^https?:/iu.test(text);
}

/** Whether a text names a paper, or nothing is said at all: then the command explains itself. */
export function isReferenceOrNothing(args: string): boolean {
  return args === '' || parseReference(args) !== null;
}
