/**
 * Whether somebody who half remembers a paper finds it on the first page: seven kinds of questions, made from real papers,
 * asked by the same path as a person's query. Prints the share of papers among the first five (a page in a chat) and ten.
 *
 *     npx node bench/known-item.ts [PAPERS [QUESTIONS]]
 *
 * So many papers of the corpus are indexed (20,000), and so many of them are asked for (2,000), as far as a kind fits them.
 */
import type { Paper } from '../src/paper/paper.ts';
import { createPaperIndex } from '../src/search/paper-index.ts';
import { parseQuery } from '../src/search/query.ts';
import type { SearchIndex } from '../src/search/search-index.ts';
import { analyse, fold, isStopWord } from '../src/search/terms.ts';
import { corpusLines, percentile, seededRandom, skipWithoutCorpus } from './corpus.ts';
import { corpusPaper } from './corpus-paper.ts';

const random = seededRandom(20261126);

/** What somebody types who is after this paper; null where the kind does not fit it. */
type Kind = (paper: Paper) => string | null;

const pick = <Item>(list: readonly Item[]): Item | undefined => list[Math.floor(random() * list.length)];

/** Telling words of the title as they are written, each once. */
function wordsOf(title: string): readonly string[] {
  const words = title.match(/[\p{L}\p{N}][\p{L}\p{N}-]+[\p{L}\p{N}]/gu) ?? [];
  return [...new Set(words)].filter((word) => !isStopWord(fold(word)));
}

/** Some of the words, in their order; null when there are too few. */
function remembered(words: readonly string[], count: number): readonly string[] | null {
  if (words.length < count) return null;
  const left = [...words];
  while (left.length > count) left.splice(Math.floor(random() * left.length), 1);
  return left;
}

/** A letter changed, left out, doubled or swapped with the next, not the first one. */
function mistyped(word: string): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const letter = pick('aeiourstln'.split('')) ?? 'e';
  const made = pick([
    word.slice(0, at) + letter + word.slice(at + 1),
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + (word[at] ?? '') + word.slice(at),
    word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2),
  ]);
  return made === undefined || made === word ? word.slice(0, -1) : made;
}

function surname(paper: Paper): string | null {
  const last = pick(paper.authors)?.split(' ').at(-1) ?? '';
  return /^\p{L}{5,}$/u.test(last) ? last : null;
}

/** American endings, and how Britain writes them: words that have one are asked for in the other spelling. */
const british: readonly (readonly [RegExp, string])[] = [
  [/ization\b/gi, 'isation'],
  [/izations\b/gi, 'isations'],
  [/([aei]l|r|n|m|t|d|g|s)izing\b/gi, '$1ising'],
  [/([aei]l|r|n|m|t|d|g|s)ized\b/gi, '$1ised'],
  [/([aei]l|r|n|m|t|d|g|s)ize\b/gi, '$1ise'],
  [/\bbehavior/gi, 'behaviour'],
  [/\bcolor/gi, 'colour'],
  [/\bneighbor/gi, 'neighbour'],
  [/\bmodeling\b/gi, 'modelling'],
  [/\blabel(ed|ing)\b/gi, 'labell$1'],
  [/\banalyz/gi, 'analys'],
  [/\bcatalog\b/gi, 'catalogue'],
  [/\bcenter\b/gi, 'centre'],
  [/\bfiber\b/gi, 'fibre'],
];

function toBritish(text: string): string {
  return british.reduce((changed, [pattern, spelling]) => changed.replace(pattern, spelling), text);
}

/** Long forms and their acronyms, as the abstracts introduce them: `large language model (LLM)`. */
function acronymsOf(papers: readonly Paper[]): ReadonlyMap<string, string> {
  const seen = new Map<string, number>();
  for (const { abstract } of papers) {
    for (const { 0: all, 1: acronym = '', index } of abstract.matchAll(/\(([A-Z]{3,6})s?\)/g)) {
      const before = abstract.slice(Math.max(0, index - 120), index).match(/[A-Za-z]+/g) ?? [];
      const long = before.slice(-acronym.length).join(' ').toLowerCase();
      const initials = long
        .split(' ')
        .map((word) => word[0])
        .join('');
      if (all === '' || initials !== acronym.toLowerCase()) continue;
      const pair = `${acronym}\t${long.replace(/s$/, '')}`;
      seen.set(pair, (seen.get(pair) ?? 0) + 1);
    }
  }
  const known = new Map<string, { readonly acronym: string; readonly often: number }>();
  const acronyms = new Map<string, string>();
  for (const [pair, often] of [...seen].toSorted((a, b) => b[1] - a[1])) {
    const [acronym = '', long = ''] = pair.split('\t');
    // The one meaning that is introduced most; rare ones mean something in their own paper only.
    if (often < 3 || [...acronyms.values()].includes(acronym) || known.has(long)) continue;
    known.set(long, { acronym, often });
    acronyms.set(long, acronym);
  }
  return acronyms;
}

function kinds(acronyms: ReadonlyMap<string, string>): Readonly<Record<string, Kind>> {
  const longIn = (title: string): string | undefined =>
    [...acronyms.keys()].find((long) => new RegExp(`\\b${long}s?\\b`, 'i').test(title));
  return {
    'three words': ({ title }) => remembered(wordsOf(title), 3)?.join(' ') ?? null,
    'author and year': ({ authors, published }) => {
      const author = pick(authors);
      return author === undefined || published === null ? null : `${author} ${published.slice(0, 4)}`;
    },
    'acronym for long': ({ title }) => {
      const long = longIn(title);
      if (long === undefined) return null;
      const others = remembered(wordsOf(title.replace(new RegExp(`\\b${long}s?\\b`, 'gi'), ' ')), 2);
      return others === null ? null : `${acronyms.get(long)} ${others.join(' ')}`;
    },
    'long for acronym': ({ title }) => {
      const known = [...acronyms].find(([, acronym]) => new RegExp(`\\b${acronym}s?\\b`).test(title));
      if (known === undefined) return null;
      const [long, acronym] = known;
      const others = remembered(wordsOf(title.replace(new RegExp(`\\b${acronym}s?\\b`, 'g'), ' ')), 2);
      return others === null ? null : `${long} ${others.join(' ')}`;
    },
    'name mistyped': (paper) => {
      const [name, words] = [surname(paper), remembered(wordsOf(paper.title), 2)];
      return name === null || words === null ? null : `${mistyped(name)} ${words.join(' ')}`;
    },
    'half-typed': ({ title }) => {
      const words = remembered(
        wordsOf(title).filter((word) => word.length > 5),
        3,
      );
      const last = words?.at(-1);
      if (words === null || last === undefined) return null;
      return [...words.slice(0, -1), last.slice(0, Math.ceil(last.length / 2) + 1)].join(' ');
    },
    'British spelling': ({ title }) => {
      const words = wordsOf(title);
      const changed = words.filter((word) => toBritish(word) !== word);
      const others = remembered(
        words.filter((word) => toBritish(word) === word),
        2,
      );
      return changed[0] === undefined || others === null ? null : [toBritish(changed[0]), ...others].join(' ');
    },
  };
}

const normal = (title: string): string =>
  analyse(title)
    .tokens.map(({ surface }) => surface)
    .join(' ');

async function measure(
  name: string,
  kind: Kind,
  asked: readonly Paper[],
  index: SearchIndex,
  titles: ReadonlyMap<string, string>,
): Promise<void> {
  let [count, five, ten] = [0, 0, 0];
  const times: number[] = [];
  const missed: string[] = [];
  for (const paper of asked) {
    const question = kind(paper);
    if (question === null) continue;
    count += 1;
    const began = performance.now();
    const { hits } = await index.search(parseQuery(question), { offset: 0, limit: 10 });
    times.push(performance.now() - began);
    // Some papers are in the corpus twice, from two places.
    const place = hits.findIndex(({ id }) => id === paper.id || titles.get(id) === normal(paper.title));
    if (place >= 0) ten += 1;
    else missed.push(`${question}  ←  ${paper.title}`);
    if (place >= 0 && place < 5) five += 1;
  }
  const share = (part: number): string => `${((100 * part) / Math.max(1, count)).toFixed(1)} %`.padStart(8);
  console.log(
    `${name.padEnd(18)}${String(count).padStart(6)}${share(five)}${share(ten)}   p50 ${percentile(times, 0.5).toFixed(2)} ms`,
  );
  if (process.env['PAPERBOY_MISSED'] !== undefined) for (const line of missed.slice(0, 25)) console.log(`    ${line}`);
}

skipWithoutCorpus();
const [papersWanted = 20_000, questions = 2_000] = process.argv.slice(2).map(Number);
const papers: Paper[] = [];
for await (const line of corpusLines(papersWanted)) papers.push(corpusPaper(line));
const index = createPaperIndex();
await index.put(papers);
const titles = new Map(papers.map(({ id, title }) => [id, normal(title)]));
const step = Math.max(1, Math.floor(papers.length / questions));
const asked = papers.filter((_, at) => at % step === 0).slice(0, questions);
console.log(`${papers.length} papers             asked  first 5 first 10`);
for (const [name, kind] of Object.entries(kinds(acronymsOf(papers)))) {
  // Few titles have an acronym or an American spelling, so all are looked at for them.
  const few = asked.filter((paper) => kind(paper) !== null).length < questions / 4;
  await measure(
    name,
    kind,
    few ? papers.filter((paper) => kind(paper) !== null).slice(0, questions) : asked,
    index,
    titles,
  );
}
