import { addAbortSignal } from 'node:stream';
import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';

import { toPaper } from '../paper/paper.ts';
import type { PaperFields } from '../paper/paper.ts';
import { fileBytes } from './file-bytes.ts';
import { looksLikeHfPage, parseHfPage } from './hf-page.ts';
import { parseJsonlRecord } from './jsonl.ts';
import { lines } from './lines.ts';
import { openInput } from './open-input.ts';
import { SourceError } from './source-error.ts';
import { excerptOf } from './source.ts';
import type { Sighted, Source } from './source.ts';

export type FileOptions = {
  /** When the sightings are. */
  readonly now: () => Date;
  /** The name of the source; by default that of the format: `jsonl`, `hf-page`. */
  readonly source?: string;
  /** Read instead of the file; the path is then only its name in messages. */
  readonly input?: Readable;
  /** Ends the reading, also while it waits for a pipe. */
  readonly signal?: AbortSignal;
};

type Format = 'jsonl' | 'hf-page';

/** How much of a file is looked at to tell its format. */
const HEAD_BYTES = 256 * 1024;

/** A saved page is read whole; the largest real one has 0.3 MB. */
const MAX_PAGE_BYTES = 32 * 1024 * 1024;

/**
 * The papers of a file or a pipe: JSON Lines, or a saved Hugging Face papers page, each plain or gzip, told by content and not by
 * name. JSON Lines are streamed. A bad record, and a bad field of one that is not needed, is yielded as `line N` with the
 * reason.
 *
 * Rejects with the system's error when the file cannot be read, and with a {@link SourceError} when it is neither. A
 * file has no cursor, and it is read once: `fetchSince` gives everything, the first time.
 */
export async function fileSource(path: string, options: FileOptions): Promise<Source> {
  const input = options.input ?? (await openInput(path, options.signal));
  if (options.signal !== undefined) addAbortSignal(options.signal, input);
  const { format, bytes } = await opened(path, fileBytes(path, input));
  const name = options.source ?? format;
  const paper = (fields: PaperFields, sourceId: string | null): Sighted => ({
    kind: 'paper',
    paper: toPaper(fields, { source: name, sourceId, at: options.now().toISOString() }),
  });
  return {
    name,
    fetchSince: (_cursor, signal) =>
      format === 'jsonl' ? jsonlRecords(bytes, paper, signal) : pageRecords(path, bytes, paper, signal),
  };
}

type Bytes = AsyncGenerator<Buffer>;
type MakePaper = (fields: PaperFields, sourceId: string | null) => Sighted;

async function* jsonlRecords(bytes: Bytes, paper: MakePaper, signal: AbortSignal): AsyncGenerator<Sighted> {
  for await (const line of lines(bytes)) {
    signal.throwIfAborted();
    const where = `line ${line.number}`;
    if ('problem' in line) {
      yield { kind: 'rejected', where, reason: line.problem, excerpt: null };
      continue;
    }
    const record = parseJsonlRecord(line.text);
    if (record.kind === 'rejected') {
      yield { kind: 'rejected', where, reason: record.reason, excerpt: excerptOf(line.text) };
      continue;
    }
    for (const reason of record.leftOut) yield { kind: 'left-out', where, reason };
    yield paper(record.fields, record.sourceId);
  }
}

async function* pageRecords(
  path: string,
  bytes: Bytes,
  paper: MakePaper,
  signal: AbortSignal,
): AsyncGenerator<Sighted> {
  const { parts, length, failure } = await firstBytes(bytes, MAX_PAGE_BYTES + 1);
  await bytes.return(undefined);
  if (length > MAX_PAGE_BYTES) throw new SourceError(`${path}: it is too large for a saved page (over 32 MiB).`);
  const page = decodePage(path, Buffer.concat(parts), failure !== null);
  const pageLines = page.split('\n');
  for (const record of parseHfPage(page)) {
    signal.throwIfAborted();
    if (record.kind === 'paper') yield paper({ title: record.title, abstract: record.abstract }, null);
    else {
      const excerpt = excerptOf(pageLines[record.line - 1] ?? '');
      yield { kind: 'rejected', where: `line ${record.line}`, reason: record.reason, excerpt };
    }
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

/** The format, told by the beginning, and all the bytes, with the beginning. */
async function opened(path: string, bytes: Bytes): Promise<{ format: Format; bytes: Bytes }> {
  const beginning = await firstBytes(bytes, HEAD_BYTES);
  try {
    // Without a character that was cut at its end.
    const text = new TextDecoder('utf-8').decode(Buffer.concat(beginning.parts).subarray(0, HEAD_BYTES), {
      stream: true,
    });
    return { format: formatOf(path, text), bytes: resumed(beginning, bytes) };
  } catch (error) {
    await bytes.return(undefined);
    throw error;
  }
}

/** What was read of a file so far; and why there is no more when its packed data are damaged there. */
type Beginning = { readonly parts: readonly Buffer[]; readonly length: number; readonly failure: SourceError | null };

/** At least so many bytes, where there are as many. */
async function firstBytes(bytes: Bytes, wanted: number): Promise<Beginning> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    while (length < wanted) {
      const next = await bytes.next();
      if (next.done === true) break;
      parts.push(next.value);
      length += next.value.length;
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { parts, length, failure: error };
  }
  return { parts, length, failure: null };
}

async function* resumed({ parts, failure }: Beginning, rest: Bytes): Bytes {
  try {
    yield* parts;
    if (failure !== null) throw failure;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
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
