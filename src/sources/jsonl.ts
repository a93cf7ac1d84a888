import { z } from 'zod';

import { parseArxivId } from '../paper/arxiv-id.ts';
import type { PaperFields } from '../paper/paper.ts';
import { partialDate } from '../paper/partial-date.ts';
import { webUrl } from '../paper/web-url.ts';
import { splitAuthors } from './split-authors.ts';

/** What a line tells of a paper, with the source's own id; or why it tells of none. */
export type JsonlRecord =
  | {
      readonly kind: 'paper';
      readonly sourceId: string | null;
      readonly fields: PaperFields;
      /** What was given and cannot be used: `its published is not a date`. */
      readonly leftOut: readonly string[];
    }
  | { readonly kind: 'rejected'; readonly reason: string };

/** No source has longer ids, and an id is typed, shown and put into a button. */
const MAX_ID = 300;

const text = z.string().nullish();
const link = text.refine((given) => !isFilled(given) || webUrl(given) !== null);
const id = z.union([z.string(), z.number()]).nullish();
const texts = z.union([z.string(), z.array(z.string().nullable())]).nullish();
const author = z.union([z.string(), z.object({ name: z.string() })]).nullable();

const record = z.object({
  id,
  arxivId: id.refine((given) => idText(given) === null || arxivText(given) !== null),
  title: text,
  abstract: text,
  summary: text,
  text,
  authors: z.union([z.string(), z.array(author)]).nullish(),
  published: z
    .union([z.string(), z.number()])
    .nullish()
    .refine((given) => !isFilled(given?.toString()) || partialDate(given?.toString()) !== null),
  categories: texts,
  url: z.union([link, text.refine((given) => arxivText(given) !== null)]),
  pdfUrl: link,
  codeUrl: link,
  upvotes: z
    .union([z.number(), z.string()])
    .nullish()
    .refine((given) => Number.isSafeInteger(Number(given ?? 0)) && Number(given ?? 0) >= 0),
  keywords: texts,
});

type Fields = z.infer<typeof record>;

/** Without a title and an abstract it is no paper, and an id that cannot be read would make it another one. */
const needed: readonly (keyof Fields)[] = ['id', 'title', 'abstract'];

/** What each field may hold, in the words of a person. */
const expected: Readonly<Record<keyof Fields, string>> = {
  id: 'a text or a number',
  arxivId: 'an id of arXiv',
  title: 'a text',
  abstract: 'a text',
  summary: 'a text',
  text: 'a text',
  authors: 'a list of names',
  published: 'a date',
  categories: 'a list of texts',
  url: 'a link',
  pdfUrl: 'a link',
  codeUrl: 'a link',
  upvotes: 'a whole number',
  keywords: 'a list of texts',
};

/**
 * One record of a JSON Lines file: an object with `title` and `abstract` (or `summary`, or `text`), of which one may be
 * empty, and whatever else is known. `null` is as good as absent and unknown fields are ignored. A field that is not what
 * it should be is left out, and told; only one that is needed makes the record a bad one. Never throws.
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
  if (parsed.success) return fromFields(parsed.data, []);
  const bad = fieldsIn(parsed.error);
  const fatal = bad.find((field) => needed.includes(field));
  if (fatal !== undefined) return rejected(problem(fatal));
  const good = record.safeParse({ ...value, ...Object.fromEntries(bad.map((field) => [field, null])) });
  return good.success ? fromFields(good.data, bad.map(problem)) : rejected('it is not a paper');
}

function fromFields(fields: Fields, leftOut: readonly string[]): JsonlRecord {
  const abstract = [fields.abstract, fields.summary, fields.text].find(isFilled) ?? emptyAbstract(fields);
  const title = fields.title ?? null;
  if (title === null) return rejected('it has no title');
  if (abstract === null) return rejected('it has no abstract');
  if (title.trim() === '' && abstract.trim() === '') return rejected('its title and its abstract are both empty');
  const arxivId = idText(fields.arxivId);
  const sourceId = idText(fields.id) ?? arxivId;
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
    leftOut,
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

/** The text of an id when it is one that arXiv can have given, else null. */
function arxivText(value: string | number | null | undefined): string | null {
  const given = idText(value);
  return given !== null && parseArxivId(given) !== null ? given : null;
}

function fieldsIn(error: z.ZodError): readonly (keyof Fields)[] {
  const bad = new Set(error.issues.map((issue) => issue.path[0]));
  return record.keyof().options.filter((field) => bad.has(field));
}

function problem(field: keyof Fields): string {
  return `its ${field} is not ${expected[field]}`;
}

function rejected(reason: string): JsonlRecord {
  return { kind: 'rejected', reason };
}
