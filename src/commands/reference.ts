import { paperIdFromText } from '../paper/arxiv-id.ts';
import type { PaperId } from '../paper/paper.ts';

/** How a person names a paper: by its number in the list that was seen last, or by an id or a link. */
export type Reference =
  { readonly kind: 'number'; readonly number: number } | { readonly kind: 'id'; readonly id: PaperId };

/** Words before a colon that belong to the query language or to the web, so they are no source of a paper. */
const NO_SOURCE = /^(?:ti|au|abs|cat|id|after|before|year|sort|https?):/iu;

/**
 * The paper that the whole text names, or null when it is something else: `2`, `#2`, `2.`, an arXiv id or link, or an id
 * that a card showed (`jsonl:42`).
 */
export function parseReference(text: string): Reference | null {
  const whole = text.trim();
  const number = /^#?(\d{1,4})\.?$/u.exec(whole.normalize('NFKC'))?.[1];
  if (number !== undefined) return { kind: 'number', number: Number(number) };
  const id = paperIdFromText(whole);
  if (id !== null) return { kind: 'id', id };
  const isOwnId = /^[a-z][\w.-]{0,60}:\S{1,900}$/iu.test(whole) && !NO_SOURCE.test(whole);
  return isOwnId ? { kind: 'id', id: whole } : null;
}

/** Whether a text names a paper, or nothing is said at all: then the command explains itself. */
export function isReferenceOrNothing(args: string): boolean {
  return args === '' || parseReference(args) !== null;
}
