import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { checkFiles, fileProblem } from './file-problem.ts';
import type { Log } from './log.ts';
import type { Paper } from './paper/paper.ts';
import { cleanLine } from './platforms/terminal/clean.ts';
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

/** One line of a run, before it is written: the ids may hold white space. */
export type RunLine = {
  readonly query: string;
  readonly document: string;
  readonly rank: number;
  readonly score: string;
};

/**
 * `paperboy search --queries`: the best papers of every query, in the run format of TREC. Every line of the file that is
 * no query is named on the error output; the others are answered. Returns the exit status: 1 when there was such a line.
 */
export async function trecRun(
  shell: Shell,
  log: Log,
  wanted: { readonly queriesFile: string; readonly top: number },
): Promise<number> {
  const { queries, rejected } = await readQueries(wanted.queriesFile);
  for (const line of rejected) shell.stderr.write(`${cleanLine(line)}\n`);
  let told = false;
  await whileSearching(shell, log, async ({ store, index }) => {
    for (const query of queries) {
      const { hits } = await index.search(parseQuery(query.text), { offset: 0, limit: wanted.top });
      const papers = await store.papers.getMany(hits.map((hit) => hit.id));
      const lines = runLines(query.id, hits, papers, wanted.top);
      if (lines.length > 0) await written(shell.stdout, `${lines.map(runLine).join('\n')}\n`);
      const spaced = lines.flatMap((line) => [line.query, line.document]).find((id) => field(id) !== id);
      if (spaced !== undefined && !told) shell.stderr.write(`${cleanLine(spacesNote(spaced))}\n`);
      told ||= spaced !== undefined;
    }
  });
  return rejected.length > 0 ? 1 : 0;
}

/** Reads `{ id, text }` of every line, and says of every other line where it is and why it is none. */
export async function readQueries(
  file: string,
): Promise<{ readonly queries: readonly RunQuery[]; readonly rejected: readonly string[] }> {
  await checkFiles([file]);
  const queries: RunQuery[] = [];
  const rejected: string[] = [];
  let number = 0;
  try {
    for await (const line of linesOf(createReadStream(file), LONGEST_LINE)) {
      number += 1;
      if (line.text.trim() === '') continue;
      const read = line.cut ? 'the line is too long' : readQuery(line.text);
      if (typeof read === 'string') rejected.push(`${file} line ${number}: ${read}`);
      else queries.push(read);
    }
  } catch (error) {
    throw fileProblem(file, error);
  }
  return { queries, rejected };
}

/** The query of a line, or why it is none. */
function readQuery(line: string): RunQuery | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'it is not JSON';
  }
  const read = record.safeParse(value);
  return read.success ? read.data : (read.error.issues[0]?.message ?? 'it is no query');
}

/**
 * The lines of one query, best first. The document is the id that the paper had in the file it came from; a paper that
 * came under several ids has a line for each. Judges sort by score alone, so no two scores are equal: where
 * ours are, or where another order was asked for, the next is one unit of the last digit lower.
 */
export function runLines(
  queryId: string,
  hits: readonly Hit[],
  papers: readonly Paper[],
  top: number,
): readonly RunLine[] {
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  const lines: RunLine[] = [];
  let above = Infinity;
  for (const hit of hits) {
    const paper = byId.get(hit.id);
    for (const name of paper === undefined ? [] : namesOf(paper)) {
      if (lines.length === top) return lines;
      above = Math.min(Math.round(hit.score * UNIT), above - 1);
      lines.push({ query: queryId, document: name, rank: lines.length + 1, score: (above / UNIT).toFixed(DIGITS) });
    }
  }
  return lines;
}

function namesOf(paper: Paper): readonly string[] {
  const names = new Set(paper.sightings.flatMap((sighting) => sighting.sourceId ?? []));
  return names.size > 0 ? [...names] : [paper.id];
}

/** `qid Q0 docid rank score paperboy`. */
export function runLine({ query, document, rank, score }: RunLine): string {
  return [field(query), 'Q0', field(document), rank, score, 'paperboy'].join(' ');
}

function spacesNote(id: string): string {
  return `White space separates the fields of a run, so in an id it is written _ (the first: ${JSON.stringify(id)}).`;
}

/** White space separates the fields of a line, so there can be none inside one. */
function field(text: string): string {
  return text.replace(/\s/gu, '_');
}
