import { existsSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { startChild } from './child-process.ts';
import type { Child } from './child-process.ts';
import { AT, numberedPaper } from './numbered-paper.ts';
import { temporaryFolder } from './temporary-folder.ts';

const now = (): Date => new Date(AT);

async function nextLine(child: Child): Promise<string> {
  const { value, done } = await child.lines.next();
  if (done === true) throw new Error(`The child ended (${String(await child.ended())}) before it said anything`);
  return value;
}

async function claimed(child: Child): Promise<Map<string, string>> {
  const results: unknown = JSON.parse(await nextLine(child));
  expect(await child.ended()).toBe(0);
  return new Map(Object.entries(results ?? {}));
}

// Each starts processes of its own, which may be slow to come up on a busy machine.
const PATIENCE = { timeout: 60_000 };

describe('several processes on one file', PATIENCE, () => {
  it('can all be the first', async () => {
    const folder = temporaryFolder();
    const files = Array.from({ length: 40 }, (_, index) => join(folder, `${index}.db`));
    const children = [startChild('open-each.ts'), startChild('open-each.ts'), startChild('open-each.ts')];
    for (const child of children) expect(await nextLine(child)).toBe('ready');
    for (const child of children) child.process.stdin.end(files.map((file) => `${file}\n`).join(''));
    for (const child of children) {
      for (const file of files) expect(`${file} ${await nextLine(child)}`).toBe(`${file} 1`);
      expect(await child.ended()).toBe(0);
    }
  });

  it('never both show a paper in one place', async () => {
    const file = join(temporaryFolder(), 'paperboy.db');
    const papers = Array.from({ length: 60 }, (_, index) => numberedPaper(index));
    const store = await openStore({ file, now });
    await store.papers.put(papers);
    const children = ['one', 'two'].map((name) => startChild('claim-all.ts', file, name, String(papers.length)));
    for (const child of children) expect(await nextLine(child)).toBe('ready');
    for (const child of children) child.process.stdin.write('go\n');
    const results = await Promise.all(children.map(claimed));
    for (const { id } of papers) {
      expect(new Set(results.map((result) => result.get(id)))).toEqual(new Set(['claimed', 'repeat']));
    }
    const place = { platform: 'terminal', workspace: null, channel: 'here', thread: null };
    expect(await store.ledger.shownIn(place, '2026-11-24')).toEqual(new Map(papers.map((paper) => [paper.id, 1])));
    await store.close();
  });

  it('never both get a slot', async () => {
    const file = join(temporaryFolder(), 'paperboy.db');
    const papers = Array.from({ length: 60 }, (_, index) => numberedPaper(index));
    const store = await openStore({ file, now });
    await store.papers.put(papers);
    const children = [1, 2].map(() => startChild('claim-all.ts', file, 'same', String(papers.length)));
    for (const child of children) expect(await nextLine(child)).toBe('ready');
    for (const child of children) child.process.stdin.write('go\n');
    const results = await Promise.all(children.map(claimed));
    for (const { id } of papers) {
      expect(new Set(results.map((result) => result.get(id)))).toEqual(new Set(['claimed', 'taken']));
    }
    await store.close();
  });
});

describe('a process that is killed while it writes', PATIENCE, () => {
  it('leaves whole batches of whole papers', async () => {
    const file = join(temporaryFolder(), 'paperboy.db');
    const size = 100;
    let first = 0;
    for (const batches of [3, 8, 15]) {
      const child = startChild('put-forever.ts', file, String(size), String(first));
      let last = -1;
      for (let line = 0; line < batches; line += 1) last = Number(await nextLine(child));
      child.process.kill('SIGKILL');
      expect(await child.ended()).toBe('SIGKILL');
      expect(existsSync(`${file}-wal`)).toBe(true);

      const store = await openStore({ file, now });
      const count = await store.papers.count();
      expect(count % size).toBe(0);
      expect(count).toBeGreaterThanOrEqual((last + 1) * size);
      for await (const batch of store.papers.all()) {
        for (const paper of batch) expect(paper).toEqual(numberedPaper(Number(paper.id.replace('jsonl:n-', ''))));
      }
      await store.close();
      const raw = new SqliteDatabase(file);
      expect(raw.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(raw.pragma('foreign_key_check')).toEqual([]);
      raw.close();
      // The next one begins where nothing is stored yet, and puts some of the last batch again.
      first = Math.max(0, count / size - 1);
    }
  });
});
