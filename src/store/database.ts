import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { Kysely } from 'kysely';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Db, Schema } from './schema.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { isBusy, newerThanProgram, notPaperboys, storeFailure } from './store-failure.ts';
import { StoreError } from './store.ts';

export type DatabaseOptions = {
  /** The SQLite file, or `:memory:`. It is made, with its folder, when there is none; only its owner may read it. */
  readonly file: string;
  readonly now: () => Date;
  /** How long a statement waits for another process to let go of the file. */
  readonly busyTimeoutMs?: number;
};

/** Long enough for another process to write a batch; short enough for a person to wait. */
const BUSY_TIMEOUT_MS = 5_000;
/** Marks the file as Paperboy's: `Pbry` in ASCII. See https://www.sqlite.org/pragma.html#pragma_application_id. */
const APPLICATION_ID = 0x50_62_72_79;

/**
 * Opens the database with its tables up to date. Throws {@link StoreError} when the file cannot be used; so does every
 * later query.
 *
 * What SQLite needs to be told is here and in the dialect, and nowhere else. The rest of the room counts on this: write
 * transactions run one after the other, references are checked, and what was committed outlives a loss of power.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Db> {
  const { file, now, busyTimeoutMs = BUSY_TIMEOUT_MS } = options;
  const translate = (error: unknown): unknown => storeFailure(error, file);
  let connection: Database | null = null;
  try {
    makeFile(file);
    connection = new SqliteDatabase(file, { timeout: busyTimeoutMs });
    claimFile(connection, file);
    await useWriteAheadLog(connection, busyTimeoutMs);
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    const db: Db = new Kysely<Schema>({ dialect: sqliteDialect(connection, translate) });
    const migrated = await migrate(db, migrations, now);
    if (migrated.kind === 'newer') throw new StoreError(newerThanProgram(file, migrated.unknown));
    return db;
  } catch (error) {
    connection?.close();
    throw translate(error);
  }
}

/** SQLite's own files beside it get the permissions of this one. */
function makeFile(file: string): void {
  if (file === ':memory:') return;
  makeFolder(dirname(file));
  try {
    closeSync(openSync(file, 'ax', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/** Not by `recursive`, which never comes back for a folder that cannot be there (`/proc/x`; Node 24). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/**
 * A database of another program must not get our tables, so the file is marked before the first table is made. The mark
 * is written every time: it is the write that tells whether the file can be written at all.
 */
function claimFile(connection: Database, file: string): void {
  const { mark, tables } = connection
    .prepare<[], { mark: number; tables: number }>(
      `select (select application_id from pragma_application_id) as mark, (select count(*) from sqlite_schema) as tables`,
    )
    .get() ?? { mark: 0, tables: 0 };
  const isFree = mark === 0 && tables === 0;
  if (!isFree && mark !== APPLICATION_ID) throw new StoreError(notPaperboys(file));
  connection.pragma(`application_id = ${APPLICATION_ID}`);
}

/** SQLite does not wait by itself while two processes change a new file to the write-ahead log at the same time. */
async function useWriteAheadLog(connection: Database, busyTimeoutMs: number): Promise<void> {
  const deadline = performance.now() + busyTimeoutMs;
  for (;;) {
    try {
      connection.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      await wait(10);
    }
  }
}
