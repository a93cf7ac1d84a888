import { stem as porter2 } from 'porter2';
import { stopWords } from '../paper/stop-words.ts';
import { americanSpelling } from './american-spelling.ts';
import { greekName, inOneScript } from './look-alikes.ts';

/** A word as it is compared: folded to lower case, without accents; and where it was, in UTF-16 units. */
export type Token = { readonly surface: string; readonly start: number; readonly end: number };

export type Analysis = {
  /** The words in their order: what adjacency is measured on. A Chinese, Japanese or Korean character is one word. */
  readonly tokens: readonly Token[];
  /** Compounds in one piece: `low-rank` gives `lowrank`, `cs.CL` gives `cs.cl`, `N:M` gives `n:m`. */
  readonly joined: readonly Token[];
  /** What stands for Chinese, Japanese and Korean in an index: pairs of characters; a lone character stays alone. */
  readonly grams: readonly Token[];
};

/** A longer word is cut, in papers and queries alike, so nothing that is not a word makes a huge key. */
const maxWord = 64;
/** `state-of-the-art` is a compound of four; a longer chain is a list or a line of code. */
const maxParts = 6;

const wordPattern = /[\p{L}\p{N}\p{M}\p{Cf}]+/gu;
const cjkPattern = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]/u;
const hyphens = new Set('-‐‑‒–_');
const apostrophes = new Set("'’ʼ`´");
const contractions = new Set(['t', 're', 've', 'll', 'd', 'm']);
/** Commands that only set letters in another face; often left in abstracts without their backslash. */
const texFaces = new Set(
  'mathcal mathbb mathbf mathrm mathit mathsf mathfrak mathscr textbf textit texttt textsc textrm textsf operatorname boldsymbol'.split(
    ' ',
  ),
);
const entities = new Set(['amp', 'lt', 'gt', 'quot', 'nbsp', 'apos']);
const unfolded: ReadonlyMap<string, string> = new Map(
  Object.entries({ ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ı: 'i', ħ: 'h', ŋ: 'n' }),
);

/**
 * Splits a text into words, the same way for papers and queries. Linear in the length of the text.
 * `GPT-4` gives `gpt` `4` and the compound `gpt4`; `2401.01234v2` gives `2401.01234`; `C++` stays `c++`; `{\gamma}`
 * and `γ` give `gamma`; `p_tr(x)` gives `p` `tr` `x` and `ptr`.
 */
export function analyse(text: string): Analysis {
  const found = { tokens: [] as Token[], joined: [] as Token[], grams: [] as Token[] };
  let chain: Chain | null = null;
  for (const match of text.matchAll(wordPattern)) {
    const token = readWord(text, match[0], match.index);
    if (token === null) continue;
    if (cjkPattern.test(token.surface)) {
      closeChain(chain, found.joined);
      chain = null;
      addCjk(match[0], match.index, found);
      continue;
    }
    const last: Token | undefined = chain === null ? undefined : found.tokens.at(-1);
    const link: Link = chain === null || last === undefined ? 'none' : linkBetween(text, last, token);
    if (chain !== null && last !== undefined && link !== 'none') {
      if (link === 'possessive') continue;
      if (link === 'same') {
        found.tokens[found.tokens.length - 1] = withoutVersion(glue(text, last, token));
      } else {
        found.tokens.push(token);
        chain.parts += 1;
      }
      chain.surface += `${link === 'same' ? sameSeparator(text, last) : link.separator}${token.surface}`;
      chain.end = token.end;
      continue;
    }
    closeChain(chain, found.joined);
    found.tokens.push(token);
    chain = { surface: token.surface, start: token.start, end: token.end, parts: 1 };
  }
  closeChain(chain, found.joined);
  return found;
}

/** Stems of the last words: few words make up most of all texts, and looking one up takes a tenth of making it. */
const lately = new Map<string, string>();
const mostLately = 10_000;

/**
 * The form under which word forms and the spellings of Britain and America meet: Porter2 for English words; numbers, ids
 * and other scripts stay as they are.
 */
export function stem(surface: string): string {
  if (!/^[a-z]{3,}$/.test(surface)) return surface;
  // Porter2 leaves the plural of an acronym alone, because it sees no vowel before the s: LLMs, GPUs.
  if (/^[^aeiouy]{2,}s$/.test(surface) && !surface.endsWith('ss')) return surface.slice(0, -1);
  if (/^[^aeiouy]pus$/.test(surface)) return surface.slice(0, -1);
  const known = lately.get(surface);
  if (known !== undefined) return known;
  const stemmed = porter2(americanSpelling(surface));
  if (lately.size >= mostLately) lately.clear();
  lately.set(surface, stemmed);
  return stemmed;
}

export function isStopWord(surface: string): boolean {
  return stopWords.has(surface);
}

/** A Chinese, Japanese or Korean character: it has a place in the sequence, but `grams` stand for it in an index. */
export function isCjk(surface: string): boolean {
  return surface.charCodeAt(0) > 0x2e7f && cjkPattern.test(surface);
}

/** Turns TeX accents into their letters (`Schr{\"o}dinger`), so that they do not cut a word. Changes offsets. */
export function untex(text: string): string {
  if (!text.includes('\\')) return text;
  return text
    .replaceAll(/\{?\\["'`^~=.]\{?\\?([A-Za-z])\}?\}?/g, '$1')
    .replaceAll(/\{?\\[cvuHrk]\{([A-Za-z])\}\}?/g, '$1')
    .replaceAll(/\{?\\(ss|[oOlLij]|ae|AE|oe|OE|aa|AA)(?![A-Za-z])\}?/g, '$1');
}

/** Lower case, in one script, without accents, ligatures, full-width forms and invisible characters. */
export function fold(word: string): string {
  if (/^[\x20-\x7e]*$/.test(word)) return word.toLowerCase();
  const folded = word
    .replaceAll(/\p{Cf}/gu, '')
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[ßøłđðþæœıħŋ]/g, (letter) => unfolded.get(letter) ?? letter)
    .normalize('NFC');
  return inOneScript(folded);
}

type Chain = { surface: string; start: number; end: number; parts: number };
type Link = 'none' | 'same' | 'possessive' | { readonly separator: string };

function readWord(text: string, word: string, start: number): Token | null {
  let end = start + word.length;
  let surface = greekName(fold(word)).slice(0, maxWord);
  if (surface === '' || texFaces.has(surface)) return null;
  if (entities.has(surface) && text[start - 1] === '&' && text[end] === ';') return null;
  if (surface.length <= 2 && /^[a-z]/.test(surface)) {
    const sign = text.startsWith('++', end) ? '++' : text[end] === '#' ? '#' : '';
    surface += sign;
    end += sign.length;
  }
  return withoutVersion({ surface, start, end });
}

function linkBetween(text: string, last: Token, next: Token): Link {
  if (next.start - last.end !== 1) return 'none';
  const between = text[last.end] ?? '';
  if (apostrophes.has(between)) {
    if (next.surface === 's') return 'possessive';
    return contractions.has(next.surface) ? 'same' : { separator: '' };
  }
  if (between === '.') {
    if (/\d$/.test(last.surface) && /^\d/.test(next.surface)) return 'same';
    return { separator: '.' };
  }
  if (hyphens.has(between)) return { separator: '' };
  if (between === '&') return { separator: '&' };
  if (between === ':' && last.surface.length <= 2 && next.surface.length <= 2) return { separator: ':' };
  return 'none';
}

/** `0.5` and `don't` are one word: the point stays, the apostrophe goes. */
function glue(text: string, last: Token, next: Token): Token {
  const surface = `${last.surface}${sameSeparator(text, last)}${next.surface}`.slice(0, maxWord);
  return { surface, start: last.start, end: next.end };
}

function sameSeparator(text: string, last: Token): string {
  return text[last.end] === '.' ? '.' : '';
}

/** An arXiv id means the paper, whatever its version. */
function withoutVersion(token: Token): Token {
  const id = /^(\d{4}\.\d{4,5})v\d{1,3}$/.exec(token.surface)?.[1];
  return id === undefined ? token : { ...token, surface: id };
}

function closeChain(chain: Chain | null, joined: Token[]): void {
  if (chain === null || chain.parts < 2 || chain.parts > maxParts || chain.surface.length > maxWord) return;
  joined.push({ surface: chain.surface, start: chain.start, end: chain.end });
}

/** A run that has Chinese, Japanese or Korean characters, perhaps with Latin ones in between (`GPT模型`). */
function addCjk(run: string, at: number, found: { tokens: Token[]; grams: Token[] }): void {
  let previous: Token | null = null;
  let alone = false;
  let start = at;
  const settle = (): void => {
    if (previous !== null && alone) found.grams.push(previous);
    previous = null;
  };
  for (const piece of run.match(
    /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]\p{M}*|[^\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]+/gu,
  ) ?? []) {
    const surface = fold(piece).slice(0, maxWord);
    const token: Token = { surface, start, end: start + piece.length };
    start = token.end;
    if (surface === '') continue;
    found.tokens.push(token);
    if (!isCjk(surface)) {
      settle();
    } else if (previous === null) {
      previous = token;
      alone = true;
    } else {
      const before: Token = previous;
      found.grams.push({ surface: before.surface + surface, start: before.start, end: token.end });
      previous = token;
      alone = false;
    }
  }
  settle();
}
