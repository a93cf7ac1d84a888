import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { toPaper } from '../src/paper/paper.ts';
import type { Paper, PaperId } from '../src/paper/paper.ts';

/**
 * Lists of the day of Hugging Face, as somebody kept them. They lie outside the project, beside it or where the variable
 * PAPERBOY_HF_DAILY says; benches skip where they are absent.
 */
const folder = process.env['PAPERBOY_HF_DAILY'] ?? join(import.meta.dirname, '../../shared/data/hf-daily');
const archive = 'days-2024-05-27..2026-04-30.tar.gz';
const laterVotes = 'hf-upvotes-early-vs-late-2026-02.jsonl.gz';

/** The list of one day, and the votes that its papers had when it was kept. */
export type Day = { readonly date: string; readonly papers: readonly Paper[] };

/** What a paper had on the day itself (null: it was not on the list yet), and days or weeks later. */
export type Later = { readonly id: PaperId; readonly early: number | null; readonly late: number };

export function skipWithoutLists(): void {
  if (existsSync(join(folder, archive)) && existsSync(join(folder, laterVotes))) return;
  console.log(`skipped: the lists of the day are not in ${folder}; PAPERBOY_HF_DAILY names another folder`);
  process.exit(0);
}

/** Days with an empty list are left out; oldest first. */
export function readDays(): readonly Day[] {
  const unpacked = mkdtempSync(join(tmpdir(), 'paperboy-lists-'));
  try {
    execFileSync('tar', ['-xzf', join(folder, archive), '-C', unpacked]);
    return readdirSync(join(unpacked, 'days'))
      .toSorted()
      .map((name) => readDay(name.slice(0, 10), readFileSync(join(unpacked, 'days', name), 'utf8')))
      .filter(({ papers }) => papers.length > 0);
  } finally {
    rmSync(unpacked, { recursive: true });
  }
}

/** By the date of the list. */
export function readLater(): ReadonlyMap<string, readonly Later[]> {
  const row = z.object({
    date: z.string(),
    id: z.string(),
    upvotesEarly: z.number().nullable(),
    upvotesLate: z.number(),
  });
  const rows = gunzipSync(readFileSync(join(folder, laterVotes)))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => row.parse(JSON.parse(line)));
  const days = Map.groupBy(rows, ({ date }) => date);
  return new Map(
    [...days].map(([date, ofDay]) => [
      date,
      ofDay.map(({ id, upvotesEarly, upvotesLate }) => ({ id: `arxiv:${id}`, early: upvotesEarly, late: upvotesLate })),
    ]),
  );
}

const Item = z.object({
  paper: z.object({
    id: z.string(),
    title: z.string(),
    summary: z.string(),
    publishedAt: z.string(),
    upvotes: z.number(),
    ai_keywords: z.array(z.string()).optional(),
  }),
});

function readDay(date: string, text: string): Day {
  const json: unknown = JSON.parse(text);
  const list = Array.isArray(json) ? json : z.object({ data: z.array(z.unknown()) }).parse(json).data;
  const papers = list.map((item: unknown): Paper => {
    const { paper } = Item.parse(typeof item === 'string' ? JSON.parse(jsonOf(item)) : item);
    const fields = {
      title: paper.title,
      abstract: paper.summary,
      published: paper.publishedAt,
      upvotes: paper.upvotes,
      keywords: paper.ai_keywords,
    };
    return toPaper(fields, { source: 'hf-daily', sourceId: paper.id, at: `${date}T12:00:00.000Z` });
  });
  return { date, papers };
}

/** 22 of the lists hold what Python prints. */
function jsonOf(python: string): string {
  const piece = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|\b(?:True|False|None)\b/gs;
  const names: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null' };
  return python.replaceAll(piece, (found) => names[found] ?? JSON.stringify(unescaped(found.slice(1, -1))));
}

function unescaped(text: string): string {
  const named: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
  return text.replaceAll(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gs, (_, x, u, long, one: string) => {
    const code: string | undefined = x ?? u ?? long;
    return code === undefined ? (named[one] ?? one) : String.fromCodePoint(Number.parseInt(code, 16));
  });
}
