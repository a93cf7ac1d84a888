import type { Database, Statement } from 'better-sqlite3';
import type { Dialect, Driver, SqliteDatabase, SqliteStatement } from 'kysely';
import { CompiledQuery, SqliteAdapter, SqliteDriver, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';

/**
 * Kysely's SQLite dialect over one open connection, with three promises more:
 * - a transaction takes the write lock when it begins (unless it is read only), so no two writers ever work on the same
 *   old state, and none fails half-way because another one was faster;
 * - every failure goes through `translate`, and what that gives back is thrown;
 * - a failed transaction is never hidden by the failure of its rollback (SQLite rolls back by itself when it is full).
 *
 * Kysely gives the connection to one transaction at a time, so calls that run at once wait for each other.
 */
export function sqliteDialect(connection: Database, translate: (error: unknown) => unknown): Dialect {
  return {
    createDriver: () => driver(connection, translate),
    createAdapter: () => new SqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

function driver(database: Database, translate: (error: unknown) => unknown): Driver {
  const inner = new SqliteDriver({ database: guarded(database, translate) });
  return {
    init: (options) => inner.init(options),
    acquireConnection: () => inner.acquireConnection(),
    releaseConnection: () => inner.releaseConnection(),
    destroy: () => inner.destroy(),
    beginTransaction: async (connection, settings) => {
      const begin = settings.accessMode === 'read only' ? 'begin' : 'begin immediate';
      await connection.executeQuery(CompiledQuery.raw(begin));
    },
    commitTransaction: (connection) => inner.commitTransaction(connection),
    rollbackTransaction: async (connection) => {
      if (database.inTransaction) await inner.rollbackTransaction(connection);
    },
  };
}

/** How many prepared statements are kept. The store has some dozens; the rest is room for lists of different lengths. */
const KEPT_STATEMENTS = 200;

/** The connection as Kysely sees it: statements are prepared once, and failures are translated. */
function guarded(database: Database, translate: (error: unknown) => unknown): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  const attempt = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw translate(error);
    }
  };
  return {
    close: () => attempt(() => void database.close()),
    prepare(sql) {
      const known = kept.get(sql);
      // Taken out and put in again, so that the first key is always the one that was used longest ago.
      kept.delete(sql);
      const statement =
        known ??
        guardedStatement(
          attempt(() => database.prepare(sql)),
          attempt,
        );
      kept.set(sql, statement);
      const oldest = kept.keys().next();
      if (kept.size > KEPT_STATEMENTS && !oldest.done) kept.delete(oldest.value);
      return statement;
    },
  };
}

function guardedStatement(statement: Statement, attempt: <Result>(work: () => Result) => Result): SqliteStatement {
  return {
    reader: statement.reader,
    all: (parameters) => attempt(() => statement.all(...parameters)),
    run: (parameters) => attempt(() => statement.run(...parameters)),
    iterate: (parameters) => attempt(() => statement.iterate(...parameters)),
  };
}
