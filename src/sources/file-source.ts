import { stat } from 'node:fs/promises';
import { TextDecoder } from 'node:util';

import { toPaper } from '../paper/paper.ts';
import type { PaperFields } from '../paper/paper.ts';
import { fileBytes } from './file-bytes.ts';
import { looksLikeHfPage, parseHfPage } from './hf-page.ts';
import { parseJsonlRecord } from './jsonl.ts';
import { lines } from './lines.ts';
import { SourceError } from './source-error.ts';
import type { Sighted, Source } from './source.ts';

export type FileOptions = {
  /** When the sightings are. */
  readonly now: () => Date;
  /** The name of the source; by default that of the format: `jsonl`, `hf-page`. */
  readonly source?: string;
};

type Format = 'jsonl' | 'hf-page';

/** How much of a file is looked at to tell its format. */
const HEAD_BYTES = 256 * 1024;

/** A saved page is read whole; the largest real one has 0.3 MB. */
const MAX_PAGE_BYTES = 32 * 1024 * 1024;

/**
 * The papers of a file: JSON Lines, or a saved Hugging Face papers page, each plain or gzip, told by content and not by
 * name. JSON Lines are streamed. A bad record is yielded as `line N` with the reason.
 *
 * Rejects with the system's error when the file cannot be read, and with a {@link SourceError} when it is neither. A
 * file has no cursor: `fetchSince` always gives everything.
 */
export async function fileSource(path: string, options: FileOptions): Promise<Source> {
  if (!(await stat(path)).isFile()) throw new SourceError(`${path}: it is not a file. Save it to a file first.`);
  const format = formatOf(path, await head(path));
  const name = options.source ?? format;
  const paper = (fields: PaperFields, sourceId: string | null): Sighted => ({
    kind: 'paper',
    paper: toPaper(fields, { source: name, sourceId, at: options.now().toISOString() }),
  });
  const records = format === 'jsonl' ? jsonlRecords : pageRecords;
  return { name, fetchSince: (_cursor, signal) => records(path, paper, signal) };
}

type MakePaper = (fields: PaperFields, sourceId: string | null) => Sighted;

async function* jsonlRecords(path: string, paper: MakePaper, signal: AbortSignal): AsyncGenerator<Sighted> {
  for await (const line of lines(fileBytes(path))) {
    signal.throwIfAborted();
    const where = `line ${line.number}`;
    if ('problem' in line) {
      yield { kind: 'rejected', where, reason: line.problem };
      continue;
    }
    const record = parseJsonlRecord(line.text);
    if (record.kind === 'paper') yield paper(record.fields, record.sourceId);
    else yield { kind: 'rejected', where, reason: record.reason };
  }
}

async function* pageRecords(path: string, paper: MakePaper, signal: AbortSignal): AsyncGenerator<Sighted> {
  const { bytes, failure } = await firstBytes(path, MAX_PAGE_BYTES + 1);
  if (bytes.length > MAX_PAGE_BYTES) throw new SourceError(`${path}: it is too large for a saved page (over 32 MiB).`);
  for (const record of parseHfPage(decodePage(path, bytes, failure !== null))) {
    signal.throwIfAborted();
    if (record.kind === 'paper') yield paper({ title: record.title, abstract: record.abstract }, null);
    else yield { kind: 'rejected', where: `line ${record.line}`, reason: record.reason };
  }
  if (failure !== null) throw failure;
}

/** A character that was cut together with the file is left out. */
function decodePage(path: string, bytes: Buffer, isCut: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
  } catch (cause) {
    throw new SourceError(`${path}: it is not valid UTF-8. Save the page again as UTF-8 text.`, { cause });
  }
}

/** The beginning as text, without a character that was cut at its end. Damage is met again when the file is read. */
async function head(path: string): Promise<string> {
  const { bytes } = await firstBytes(path, HEAD_BYTES);
  return new TextDecoder('utf-8').decode(bytes, { stream: true });
}

/** At most so many bytes, and why there are no more when the packed data are damaged before that. */
async function firstBytes(path: string, limit: number): Promise<{ bytes: Buffer; failure: SourceError | null }> {
  const parts: Buffer[] = [];
  let length = 0;
  let failure: SourceError | null = null;
  try {
    for await (const part of fileBytes(path)) {
      parts.push(part);
      length += part.length;
      if (length >= limit) break;
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    failure = error;
  }
  return { bytes: Buffer.concat(parts).subarray(0, limit), failure };
}

/** Anything that is no page is taken for JSON Lines, so that each bad line is named; unless it is plainly another kind. */
function formatOf(path: string, beginning: string): Format {
  const text = beginning.trimStart();
  if (text.includes('\0')) throw new SourceError(`${path}: it is not a text. ${ACCEPTED}`);
  if (/^<(?:!doctype|html|\?xml)/i.test(text)) throw new SourceError(`${path}: it is HTML or XML. ${ACCEPTED}`);
  if (/^\[\s*\{/.test(text)) throw new SourceError(`${path}: it is one JSON list. Write one JSON object to a line.`);
  if (/^[ \t]*\{[ \t]*["}]/m.test(text)) return 'jsonl';
  return looksLikeHfPage(text) ? 'hf-page' : 'jsonl';
}

const ACCEPTED = 'Give JSON Lines, or a Hugging Face papers page saved as text; either may be gzipped.';
