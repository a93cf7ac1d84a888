import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createPapers } from '../../src/store/papers.ts';
import type { Db } from '../../src/store/schema.ts';
import { StoreError } from '../../src/store/store.ts';
import { numberedPaper } from './numbered-paper.ts';
import { temporaryFolder } from './temporary-folder.ts';

const now = (): Date => new Date('2026-11-24T09:00:00Z');
const isRoot = process.getuid?.() === 0;

function open(file: string): Promise<Db> {
  return openDatabase({ file, now, busyTimeoutMs: 50 });
}

/** The line that a person reads. Fails when the work succeeds, or fails in another way. */
async function lineOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StoreError)) throw new Error('Expected a StoreError', { cause: error });
  expect(error.message).not.toContain('\n');
  return error.message;
}

async function storedFile(papers = 0): Promise<string> {
  const file = join(temporaryFolder(), 'paperboy.db');
  const store = await openStore({ file, now });
  await store.papers.put(Array.from({ length: papers }, (_, index) => numberedPaper(index)));
  await store.close();
  return file;
}

async function pragma(db: Db, name: string): Promise<unknown> {
  const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db);
  return Object.values(rows[0] ?? {})[0];
}

describe('a new database', () => {
  it('is its owner’s alone, with everything beside it', async () => {
    const folder = join(temporaryFolder(), 'deep', 'er');
    const file = join(folder, 'paperboy.db');
    const db = await open(file);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of [file, `${file}-wal`, `${file}-shm`]) expect(statSync(name).mode & 0o777).toBe(0o600);
    await db.destroy();
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  it('is set up to lose nothing', async () => {
    const db = await open(join(temporaryFolder(), 'paperboy.db'));
    expect(await pragma(db, 'journal_mode')).toBe('wal');
    expect(await pragma(db, 'synchronous')).toBe(2);
    expect(await pragma(db, 'foreign_keys')).toBe(1);
    await db.destroy();
  });

  it('waits five seconds for a lock unless it is told otherwise', async () => {
    const db = await openDatabase({ file: ':memory:', now });
    expect(await pragma(db, 'busy_timeout')).toBe(5000);
    await db.destroy();
  });

  it('records its steps with the time that it was given, once', async () => {
    const file = await storedFile();
    const db = await openDatabase({ file, now: () => new Date(0) });
    expect(await db.selectFrom('migration').selectAll().execute()).toEqual([
      { name: '0001-start', applied_at: '2026-11-24T09:00:00.000Z' },
      { name: '0002-votes-and-threads', applied_at: '2026-11-24T09:00:00.000Z' },
      { name: '0003-changes-and-names', applied_at: '2026-11-24T09:00:00.000Z' },
      { name: '0004-tellings', applied_at: '2026-11-24T09:00:00.000Z' },
      { name: '0005-sentences', applied_at: '2026-11-24T09:00:00.000Z' },
      { name: '0006-extras', applied_at: '2026-11-24T09:00:00.000Z' },
      { name: '0007-daily', applied_at: '2026-11-24T09:00:00.000Z' },
      { name: '0008-seen-at', applied_at: '2026-11-24T09:00:00.000Z' },
      { name: '0010-sources-on-the-web', applied_at: '2026-11-24T09:00:00.000Z' },
      { name: '0011-listed-on', applied_at: '2026-11-24T09:00:00.000Z' },
      { name: '0012-readable-and-kept', applied_at: '2026-11-24T09:00:00.000Z' },
      { name: '0014-claimed-wish', applied_at: '2026-11-24T09:00:00.000Z' },
      { name: '0015-running-sources', applied_at: '2026-11-24T09:00:00.000Z' },
      { name: '0016-awaited-papers', applied_at: '2026-11-24T09:00:00.000Z' },
      { name: '0017-readable-texts', applied_at: '2026-11-24T09:00:00.000Z' },
    ]);
    await db.destroy();
  });
});

describe('a database that cannot be used', () => {
  it('says that it is newer than the program', async () => {
    const file = await storedFile();
    const raw = new SqliteDatabase(file);
    raw.prepare('insert into migration values (?, ?)').run('0999-later', '2027-01-01T00:00:00.000Z');
    raw.close();
    expect(await lineOf(open(file))).toBe(
      `${file} was written by a newer Paperboy (step 0999-later). Update Paperboy, or point PAPERBOY_HOME at another folder.`,
    );
  });

  it.each(['begin immediate', 'begin exclusive'])('says that another program is using it (%s)', async (begin) => {
    const file = await storedFile();
    const raw = new SqliteDatabase(file);
    raw.exec(begin);
    expect(await lineOf(open(file))).toBe(
      `${file} is in use by another program. Close that program, or wait a moment, and try again.`,
    );
    raw.exec('rollback');
    raw.close();
    await (await open(file)).destroy();
  });

  it('says so when it is locked later, and goes on afterwards', async () => {
    const file = await storedFile(1);
    const db = await open(file);
    const papers = createPapers(db);
    const raw = new SqliteDatabase(file);
    raw.exec('begin immediate');
    expect(await lineOf(papers.put([numberedPaper(7)]))).toContain('is in use by another program');
    expect(await papers.count()).toBe(1);
    raw.exec('rollback');
    raw.close();
    expect((await papers.put([numberedPaper(7)]))[0]?.change).toBe('imported');
    await db.destroy();
  });

  it('says that it cannot be written', async () => {
    const file = await storedFile(1);
    // SQLite itself takes a file with a newer write version (byte 18) as read-only, whoever opens it:
    // https://www.sqlite.org/fileformat2.html#file_format_version_numbers
    const bytes = readFileSync(file);
    bytes[18] = 3;
    writeFileSync(file, bytes);
    expect(await lineOf(open(file))).toBe(
      `${file} cannot be written. Allow your user to write the file and its folder, or point PAPERBOY_HOME at another folder.`,
    );
  });

  it.skipIf(isRoot)('says that it may not write the file or the folder', async () => {
    const file = await storedFile(1);
    chmodSync(file, 0o400);
    expect(await lineOf(open(file))).toContain('cannot be written');
    const folder = join(temporaryFolder(), 'closed');
    mkdirSync(folder, { mode: 0o500 });
    expect(await lineOf(open(join(folder, 'paperboy.db')))).toContain('cannot be written');
  });

  it('says that the disk is full, keeps what was there, and goes on when there is room', async () => {
    const file = await storedFile(10);
    const db = await open(file);
    const papers = createPapers(db);
    const pages = Number(await pragma(db, 'page_count'));
    await pragma(db, `max_page_count = ${pages + 2}`);
    const many = Array.from({ length: 500 }, (_, index) => numberedPaper(100 + index));
    expect(await lineOf(papers.put(many))).toBe(
      `There is no room left for ${file}. Free some space on its disk and try again; what was stored before is safe.`,
    );
    expect(await papers.count()).toBe(10);
    expect(await papers.get(numberedPaper(3).id)).toEqual(numberedPaper(3));
    await pragma(db, 'max_page_count = 100000');
    await papers.put(many);
    expect(await papers.count()).toBe(510);
    await db.destroy();
  });

  it('says that it is damaged', async () => {
    const file = await storedFile(300);
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4096 * 3);
    writeFileSync(file, bytes);
    const line = await lineOf(
      (async () => {
        const store = await openStore({ file, now });
        try {
          for await (const batch of store.papers.all()) expect(batch).toBeDefined();
        } finally {
          await store.close();
        }
      })(),
    );
    expect(line).toBe(
      `${file} is damaged. Put a copy of it from a backup in its place, or move it away to start with an empty one.`,
    );
  });

  it('says that a file is no database, and leaves it as it was', async () => {
    const file = join(temporaryFolder(), 'notes.txt');
    writeFileSync(file, 'These are only some notes. '.repeat(200));
    expect(await lineOf(open(file))).toBe(
      `${file} is not a database of Paperboy. Move that file away, or point PAPERBOY_HOME at another folder.`,
    );
    expect(readFileSync(file, 'utf8')).toBe('These are only some notes. '.repeat(200));
  });

  it('leaves the database of another program alone', async () => {
    const file = join(temporaryFolder(), 'theirs.db');
    const raw = new SqliteDatabase(file);
    raw.exec('create table paper (mine text)');
    raw.close();
    const before = readFileSync(file);
    expect(await lineOf(open(file))).toContain('is not a database of Paperboy');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('says that there can be no file', async () => {
    const folder = temporaryFolder();
    expect(await lineOf(open(folder))).toContain(`${folder} cannot be opened`);
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(await lineOf(open(join(file, 'paperboy.db')))).toContain('cannot be opened (ENOTDIR)');
  });

  it.skipIf(!existsSync('/proc/self'))(
    'ends where a folder can never be made (skipped where there is no /proc)',
    async () => {
      expect(await lineOf(open('/proc/self/nothing/paperboy.db'))).toContain('cannot be opened (ENOENT)');
    },
  );

  it('tells the first failure when there is nothing left to roll back', async () => {
    const db = await open(join(temporaryFolder(), 'paperboy.db'));
    // As SQLite does by itself after some failures (a full disk, no memory): https://www.sqlite.org/lang_transaction.html
    const work = db.transaction().execute(async (transaction) => {
      await sql`rollback`.execute(transaction);
      throw new Error('the first failure');
    });
    await expect(work).rejects.toThrow('the first failure');
    await db.destroy();
  });

  it('does not hide a mistake of the program behind words for a person', async () => {
    const db = await open(join(temporaryFolder(), 'paperboy.db'));
    const mistake = sql`select 1 from nowhere`.execute(db);
    await expect(mistake).rejects.toThrow('no such table: nowhere');
    await expect(mistake).rejects.not.toBeInstanceOf(StoreError);
    await db.destroy();
  });
});
