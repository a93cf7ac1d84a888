import { parseReference } from './reference.ts';
import type { Reference } from './reference.ts';

/** Nobody means more papers by one sentence; it bounds the work of it. */
const MAX_NAMED = 25;

/**
 * The papers that the whole text names, one or several: `1 2 3`, `1, 2 and 2310.04415`, `1-3`. Null when it is anything
 * else, or too many. Among several, a word without a colon that is neither a number nor an arXiv id names nothing (`3D`).
 */
export function parseReferences(text: string): readonly Reference[] | null {
  const words = text.trim().split(/\s+/u);
  const [only = ''] = words;
  if (words.length === 1 && parseNumbers(only) === null) return single(only);
  const found: Reference[] = [];
  for (const word of words) {
    if (/^(?:and|&)$/iu.test(word)) continue;
    const references = parseNumbers(word) ?? single(word.replace(/[,;，、]+$/u, ''))?.filter(isCertain) ?? [];
    if (references.length === 0) return null;
    found.push(...references);
  }
  return found.length === 0 || found.length > MAX_NAMED ? null : found;
}

/** Whether a text names more papers than one. */
export function namesSeveral(args: string): boolean {
  return (parseReferences(args)?.length ?? 0) > 1;
}

/** Whether a text names papers, or nothing is said at all: then the command explains itself. */
export function areReferencesOrNothing(args: string): boolean {
  return args === '' || parseReferences(args) !== null;
}

function single(word: string): readonly Reference[] | null {
  const reference = parseReference(word);
  return reference === null ? null : [reference];
}

/** Whether it can be nothing but the name of a paper; `3D` may be an id or a word. */
export function isCertain(reference: Reference): boolean {
  return reference.kind === 'number' || reference.id.includes(':');
}

/** Numbers and arXiv ids of one word: `2`, `1-3`, `1,2`, `2310.04415,2310.12508`. */
function parseNumbers(word: string): readonly Reference[] | null {
  const pieces = word
    .normalize('NFKC')
    .replace(/[,;、]+$/u, '')
    .split(/[,;、]/u);
  const found = pieces.map((piece) => parseRange(piece) ?? (/^#?[\d.]+$/u.test(piece) ? single(piece) : null));
  return found.includes(null) ? null : found.flatMap((one) => one ?? []);
}

/** `1-3`. */
function parseRange(text: string): readonly Reference[] | null {
  const [, from, to] = /^#?(\d{1,4})[-–]#?(\d{1,4})\.?$/u.exec(text) ?? [];
  const length = Number(to) - Number(from) + 1;
  if (!(length >= 1 && length <= MAX_NAMED)) return null;
  return Array.from({ length }, (_, at) => ({ kind: 'number', number: Number(from) + at }));
}
