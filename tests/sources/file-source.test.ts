import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import type { Paper } from '../../src/paper/paper.ts';
import { fileSource } from '../../src/sources/file-source.ts';
import { SourceError } from '../../src/sources/source-error.ts';
import type { Sighted } from '../../src/sources/source.ts';

const now = (): Date => new Date('2026-11-24T06:00:00.000Z');
const seedPath = fileURLToPath(new URL('../../data/papers.jsonl', import.meta.url));
const pagePath = fileURLToPath(new URL('../fixtures/sources/hf-page.txt', import.meta.url));
const row = (id: number): string =>
  `${JSON.stringify({ id: `r-${id}`, title: `Title ${id}`, abstract: `Words ${id}.` })}\n`;

const texts = z.object({ title: z.string(), abstract: z.string() });

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperboy-file-source-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function read(
  path: string,
  input?: Readable,
): Promise<{ name: string; papers: Paper[]; rejected: string[]; failure: unknown }> {
  const source = await fileSource(path, input === undefined ? { now } : { now, input });
  const all: Sighted[] = [];
  let failure: unknown = null;
  try {
    for await (const one of source.fetchSince(null, new AbortController().signal)) all.push(one);
  } catch (error) {
    failure = error;
  }
  return {
    name: source.name,
    papers: all.flatMap((one) => (one.kind === 'paper' ? [one.paper] : [])),
    rejected: all.flatMap((one) => (one.kind === 'rejected' ? [`${one.where}: ${one.reason}`] : [])),
    failure,
  };
}

describe('fileSource', () => {
  it('reads the 55 papers: 54 with their arXiv id, one without any link', async () => {
    const { name, papers, rejected } = await read(seedPath);
    expect([name, papers.length, rejected]).toEqual(['jsonl', 55, []]);
    expect(papers.filter((paper) => paper.id.startsWith('arxiv:'))).toHaveLength(54);
    expect(papers.filter((paper) => paper.url === null).map((paper) => paper.title)).toEqual([
      expect.stringMatching(/^The Hubble Legacy Fields/),
    ]);
    expect(new Set(papers.map((paper) => paper.id)).size).toBe(55);
    const rows = (await readFile(seedPath, 'utf8')).trim().split('\n');
    const raw = papers.map((paper) => [paper.rawTitle ?? paper.title, paper.rawAbstract ?? paper.abstract]);
    expect(raw).toEqual(
      rows.map((line) => texts.parse(JSON.parse(line))).map(({ title, abstract }) => [title, abstract]),
    );
  });

  it('reads the saved page as the same 55 papers, with weak ids', async () => {
    const [page, known] = await Promise.all([read(pagePath), read(seedPath)]);
    expect([page.name, page.rejected, page.failure]).toEqual(['hf-page', [], null]);
    expect(page.papers.map((paper) => [paper.title, paper.abstract])).toEqual(
      known.papers.map((paper) => [paper.title, paper.abstract]),
    );
    expect(page.papers.filter((paper) => !/^title:[0-9a-f]{16}$/.test(paper.id))).toEqual([]);
  });

  it('reads gzip by its content, whatever the name, also in several members', async () => {
    const packed = Buffer.concat([gzipSync(row(1)), gzipSync(row(2))]);
    const { papers, failure } = await read(await file('plain.jsonl', packed));
    expect(papers.map((paper) => paper.id)).toEqual(['jsonl:r-1', 'jsonl:r-2']);
    expect(failure).toBeNull();
    expect((await read(await file('page.gz', gzipSync(await readFile(pagePath))))).papers).toHaveLength(55);
    expect((await read(await file('not-packed.gz', row(1)))).papers).toHaveLength(1);
  });

  it('reads a stream, in whatever pieces it comes, and closes it', async () => {
    const packed = gzipSync(row(1) + row(2));
    const input = Readable.from(Array.from(packed, (byte) => Buffer.from([byte])));
    const { papers, failure } = await read('standard input', input);
    expect(papers.map((paper) => paper.id)).toEqual(['jsonl:r-1', 'jsonl:r-2']);
    expect([failure, input.destroyed]).toEqual([null, true]);
    const html = Readable.from([Buffer.from('<!doctype html>'), Buffer.from('<html>')]);
    await expect(fileSource('standard input', { now, input: html })).rejects.toThrow(/^standard input: it is HTML/);
    expect(html.destroyed).toBe(true);
    expect((await read('standard input', Readable.from([Buffer.from([0x1f])]))).rejected).toHaveLength(1);
    expect((await read('standard input', createReadStream(pagePath))).papers).toHaveLength(55);
  });

  it('gives what came before the end of a file that is cut, and then says so', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => row(index)).join('');
    const packed = gzipSync(rows);
    const path = await file('cut.jsonl.gz', packed.subarray(0, Math.floor(packed.length / 2)));
    const { papers, rejected, failure } = await read(path);
    expect(papers.length).toBeGreaterThan(1000);
    expect(papers.map((paper) => paper.id)).toEqual(papers.map((_, index) => `jsonl:r-${index}`));
    expect(rejected).toEqual([]);
    expect(failure).toBeInstanceOf(SourceError);
    expect(String(failure)).toContain('cut.jsonl.gz: the file is cut');

    const small = gzipSync(row(1) + row(2));
    const almost = await read(await file('almost.gz', small.subarray(0, -4)));
    expect(almost.papers).toHaveLength(2);
    expect(String(almost.failure)).toContain('the file is cut');
    const pagePacked = gzipSync(await readFile(pagePath));
    const page = await read(await file('cut-page.gz', pagePacked.subarray(0, 20_000)));
    expect(page.papers.length).toBeGreaterThan(20);
    expect(String(page.failure)).toContain('the file is cut');
    const damaged = Buffer.from(small);
    damaged.writeUInt8(damaged.readUInt8(small.length - 6) ^ 0xff, small.length - 6);
    expect(String((await read(await file('damaged.gz', damaged))).failure)).toContain('its packed data are damaged');
  });

  it('names bad records by line and reads the rest', async () => {
    const content = Buffer.concat([
      Buffer.from(`\ufeff${row(1).trim()}\r\n\n{"title": 1}\nnot json\n`),
      Buffer.from([0xff, 0x0a]),
      Buffer.from(`${row(2)}{"title":"A\u2028B","abstract":"C"}`),
    ]);
    const { papers, rejected } = await read(await file('bad.jsonl', content));
    expect(papers.map((paper) => paper.title)).toEqual(['Title 1', 'Title 2', 'A B']);
    expect(rejected).toEqual([
      'line 3: its title is not a text',
      'line 4: it is not valid JSON',
      'line 5: the line is not valid UTF-8',
    ]);
  });

  it('names the fields that it leaves out, before their paper', async () => {
    const path = await file('fields.jsonl', `${row(1)}{"title":"T","abstract":"A","authors":5,"url":"javascript:x"}\n`);
    const source = await fileSource(path, { now });
    const all: unknown[] = [];
    for await (const one of source.fetchSince(null, new AbortController().signal)) all.push(one);
    expect(all.slice(1)).toEqual([
      { kind: 'left-out', where: 'line 2', reason: 'its authors is not a list of names' },
      { kind: 'left-out', where: 'line 2', reason: 'its url is not a link' },
      { kind: 'paper', paper: expect.objectContaining({ title: 'T', authors: [], url: null }) },
    ]);
  });

  it('names every line of a file that holds no paper', async () => {
    expect((await read(await file('words.txt', 'some\nwords\n'))).rejected).toEqual([
      'line 1: it is not valid JSON',
      'line 2: it is not valid JSON',
    ]);
    expect(await read(await file('empty', ''))).toMatchObject({ papers: [], rejected: [], failure: null });
  });

  it('refuses what is plainly something else, and says what to give', async () => {
    const open = async (name: string, content: string | Buffer): Promise<unknown> =>
      fileSource(await file(name, content), { now }).catch((error: unknown) => error);
    expect(String(await open('a.pdf', Buffer.from('%PDF-1.4\n\0\0')))).toMatch(
      /a\.pdf: it is not a text\. Give JSON Lines/,
    );
    expect(String(await open('a.html', '<!doctype html><html>'))).toMatch(/HTML or XML/);
    expect(String(await open('a.json', '[\n  {"title": "T"}]'))).toMatch(/one JSON list/);
    expect(String(await fileSource(folder, { now }).catch((error: unknown) => error))).toMatch(/it is not a file/);
    await expect(fileSource(join(folder, 'absent'), { now })).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('names its sightings, and stops when it is told to', async () => {
    const source = await fileSource(await file('two.jsonl', row(1) + row(2)), { now, source: 'mine' });
    const stop = new AbortController();
    const seen: Sighted[] = [];
    await expect(async () => {
      for await (const one of source.fetchSince(null, stop.signal)) {
        seen.push(one);
        stop.abort(new Error('enough'));
      }
    }).rejects.toThrow('enough');
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({
      paper: { id: 'mine:r-1', sightings: [{ source: 'mine', sourceId: 'r-1', at: '2026-11-24T06:00:00.000Z' }] },
    });
  });
});
