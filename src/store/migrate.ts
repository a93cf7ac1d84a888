import type { Migration } from './migrations/migration.ts';
import type { Db, Queryable } from './schema.ts';

/** What there is to do: nothing, or the database holds steps that this program does not know. */
export type Migrated = { readonly kind: 'ready' } | { readonly kind: 'newer'; readonly unknown: string };

/**
 * Brings the tables up to date, in one transaction: all missing steps, or none.
 *
 * Kysely's own migrator is not used because on SQLite it runs outside a transaction and takes no lock. Here the write
 * transaction keeps out every other process; where several connections are possible, the dialect's migration lock does.
 */
export async function migrate(db: Db, steps: readonly Migration[], now: () => Date): Promise<Migrated> {
  return db.connection().execute(async (connection) => {
    const { adapter } = connection.getExecutor();
    // The names are part of Kysely's signature; neither dialect reads them.
    const lock = { lockTable: 'migration', lockRowId: 'lock' };
    await adapter.acquireMigrationLock(connection, lock);
    try {
      return await connection.transaction().execute((transaction) => runMissing(transaction, steps, now));
    } finally {
      await adapter.releaseMigrationLock(connection, lock);
    }
  });
}

async function runMissing(db: Queryable, steps: readonly Migration[], now: () => Date): Promise<Migrated> {
  await db.schema
    .createTable('migration')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('applied_at', 'text', (column) => column.notNull())
    .execute();
  const rows = await db.selectFrom('migration').select('name').orderBy('name').execute();
  const applied = new Set(rows.map((row) => row.name));
  for (const { name } of steps) applied.delete(name);
  const [unknown] = applied;
  if (unknown !== undefined) return { kind: 'newer', unknown };

  const done = new Set(rows.map((row) => row.name));
  for (const step of steps) {
    if (done.has(step.name)) continue;
    await step.up(db);
    await db.insertInto('migration').values({ name: step.name, applied_at: now().toISOString() }).execute();
  }
  return { kind: 'ready' };
}
