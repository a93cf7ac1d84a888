/**
 * How good the ranking is, on judged collections, by the same path as a person's query: `parseQuery`, then
 * `index.search`. Prints nDCG@10, MAP, Recall@100 and MRR@10, the mean over the queries that have a relevant paper.
 *
 *     npx node bench/relevance.ts [FOLDER…]
 *
 * A folder holds corpus.jsonl {id,title,text}, queries.jsonl {id,text} and qrels.tsv (query, paper, grade). Without
 * arguments it reads every folder of ../shared/data/relevance (not part of the project) and says so where there is none.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Paper } from '../src/paper/paper.ts';
import { createPaperIndex } from '../src/search/paper-index.ts';
import { parseQuery } from '../src/search/query.ts';
import type { SearchIndex } from '../src/search/search-index.ts';
import { makePaper } from '../tests/support/make-paper.ts';

type Row = { readonly id: string; readonly title?: string; readonly text: string };
type Figures = { readonly ndcg: number; readonly map: number; readonly recall: number; readonly mrr: number };

const defaultRoot = new URL('../../shared/data/relevance/', import.meta.url).pathname;

const folders = process.argv.length > 2 ? process.argv.slice(2) : await foldersIn(defaultRoot);
if (folders.length === 0) console.log(`No judged collections: ${defaultRoot} is not there. Name a folder.`);
else console.log('collection      papers  queries  nDCG@10     MAP  R@100  MRR@10  nDCG@10 where a fifth came later');
for (const folder of folders) await measure(folder);

async function measure(folder: string): Promise<void> {
  const corpus = await rows(join(folder, 'corpus.jsonl'));
  const queries = await rows(join(folder, 'queries.jsonl'));
  const grades = await qrels(join(folder, 'qrels.tsv'));
  const papers = corpus.map(paper);
  const fresh = createPaperIndex();
  await fresh.put(papers);
  const figures = await judgeAll(fresh, queries, grades, papers.length);
  // Learned from four papers of five, spread over all; the others come later, as they do in life.
  const [known, later] = [papers.filter((_, at) => at % 5 !== 0), papers.filter((_, at) => at % 5 === 0)];
  const grown = createPaperIndex();
  await grown.put(known);
  await grown.search(parseQuery('anything'), { offset: 0, limit: 1 });
  await grown.put(later);
  const folded = await judgeAll(grown, queries, grades, papers.length);
  const mean = (of: (one: Figures) => number): string => meanOf(figures, of);
  const name = folder.split('/').findLast((part) => part !== '') ?? folder;
  console.log(
    [
      name.padEnd(14),
      String(corpus.length).padStart(7),
      String(figures.length).padStart(8),
      mean((f) => f.ndcg),
      mean((f) => f.map),
      mean((f) => f.recall),
      mean((f) => f.mrr),
      meanOf(folded, (f) => f.ndcg),
    ].join('  '),
  );
}

function meanOf(list: readonly Figures[], of: (one: Figures) => number): string {
  return (list.reduce((sum, one) => sum + of(one), 0) / list.length).toFixed(4);
}

async function judgeAll(
  index: SearchIndex,
  queries: readonly Row[],
  grades: ReadonlyMap<string, ReadonlyMap<string, number>>,
  limit: number,
): Promise<readonly Figures[]> {
  const figures: Figures[] = [];
  for (const { id, text } of queries) {
    const own = grades.get(id) ?? new Map<string, number>();
    if (![...own.values()].some((grade) => grade > 0)) continue;
    const { hits } = await index.search(parseQuery(text), { offset: 0, limit });
    figures.push(
      judge(
        hits.map((hit) => hit.id.slice('jsonl:'.length)),
        own,
      ),
    );
  }
  return figures;
}

function judge(ranked: readonly string[], judged: ReadonlyMap<string, number>): Figures {
  const ideal = [...judged.values()].filter((grade) => grade > 0).toSorted((a, b) => b - a);
  const best = ideal.slice(0, 10).reduce((sum, grade, rank) => sum + gain(grade, rank), 0);
  let [dcg, found, precision, recalled, reciprocal] = [0, 0, 0, 0, 0];
  for (const [rank, id] of ranked.entries()) {
    const grade = judged.get(id) ?? 0;
    if (grade <= 0) continue;
    found += 1;
    precision += found / (rank + 1);
    if (rank < 10) dcg += gain(grade, rank);
    if (rank < 100) recalled += 1;
    if (rank < 10 && reciprocal === 0) reciprocal = 1 / (rank + 1);
  }
  return { ndcg: dcg / best, map: precision / ideal.length, recall: recalled / ideal.length, mrr: reciprocal };
}

function gain(grade: number, rank: number): number {
  return grade / Math.log2(rank + 2);
}

function paper({ id, title = '', text }: Row): Paper {
  return makePaper({ id: `jsonl:${id}`, title, abstract: text });
}

async function rows(file: string): Promise<readonly Row[]> {
  const text = await readFile(file, 'utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const row: Row = JSON.parse(line);
      return row;
    });
}

async function qrels(file: string): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const grades = new Map<string, Map<string, number>>();
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    const [query, id, grade] = line.trim().split('\t');
    if (query === undefined || id === undefined || !Number.isFinite(Number(grade))) continue;
    grades.set(query, (grades.get(query) ?? new Map<string, number>()).set(id, Number(grade)));
  }
  return grades;
}

async function foldersIn(root: string): Promise<readonly string[]> {
  const names = await readdir(root).catch(() => []);
  return names.toSorted((a, b) => (a < b ? -1 : 1)).map((name) => join(root, name));
}
