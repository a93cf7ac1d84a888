import { likely } from './clause.ts';
import type { Clause } from './clause.ts';
import { dayLike } from './day-words.ts';
import { joinTokens } from './tokens.ts';
import type { Token } from './tokens.ts';
import { nearestCities } from './zone-words.ts';

/** `New Yrok City`. */
const LONGEST_PLACE = 4;
/** Shorter words are like too many cities. */
const SHORTEST_LIKE = 5;
/** `Berln`, `Port-au-Prnce`; not `LLMs` or `GPT-4`. */
const PLACE_SHAPE = /^\p{Lu}\p{Ll}+(?:['’-]\p{L}\p{Ll}*)*[,;]?$/u;

/**
 * `in Berln` and `on mondy` where a schedule is expected: beside a known part of it, at the end behind one, or alone. They
 * are asked back. Where a zone, or the days, are said as well, it is topic: `attention in Transformers at 9:00 in Paris`.
 */
export function readMistyped(tokens: readonly Token[], known: readonly Clause[]): readonly Clause[] {
  const said = new Set(known.map(({ meaning }) => meaning.kind));
  return tokens.flatMap((token, i): readonly Clause[] => {
    if (token.quoted || known.some(({ from, to }) => i >= from && i < to)) return [];
    const clause =
      (token.plain === 'in' && !said.has('zone') ? readPlace(tokens, i) : null) ??
      (token.plain === 'on' && !said.has('days') ? readDay(tokens, i) : null);
    if (clause === null) return [];
    return isExpected(clause, tokens, known) || isNearCity(clause, tokens, known) ? [clause] : [];
  });
}

function isExpected({ from, to }: Clause, tokens: readonly Token[], known: readonly Clause[]): boolean {
  if (known.some((clause) => clause.to === from || clause.from === to)) return true;
  if (tokens.slice(to).some(({ filter }) => !filter)) return false;
  const isAlone = tokens.slice(0, from).every(({ filter }) => filter);
  return isAlone || known.some((clause) => clause.to <= from && (clause.sure || clause.from === 0));
}

/** `quantization in Berln`: at the end, one letter away from a city. */
function isNearCity({ from, to }: Clause, tokens: readonly Token[], known: readonly Clause[]): boolean {
  const name = joinTokens(tokens.slice(from + 1, to)).replace(/[,;]$/, '');
  const isEnd = tokens.slice(to).every(({ filter }) => filter) || known.some((clause) => clause.from === to);
  return isEnd && tokens[from]?.plain === 'in' && name.length >= SHORTEST_LIKE && nearestCities(name, 1).length > 0;
}

function readPlace(tokens: readonly Token[], i: number): Clause | null {
  const after = tokens.slice(i + 1, i + 1 + LONGEST_PLACE);
  const end = after.findIndex(({ text, quoted }) => quoted || !PLACE_SHAPE.test(text));
  const written = end === -1 ? after : after.slice(0, end);
  const words = written.length > 0 ? written : likeCity(after[0]);
  if (words.length === 0) return null;
  const name = joinTokens(words).replace(/[,;]$/, '');
  const near = nearestCities(name).join(' or ');
  const guess = near === '' ? 'Write a city like Berlin, or a name like Europe/Berlin.' : `Did you mean ${near}?`;
  const message = `I know no time zone called ${name}. ${guess} If it is part of the topic, put it in quotes: "in ${name}".`;
  return likely(i, i + 1 + words.length, { kind: 'doubt', message });
}

/** `in berln`: without its capital letter a word has to be very like a city. */
function likeCity(word: Token | undefined): readonly Token[] {
  if (word === undefined || word.quoted || !/^\p{L}+$/u.test(word.plain)) return [];
  return word.plain.length >= SHORTEST_LIKE && nearestCities(word.plain, 1).length > 0 ? [word] : [];
}

function readDay(tokens: readonly Token[], i: number): Clause | null {
  const word = tokens[i + 1];
  const like = word === undefined || word.quoted ? null : dayLike(word.plain);
  if (word === undefined || like === null) return null;
  const guess = like.day === null ? 'Write it like: on monday.' : `Did you mean on ${like.day}?`;
  const message = `I know no day called ${word.text}. ${guess} If it is part of the topic, put it in quotes: "on ${word.text}".`;
  return likely(i, i + 2, { kind: 'doubt', message });
}
