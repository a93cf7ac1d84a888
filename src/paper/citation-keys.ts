import type { Paper } from './paper.ts';
import { personName } from './person-name.ts';

// Words that do not tell one title from another.
const common = new Set(
  'a an and are as at by can do does for from how in into is it its of on or the to towards toward via we what when where why with'.split(
    ' ',
  ),
);

/**
 * A key for each paper, unique among them and the same for the same papers: `vandokkum2016hubble`; papers that would
 * share one get `a`, `b`, … at its end. Only `a` to `z` and digits, which every reader of BibTeX accepts.
 */
export function citationKeys(papers: readonly Paper[]): readonly string[] {
  const stems = papers.map(stem);
  const seen = new Set<string>();
  const shared = new Set(stems.filter((one) => seen.size === seen.add(one).size));
  // A stem that nobody shares is taken as it is, so no suffix may lead to it.
  const taken = new Set(stems.filter((one) => !shared.has(one)));
  const next = new Map<string, number>();
  return stems.map((one) => {
    if (!shared.has(one)) return one;
    let count = next.get(one) ?? 0;
    let key = `${one}${letters(count)}`;
    while (taken.has(key)) key = `${one}${letters((count += 1))}`;
    next.set(one, count + 1);
    taken.add(key);
    return key;
  });
}

function stem(paper: Paper): string {
  const [author = ''] = paper.authors;
  const name = personName(author);
  const family = ascii(name.kind === 'person' ? name.family : name.name);
  const year = paper.published?.slice(0, 4) ?? 'nd';
  const words = paper.title.split(/[^\p{L}\p{N}\p{M}]+/u).map(ascii);
  const word = words.find((one) => one !== '' && !common.has(one)) ?? words.find((one) => one !== '') ?? 'paper';
  return `${(family || 'anon').slice(0, 30)}${year}${word.slice(0, 30)}`;
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
