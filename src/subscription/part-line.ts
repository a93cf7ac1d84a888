import { readDays } from './day-words.ts';
import { readEmptyDay } from './empty-day-words.ts';
import { readFrom } from './from-words.ts';
import { partOf, unknownPart } from './part-words.ts';
import { readTime } from './time-words.ts';
import { joinTokens, readTokens } from './tokens.ts';
import type { Token } from './tokens.ts';
import { readTop } from './top-words.ts';
import { readZone } from './zone-words.ts';

const readers = [
  ['at', readTime],
  ['in', (tokens: readonly Token[], i: number) => readZone(tokens, i, false)],
  ['on', readDays],
  ['top', readTop],
] as const;

/**
 * A line of filters and parts of the schedule, as somebody types it where no topic belongs, in words that are never taken
 * for one: what is neither is asked back. What is in quotes stays as it is, and comes first.
 */
export function asParts(text: string): string {
  const tokens = readTokens(text);
  const quoted: string[] = [];
  const said: string[] = [];
  for (let i = 0; i < tokens.length;) {
    const token = tokens[i];
    const { words, to } = pieceAt(tokens, i);
    (token?.quoted === true && !token.filter ? quoted : said).push(...words);
    i = to;
  }
  return [...quoted, ...said].join(' ');
}

type Piece = { readonly words: readonly string[]; readonly to: number };

function pieceAt(tokens: readonly Token[], i: number): Piece {
  const known = knownAt(tokens, i);
  if (known !== null) return known;
  // Of words that nobody knows, `in` and the like begin another part.
  const isEnd = (at: number): boolean =>
    at >= tokens.length || knownAt(tokens, at) !== null || readers.some(([word]) => word === tokens[at]?.plain);
  let to = i + 1;
  while (!isEnd(to)) to += 1;
  return { words: [unknownPart(joinTokens(tokens.slice(i, to)))], to };
}

function knownAt(tokens: readonly Token[], i: number): Piece | null {
  const token = tokens[i];
  if (token === undefined) return null;
  const to = i + 1;
  if (token.quoted || token.filter) return { words: [token.text], to };
  if (token.plain === 'thread') return { words: ['thread:on'], to };
  // What stands between two parts.
  if (token.plain === '' || token.plain === 'and') return { words: [], to };
  for (const [word, read] of readers) {
    const clause = read(tokens, i);
    if (clause !== null) return { words: [partOf(word, joinTokens(tokens.slice(i, clause.to)))], to: clause.to };
  }
  // What these say needs no other form: nothing else is like them.
  const clause = readEmptyDay(tokens, i) ?? readFrom(tokens, i, true);
  return clause === null ? null : { words: tokens.slice(i, clause.to).map(({ text }) => text), to: clause.to };
}
