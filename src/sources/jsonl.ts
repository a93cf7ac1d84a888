import { z } from 'zod';

import { parseArxivId } from '../paper/arxiv-id.ts';
import type { PaperFields } from '../paper/paper.ts';
import { splitAuthors } from './split-authors.ts';

/** What a line tells of a paper, with the source's own id; or why it tells of none. */
export type JsonlRecord =
  | { readonly kind: 'paper'; readonly sourceId: string | null; readonly fields: PaperFields }
  | { readonly kind: 'rejected'; readonly reason: string };

/** No source has longer ids, and an id is typed, shown and put into a button. */
const MAX_ID = 300;

const text = z.string().nullish();
const id = z.union([z.string(), z.number()]).nullish();
const texts = z.union([z.string(), z.array(z.string().nullable())]).nullish();
const author = z.union([z.string(), z.object({ name: z.string() })]).nullable();

const record = z.object({
  id,
  arxivId: id,
  title: text,
  abstract: text,
  summary: text,
  text,
  authors: z.union([z.string(), z.array(author)]).nullish(),
  published: z.union([z.string(), z.number()]).nullish(),
  categories: texts,
  url: text,
  pdfUrl: text,
  codeUrl: text,
  upvotes: z.union([z.number(), z.string()]).nullish(),
  keywords: texts,
});

type Fields = z.infer<typeof record>;

/** What each field may hold, in the words of a rejection. */
const expected: Readonly<Record<keyof Fields, string>> = {
  id: 'a text or a number',
  arxivId: 'a text',
  title: 'a text',
  abstract: 'a text',
  summary: 'a text',
  text: 'a text',
  authors: 'a list of names',
  published: 'a date',
  categories: 'a list of texts',
  url: 'a text',
  pdfUrl: 'a text',
  codeUrl: 'a text',
  upvotes: 'a number',
  keywords: 'a list of texts',
};

/**
 * One record of a JSON Lines file: an object with `title` and `abstract` (or `summary`, or `text`), of which one may be
 * empty, and whatever else is known. `null` is as good as absent and unknown fields are ignored. Never throws.
 */
export function parseJsonlRecord(line: string): JsonlRecord {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return rejected('it is not valid JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return rejected('it is not a JSON object');
  const parsed = record.safeParse(value);
  return parsed.success ? fromFields(parsed.data) : rejected(problem(parsed.error));
}

function fromFields(fields: Fields): JsonlRecord {
  const abstract = [fields.abstract, fields.summary, fields.text].find(isFilled) ?? emptyAbstract(fields);
  const title = fields.title ?? null;
  if (title === null) return rejected('it has no title');
  if (abstract === null) return rejected('it has no abstract');
  if (title.trim() === '' && abstract.trim() === '') return rejected('its title and its abstract are both empty');
  const arxivId = idText(fields.arxivId);
  const sourceId = idText(fields.id) ?? (arxivId !== null && parseArxivId(arxivId) !== null ? arxivId : null);
  if (sourceId !== null && sourceId.length > MAX_ID) return rejected(`its id is longer than ${MAX_ID} characters`);
  return {
    kind: 'paper',
    sourceId,
    fields: {
      title,
      abstract,
      arxivId,
      authors: authorNames(fields.authors),
      published: fields.published?.toString(),
      categories: listed(fields.categories, /[\s,;]+/),
      url: fields.url,
      pdfUrl: fields.pdfUrl,
      codeUrl: fields.codeUrl,
      upvotes: isFilled(fields.upvotes?.toString()) ? Number(fields.upvotes) : null,
      keywords: listed(fields.keywords, /[,;\n]+/),
      summary: isFilled(fields.abstract) ? fields.summary : null,
    },
  };
}

function isFilled(value: string | null | undefined): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** An abstract that was given and is empty, as opposed to none. */
function emptyAbstract(fields: Fields): string | null {
  return fields.abstract ?? fields.summary ?? fields.text ?? null;
}

function idText(value: string | number | null | undefined): string | null {
  const trimmed = value?.toString().trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

function authorNames(authors: Fields['authors']): readonly string[] {
  if (typeof authors === 'string') return splitAuthors(authors);
  return (authors ?? []).flatMap((one) => (one === null ? [] : [typeof one === 'string' ? one : one.name]));
}

function listed(value: Fields['keywords'], separator: RegExp): readonly string[] {
  if (typeof value === 'string') return value.split(separator);
  return (value ?? []).filter((one) => one !== null);
}

function problem(error: z.ZodError): string {
  const field = error.issues[0]?.path[0];
  const known = Object.entries(expected).find(([name]) => name === field);
  return known === undefined ? 'it is not a paper' : `its ${known[0]} is not ${known[1]}`;
}

function rejected(reason: string): JsonlRecord {
  return { kind: 'rejected', reason };
}
