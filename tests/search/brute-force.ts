import type { Paper } from '../../src/paper/paper.ts';
import { analyse, isCjk, isStopWord, stem, untex } from '../../src/search/terms.ts';
import type { Query } from '../../src/search/query.ts';

/**
 * The ranking as its definition says it, without any index: every paper is read for every query, every count is counted anew.
 * For papers in plain words: no compounds, no other scripts, no word that is both a name and in a text.
 */
export type Answer = { readonly ids: readonly string[]; readonly total: number; readonly complete: number };

type Fields = {
  readonly title: readonly string[];
  readonly text: readonly string[];
  readonly labels: readonly string[];
};
type Known = {
  readonly paper: Paper;
  readonly fields: Fields;
  readonly names: ReadonlySet<string>;
  readonly all: string;
  /** Stems with a space around each: the title and the abstract, and every name. */
  readonly texts: readonly string[];
  readonly authors: readonly string[];
};

const { k, b, d } = { k: 2.2, b: 0.7, d: 0.5 };
const boosts = { title: 0.3, text: 1, labels: 0.3 };
const caps = { title: 7, abstract: 31, labels: 3 };

function stems(text: string): string[] {
  return analyse(untex(text))
    .tokens.map(({ surface }) => surface)
    .filter((surface) => !isStopWord(surface) && !isCjk(surface))
    .map(stem);
}

function capped(terms: readonly string[], most: number): string[] {
  const seen = new Map<string, number>();
  return terms.filter((term) => {
    const often = (seen.get(term) ?? 0) + 1;
    seen.set(term, often);
    return often <= most;
  });
}

function know(paper: Paper): Known {
  const title = capped(stems(paper.title), caps.title);
  const abstract = capped(stems(paper.abstract), caps.abstract);
  const labels = capped([...paper.keywords, ...paper.categories].flatMap(stems), caps.labels);
  return {
    paper,
    fields: { title, text: [...title, ...abstract], labels },
    names: new Set(paper.authors.flatMap((name) => analyse(name).tokens.map(({ surface }) => surface))),
    texts: [paper.title, paper.abstract].map(spaced),
    authors: paper.authors.map(spaced),
    all: [paper.title, paper.abstract, ...paper.keywords, ...paper.categories].map(spaced).join('|'),
  };
}

function spaced(text: string): string {
  return ` ${stemsWithStopWords(text).join(' ')} `;
}

function stemsWithStopWords(text: string): readonly string[] {
  return analyse(untex(text)).tokens.map(({ surface }) => stem(surface));
}

const count = (list: readonly string[], term: string): number => list.filter((one) => one === term).length;
const lengthOf = (list: readonly string[]): number => Math.max(1, new Set(list).size);

export function bruteForce(papers: readonly Paper[], query: Query): Answer {
  const known = papers.map(know);
  const words = query.words.filter((word) => stems(word).length > 0);
  const terms = new Map<string, number>();
  const names = new Map<string, number>();
  for (const word of words) {
    const term = stems(word)[0] ?? '';
    const surface = analyse(word).tokens[0]?.surface ?? '';
    if (known.some(({ fields }) => fields.text.includes(term) || fields.labels.includes(term))) {
      terms.set(term, (terms.get(term) ?? 0) + 1);
    }
    if (known.some((one) => one.names.has(surface))) names.set(surface, 1);
  }
  const rarity = (withIt: number): number => Math.log(1 + (papers.length - withIt + 0.5) / (withIt + 0.5));
  const scores = known.map((one) => {
    let score = 0;
    for (const [term, weight] of terms) {
      for (const field of ['text', 'title', 'labels'] as const) {
        const often = count(one.fields[field], term);
        if (often === 0) continue;
        const average = known.reduce((sum, other) => sum + lengthOf(other.fields[field]), 0) / papers.length;
        const norm = 1 - b + (b * lengthOf(one.fields[field])) / average;
        const withIt = known.filter((other) => other.fields[field].includes(term)).length;
        score += weight * boosts[field] * rarity(withIt) * (d + (often * (k + 1)) / (often + k * norm));
      }
    }
    for (const name of names.keys()) {
      if (one.names.has(name)) score += (d + 1) * rarity(known.filter((other) => other.names.has(name)).length);
    }
    return score + categoryWorth(one, known, query.words);
  });
  return answer(known, scores, query, words);
}

/** A lone word that is a category, which no fewer papers are in than have it in their texts. */
function categoryWorth({ paper }: Known, known: readonly Known[], words: readonly string[]): number {
  const [word = '', ...others] = words;
  if (others.length > 0 || !paper.categories.includes(word)) return 0;
  const inIt = known.filter((one) => one.paper.categories.includes(word)).length;
  const inText = known.filter((one) => one.fields.text.includes(stems(word)[0] ?? '')).length;
  if (inIt < inText) return 0;
  return (boosts.title + boosts.text) * (d + k + 1) * Math.log(1 + (known.length - 0.5) / 1.5);
}

function has(one: Known, word: string): boolean {
  const term = stems(word)[0] ?? '';
  const { text, labels } = one.fields;
  return text.includes(term) || labels.includes(term) || one.names.has(analyse(word).tokens[0]?.surface ?? '');
}

function passes({ paper, all, names }: Known, query: Query): boolean {
  const day = start(paper.published ?? '');
  if (query.after !== null && day < start(query.after)) return false;
  if (query.before !== null && (day === '' || day >= start(query.before))) return false;
  if ((query.min ?? 0) > 0 && (paper.upvotes ?? 0) < (query.min ?? 0)) return false;
  const phrase = (text: string): boolean => {
    const row = stemsWithStopWords(text);
    const isName = analyse(text).tokens.every(({ surface }) => names.has(surface));
    return all.includes(` ${row.join(' ')} `) || isName;
  };
  if (
    query.categories.length > 0 &&
    !paper.categories.some((own) => query.categories.some((c) => own === c || own.startsWith(`${c}.`)))
  ) {
    return false;
  }
  return query.phrases.every(({ text }) => phrase(text)) && !query.excluded.some(({ text }) => phrase(text));
}

function start(date: string): string {
  return date === '' ? '' : `${date}-01-01`.slice(0, date.length === 7 ? 7 : 10) + (date.length === 7 ? '-01' : '');
}

function answer(known: readonly Known[], scores: readonly number[], query: Query, words: readonly string[]): Answer {
  const matching = known
    .map((one, at) => ({ one, score: scores[at] ?? 0, had: words.filter((word) => has(one, word)).length }))
    .filter(({ had }) => words.length === 0 || had > 0)
    .filter(({ one }) => passes(one, query));
  const complete = matching.filter(({ had }) => had === words.length);
  const sort = query.sort ?? (words.length > 0 ? 'relevance' : 'new');
  const kept = sort !== 'relevance' && complete.length > 0 ? complete : matching;
  const pairs = pairsOf(query.words, known);
  // With every word of three there, a paper counts double.
  const gain = Math.min(1, (3 / words.length) ** 2);
  const fuller = ({ score, had }: (typeof matching)[number]): number =>
    query.words.length > 1 && words.length > 0 ? score * (1 + (gain * had) / words.length) : score;
  const worth = (match: (typeof matching)[number]): number =>
    sort === 'relevance' ? near(match.one, fuller(match), pairs) : sort === 'top' ? (match.one.paper.upvotes ?? -1) : 0;
  const typed = sort === 'relevance' ? titled(known, query.words) : [];
  const sorted = kept.toSorted((x, y) => {
    const lift = Number(typed.includes(y.one)) - Number(typed.includes(x.one));
    if (lift !== 0) return lift;
    const gap = worth(y) - worth(x);
    // The same sum in another order differs in the last digits.
    return Math.abs(gap) > 1e-9 ? gap : newest(x.one.paper, y.one.paper);
  });
  return { ids: sorted.map(({ one }) => one.paper.id), total: kept.length, complete: complete.length };
}

/** The papers with exactly this title; else the one whose title begins with these four words or more, when it is only one. */
function titled(known: readonly Known[], words: readonly string[]): readonly Known[] {
  const typed = surfaces(words.join(' '));
  const same = known.filter(({ paper }) => typed !== '' && surfaces(paper.title) === typed);
  if (same.length > 0 || typed.split(' ').length <= 4) return same;
  const begun = known.filter(({ paper }) => surfaces(paper.title).startsWith(typed));
  return begun.length === 1 ? begun : [];
}

function surfaces(text: string): string {
  return analyse(untex(text))
    .tokens.map(({ surface }) => `${surface} `)
    .join('');
}

function newest(a: Paper, z: Paper): number {
  const [one, other] = [start(a.published ?? ''), start(z.published ?? '')];
  if (one === other) return a.id < z.id ? -1 : 1;
  return one < other ? 1 : -1;
}

/** Neighbouring words of the query, each of which some paper has. */
function pairsOf(words: readonly string[], known: readonly Known[]): ReadonlySet<string> {
  const row = words.flatMap((word) => analyse(untex(word)).tokens.map(({ surface }) => surface));
  const somewhere = (surface: string): boolean =>
    known.some(({ all, names }) => all.includes(` ${stem(surface)} `) || names.has(surface));
  return new Set(
    row.slice(1).flatMap((second, place) => {
      const first = row[place] ?? '';
      return somewhere(first) && somewhere(second) ? [`${stem(first)} ${stem(second)}`] : [];
    }),
  );
}

/** With fewer than a hundred papers every one of them is looked at again. */
function near(one: Known, score: number, pairs: ReadonlySet<string>): number {
  if (pairs.size === 0) return score;
  const inTexts = [...pairs].filter((pair) => one.texts.some((text) => text.includes(` ${pair} `)));
  const isNamed = [...pairs].some((pair) => one.authors.some((name) => name.includes(` ${pair} `)));
  return score * (1 + (0.3 * inTexts.length) / pairs.size + (isNamed ? 0.3 : 0));
}
