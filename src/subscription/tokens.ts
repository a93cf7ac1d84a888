/** A stretch of a request between spaces; a quotation is one stretch, however many spaces it holds. */
export type Token = {
  /** As it was typed. */
  readonly text: string;
  /** Folded for comparison: lower case, compatibility forms and accents resolved, without closing commas. */
  readonly plain: string;
  /** A quotation: never read as anything but topic. */
  readonly quoted: boolean;
  /** An operator of the query language (`cat:cs.CL`, `-survey`): goes with the topic, but ends its words. */
  readonly filter: boolean;
};

/** What the query language takes for a quotation mark; any of them closes what any of them opened. */
const QUOTES = '"“”„‟«»＂「」『』〝〞';
/** The beginning of a quotation, after brackets, a minus and a field that may stand before it: `"`, `-"`, `au:"`. */
const OPENING = new RegExp(`^[([{<]*[-−－]?(?:\\p{L}+[:：])?[${QUOTES}]`, 'u');
const CLOSING = new RegExp(`[${QUOTES}]`, 'u');
/** Every quotation mark in a text. */
export const QUOTE = new RegExp(CLOSING, 'gu');
const FILTER = /^[-−－]\S|^\p{L}+[:：]\S/u;

const INVISIBLE = /^[\p{Default_Ignorable_Code_Point}\u2800]+$/u;

/**
 * Splits a request at spaces outside quotations. A quotation that is never closed runs to the end and is closed there.
 * What nobody sees, like a space without width, came with the copying and is left out.
 */
export function readTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let rest = withoutInvisible(text).trim();
  while (rest !== '') {
    const piece = firstPiece(rest);
    rest = rest.slice(piece.length).trimStart();
    if (!INVISIBLE.test(piece)) tokens.push(toToken(piece));
  }
  return tokens;
}

/** The text of tokens, as one line. */
export function joinTokens(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join(' ');
}

/** Lower case, without accents, compatibility forms (`：`, `ﬁ`) resolved and every dash the same. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[‐-―−]/g, '-')
    .toLowerCase();
}

/** Joiners stay where they join something: within words of some scripts, and in emoji. */
function withoutInvisible(text: string): string {
  return text
    .replaceAll(/[\u00AD\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F]/gu, '')
    .replaceAll(/(?<![\p{L}\p{M}\p{So}\p{Sk}])[\u200C\u200D]|[\u200C\u200D](?![\p{L}\p{M}\p{So}])/gu, '');
}

function firstPiece(rest: string): string {
  const opening = OPENING.exec(rest)?.[0];
  if (opening === undefined) return /^\S+/.exec(rest)?.[0] ?? rest;
  const closing = CLOSING.exec(rest.slice(opening.length));
  if (closing === null) return rest;
  const end = opening.length + closing.index + 1;
  return rest.slice(0, end) + (/^\S+/.exec(rest.slice(end))?.[0] ?? '');
}

function toToken(piece: string): Token {
  const opening = OPENING.exec(piece)?.[0];
  const quoted = opening !== undefined;
  const open = quoted && !CLOSING.test(piece.slice(opening.length));
  return {
    text: open ? `${piece}"` : piece,
    plain: fold(piece).replace(/[,;]+$/, ''),
    quoted,
    filter: FILTER.test(piece),
  };
}
