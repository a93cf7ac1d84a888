import { z } from 'zod';

import type { PaperFields } from '../paper/paper.ts';
import { parsePythonLiteral } from './python-literal.ts';
import { SourceError } from './source-error.ts';
import { excerptOf } from './source.ts';

/** What a record of a daily list tells of a paper; or why it tells of none. */
export type HfRecord =
  | {
      readonly kind: 'paper';
      readonly sourceId: string;
      /** With the day on the list where the record says it (since 2025-03-17). */
      readonly fields: PaperFields;
      /** What was given and cannot be used: `its upvotes is not a whole number`. */
      readonly leftOut: readonly string[];
    }
  | { readonly kind: 'rejected'; readonly reason: string; readonly excerpt: string };

const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)));

/**
 * Fields were added over the years and are absent where they do not apply, never null; we take null too. Only the id and
 * the title are needed. Of the two dates only `paper.publishedAt` is that of the paper (the other one is that of the list);
 * of the two titles that of the paper has lost its TeX but may hold line breaks.
 */
const paper = z.object({
  id: z.string().trim().min(1).max(100),
  title: z.string().trim().min(1),
  summary: z.string().nullish(),
  authors: z.array(z.object({ name: z.string() }).nullable().catch(null)).nullish(),
  publishedAt: instant.nullish(),
  submittedOnDailyAt: instant.nullish(),
  upvotes: z.int().min(0).nullish(),
  ai_summary: z.string().nullish(),
  ai_keywords: z.array(z.string()).nullish(),
  githubRepo: z.string().nullish(),
});

type HfPaper = z.infer<typeof paper>;

const needed: readonly (keyof HfPaper)[] = ['id', 'title'];

const expected: Readonly<Record<keyof HfPaper, string>> = {
  id: 'a text',
  title: 'a text',
  summary: 'a text',
  authors: 'a list of names',
  publishedAt: 'a date',
  submittedOnDailyAt: 'a date',
  upvotes: 'a whole number',
  ai_summary: 'a text',
  ai_keywords: 'a list of texts',
  githubRepo: 'a text',
};

const envelope = z.object({ paper: z.record(z.string(), z.unknown()), summary: z.unknown().optional() });
const wrapped = z.object({ data: z.array(z.unknown()) });
const failed = z.object({ error: z.string() });

/**
 * The records of an answer of `/api/daily_papers`, of any of its years: a list; a list in `{ data }`, as an archive wrapped
 * it; records as JSON or as texts that Python wrote. Throws a {@link SourceError} when it is no list at all.
 */
export function parseHfList(text: string): readonly HfRecord[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new SourceError('Hugging Face gave an answer that is no JSON, or only a part of it.', { cause });
  }
  return listIn(value).map(readRecord);
}

function listIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const inside = wrapped.safeParse(value);
  if (inside.success) return inside.data.data;
  const failure = failed.safeParse(value);
  const what = failure.success
    ? `an error instead of a list: ${JSON.stringify(failure.data.error.slice(0, 200))}`
    : 'no list';
  throw new SourceError(`Hugging Face gave ${what}.`);
}

function readRecord(item: unknown): HfRecord {
  const value = typeof item === 'string' ? fromText(item) : item;
  const excerpt = excerptOf(typeof item === 'string' ? item : JSON.stringify(item));
  const rejected = (reason: string): HfRecord => ({ kind: 'rejected', reason, excerpt });
  const given = envelope.safeParse(value);
  if (!given.success) return rejected('it is no record of a paper');
  const fields = { ...given.data.paper, summary: given.data.paper['summary'] ?? given.data.summary };
  const whole = paper.safeParse(fields);
  if (whole.success) return { kind: 'paper', ...fromPaper(whole.data), leftOut: [] };
  const bad = paper.keyof().options.filter((field) => whole.error.issues.some(({ path }) => path[0] === field));
  const fatal = bad.find((field) => needed.includes(field));
  if (fatal !== undefined) return rejected(problem(fatal));
  const rest = paper.safeParse({ ...fields, ...Object.fromEntries(bad.map((field) => [field, null])) });
  return rest.success
    ? { kind: 'paper', ...fromPaper(rest.data), leftOut: bad.map(problem) }
    : rejected('it is not a paper');
}

function fromText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parsePythonLiteral(text);
  }
}

function fromPaper(given: HfPaper): { readonly sourceId: string; readonly fields: PaperFields } {
  return {
    sourceId: given.id,
    fields: {
      title: given.title,
      abstract: given.summary ?? '',
      url: `https://huggingface.co/papers/${encodeURIComponent(given.id)}`,
      authors: (given.authors ?? []).flatMap((author) => author?.name ?? []),
      published: given.publishedAt,
      listedOn: given.submittedOnDailyAt?.slice(0, 10),
      upvotes: given.upvotes,
      summary: given.ai_summary,
      keywords: given.ai_keywords ?? [],
      codeUrl: given.githubRepo,
    },
  };
}

function problem(field: keyof HfPaper): string {
  return `its ${field} is not ${expected[field]}`;
}
