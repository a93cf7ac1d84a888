import { createHash } from 'node:crypto';

import { arxivIdOf } from './arxiv-id.ts';
import type { Paper, PaperId } from './paper.ts';
import { personName } from './person-name.ts';
import { stopWords } from './stop-words.ts';

/**
 * A key for each paper, unique among them. It is made of the paper alone, so that the keys of many answers fit into one
 * file: `vandokkum2016hubble160600841` for a paper on arXiv, else six letters that stand for the id. Where one paper comes
 * twice they get `a`, `b`, … at the end. Only `a` to `z` and digits, which every reader of BibTeX accepts.
 */
export function citationKeys(papers: readonly Paper[]): readonly string[] {
  const keys = papers.map(keyOf);
  const seen = new Set<string>();
  const shared = new Set(keys.filter((one) => seen.size === seen.add(one).size));
  // A key that nobody shares is taken as it is, so no suffix may lead to it.
  const taken = new Set(keys.filter((one) => !shared.has(one)));
  const next = new Map<string, number>();
  return keys.map((one) => {
    if (!shared.has(one)) return one;
    let count = next.get(one) ?? 0;
    let key = `${one}${letters(count)}`;
    while (taken.has(key)) key = `${one}${letters((count += 1))}`;
    next.set(one, count + 1);
    taken.add(key);
    return key;
  });
}

function keyOf(paper: Paper): string {
  const [author = ''] = paper.authors;
  const name = personName(author);
  const family = ascii(name.kind === 'person' ? name.family : name.name);
  const year = paper.published?.slice(0, 4) ?? 'nd';
  const words = paper.title.split(/[^\p{L}\p{N}\p{M}]+/u).map(ascii);
  const word = words.find((one) => one !== '' && !stopWords.has(one)) ?? words.find((one) => one !== '') ?? 'paper';
  const arxiv = arxivIdOf(paper.id);
  const id = arxiv === null ? idLetters(paper.id) : ascii(arxiv);
  return `${(family || 'anon').slice(0, 30)}${year}${word.slice(0, 30)}${id}`;
}

/** Six letters for an id: of two papers that share all else, about one pair in 300 million shares them too. */
function idLetters(id: PaperId): string {
  const bytes = createHash('sha256').update(id).digest().subarray(0, 6);
  return [...bytes].map((byte) => letters(byte % 26)).join('');
}

/** Letters that have no accent to take off. */
const folded: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ð: 'd',
  þ: 'th',
};

function ascii(text: string): string {
  return text
    .toLowerCase()
    .replace(/[øłđßæœıðþ]/g, (letter) => folded[letter] ?? '')
    .normalize('NFKD')
    .replace(/[^a-z0-9]/g, '');
}

/** 0 → a, 25 → z, 26 → aa. */
function letters(count: number): string {
  const rest = Math.floor(count / 26);
  return `${rest === 0 ? '' : letters(rest - 1)}${String.fromCodePoint(97 + (count % 26))}`;
}
