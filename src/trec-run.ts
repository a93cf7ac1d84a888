import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { checkFiles, FileProblem, fileProblem } from './file-problem.ts';
import type { Log } from './log.ts';
import type { Paper } from './paper/paper.ts';
import { linesOf } from './platforms/terminal/lines.ts';
import { written } from './platforms/terminal/written.ts';
import { parseQuery } from './search/query.ts';
import type { Hit } from './search/search-index.ts';
import { whileSearching } from './searching.ts';
import type { Shell } from './shell.ts';

export type RunQuery = { readonly id: string; readonly text: string };

const LONGEST_LINE = 1_000_000;
/** Digits after the point of a score. */
const DIGITS = 6;
const UNIT = 10 ** DIGITS;

const record = z.object({
  id: z.union([z.string().min(1), z.int()], 'needs an "id"').transform(String),
  text: z.string('needs a "text"'),
});

/**
 * `paperboy search --queries`: the best papers of every query, in the run format of TREC. Every query is read before the
 * first is answered, so a broken file gives no half run.
 */
export async function trecRun(
  shell: Shell,
  log: Log,
  wanted: { readonly queriesFile: string; readonly top: number },
): Promise<void> {
  const queries = await readQueries(wanted.queriesFile);
  await whileSearching(shell, log, async ({ store, index }) => {
    for (const query of queries) {
      const { hits } = await index.search(parseQuery(query.text), { offset: 0, limit: wanted.top });
      const papers = await store.papers.getMany(hits.map((hit) => hit.id));
      const lines = runLines(query.id, hits, papers, wanted.top);
      if (lines.length > 0) await written(shell.stdout, `${lines.join('\n')}\n`);
    }
  });
}

/** Reads `{ id, text }` of every line. Throws a FileProblem that names the first line which is none. */
export async function readQueries(file: string): Promise<readonly RunQuery[]> {
  await checkFiles([file]);
  const queries: RunQuery[] = [];
  let number = 0;
  try {
    for await (const line of linesOf(createReadStream(file), LONGEST_LINE)) {
      number += 1;
      if (line.text.trim() !== '') queries.push(readQuery(line.text, `${file} line ${number}`));
    }
  } catch (error) {
    throw fileProblem(file, error);
  }
  return queries;
}

function readQuery(line: string, where: string): RunQuery {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new FileProblem(`${where}: it is not JSON`, { cause });
  }
  const read = record.safeParse(value);
  if (!read.success) throw new FileProblem(`${where}: ${read.error.issues[0]?.message ?? 'it is no query'}`);
  return read.data;
}

/**
 * `qid Q0 docid rank score paperboy`, best first. The docid is the id that the paper had in the file it came from; a
 * paper that came under several ids has a line for each. Judges sort by score alone, so no two scores are equal: where
 * ours are, or where another order was asked for, the next is one unit of the last digit lower.
 */
export function runLines(
  queryId: string,
  hits: readonly Hit[],
  papers: readonly Paper[],
  top: number,
): readonly string[] {
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  const lines: string[] = [];
  let above = Infinity;
  for (const hit of hits) {
    const paper = byId.get(hit.id);
    for (const name of paper === undefined ? [] : namesOf(paper)) {
      if (lines.length === top) return lines;
      above = Math.min(Math.round(hit.score * UNIT), above - 1);
      const score = (above / UNIT).toFixed(DIGITS);
      lines.push([field(queryId), 'Q0', field(name), lines.length + 1, score, 'paperboy'].join(' '));
    }
  }
  return lines;
}

function namesOf(paper: Paper): readonly string[] {
  const names = new Set(paper.sightings.flatMap((sighting) => sighting.sourceId ?? []));
  return names.size > 0 ? [...names] : [paper.id];
}

/** White space separates the fields of a line, so there can be none inside one. */
function field(text: string): string {
  return text.replace(/\s/gu, '_');
}
