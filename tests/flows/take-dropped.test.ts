import { chmod, mkdir, mkdtemp, readdir, rm, writeFile, appendFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTakeDropped } from '../../src/flows/take-dropped.ts';
import type { Log, LogFields } from '../../src/log.ts';
import { createDropFolder } from '../../src/sources/drop-folder.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';

const now = (): Date => new Date('2026-11-24T10:00:00Z');

let folder = '';
let store: Store;
let lines: (readonly [string, LogFields])[] = [];
beforeEach(async () => {
  lines = [];
  folder = await mkdtemp(join(tmpdir(), 'paperboy-drop-'));
  store = await openStore({ file: ':memory:', now });
});
afterEach(async () => {
  await store.close();
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true });
});

function keep(event: string, fields: LogFields = {}): void {
  lines.push([event, fields]);
}

function taking(signal = new AbortController().signal): () => Promise<void> {
  const log: Log = { debug: keep, info: keep, warn: keep, error: keep };
  return createTakeDropped({ folder: createDropFolder(folder), store, signal, now, log });
}

const record = (name: string): string => `${JSON.stringify({ id: name, title: `On ${name}`, abstract: 'Words.' })}\n`;
const drop = (name: string, content: string | Buffer): Promise<void> => writeFile(join(folder, name), content);

describe('a drop folder', () => {
  it('is taken from when a file is whole, plain and gzip, and the files are moved', async () => {
    const take = taking();
    await drop('a.jsonl', record('a'));
    await drop('b.jsonl.gz', gzipSync(record('b') + record('c')));
    await take();
    expect(await store.papers.count()).toBe(0);
    await appendFile(join(folder, 'a.jsonl'), record('more'));
    await take();
    expect(await store.papers.count()).toBe(2);
    await take();
    expect(await store.papers.count()).toBe(4);
    expect(await readdir(folder)).toEqual(['taken']);
    expect((await readdir(join(folder, 'taken'))).toSorted()).toEqual(['a.jsonl', 'b.jsonl.gz']);
  });

  it('names a bad file and sets it aside; the others go in', async () => {
    const take = taking();
    await drop('bad.jsonl', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]));
    await drop('empty.jsonl', 'no papers at all');
    await drop('good.jsonl', record('a') + '{"title":\n');
    await take();
    await take();
    expect(await store.papers.count()).toBe(1);
    expect(await readdir(join(folder, 'refused'))).toEqual(['bad.jsonl', 'empty.jsonl']);
    const kept = await store.rejects.list(9);
    expect(new Map(kept.map(({ where, excerpt }) => [where, excerpt]))).toEqual(
      new Map([
        ['empty.jsonl, line 1', 'no papers at all'],
        ['good.jsonl, line 2', '{"title":'],
      ]),
    );
    expect(lines.map(([event, { file }]) => [event, file])).toEqual([
      ['drop.refused', 'bad.jsonl'],
      ['drop.rejected', 'empty.jsonl'],
      ['drop.refused', 'empty.jsonl'],
      ['drop.rejected', 'good.jsonl'],
      ['drop.taken', 'good.jsonl'],
    ]);
  });

  it('loses no file of a name that was there before, and leaves hidden files and folders alone', async () => {
    const take = taking();
    await mkdir(join(folder, 'below'));
    await drop('.a.jsonl.part', record('hidden'));
    for (const round of ['a', 'b']) {
      await drop('a.jsonl', record(round));
      await take();
      await take();
    }
    expect(await store.papers.count()).toBe(2);
    expect(await readdir(join(folder, 'taken'))).toHaveLength(2);
    expect((await readdir(folder)).toSorted()).toEqual(['.a.jsonl.part', 'below', 'taken']);
  });

  it('remembers a file that cannot be moved, and takes it again only when it changes', async () => {
    const take = taking();
    await writeFile(join(folder, 'taken'), 'a file in the way of the folder');
    await drop('a.jsonl', record('a'));
    for (let round = 0; round < 4; round += 1) await take();
    expect(lines.filter(([event, { file }]) => event === 'drop.taken' && file === 'a.jsonl')).toHaveLength(1);
    expect(lines.filter(([event, { file }]) => event === 'drop.not-moved' && file === 'a.jsonl')).toHaveLength(1);
    await drop('a.jsonl', record('a') + record('b'));
    for (let round = 0; round < 3; round += 1) await take();
    expect(await store.papers.count()).toBe(2);
  });

  it('does not fill the quarantine with a file of something else', async () => {
    const take = taking();
    await drop('other.jsonl', Array.from({ length: 1_600 }, (_, row) => `row ${row}`).join('\n'));
    await take();
    await take();
    expect(await store.rejects.count()).toBe(1_000);
    expect(lines.filter(([event]) => event === 'drop.rejected')).toHaveLength(1_600);
  });

  it('that is not there is a failure', async () => {
    const take = taking();
    await rm(folder, { recursive: true });
    await expect(take()).rejects.toThrow('ENOENT');
    await mkdir(folder);
  });
});
