import SqliteDatabase from 'better-sqlite3';
import { Kysely } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import type { Migration } from '../../src/store/migrations/migration.ts';
import type { Db, Schema } from '../../src/store/schema.ts';
import { sqliteDialect } from '../../src/store/sqlite-dialect.ts';

const now = (): Date => new Date('2026-11-24T09:00:00Z');

function emptyDatabase(): { db: Db; tables: () => readonly unknown[] } {
  const raw = new SqliteDatabase(':memory:');
  const db: Db = new Kysely<Schema>({ dialect: sqliteDialect(raw, (error) => error) });
  onTestFinished(() => db.destroy());
  return {
    db,
    tables: () => raw.prepare(`select name from sqlite_schema where type = 'table' order by name`).pluck().all(),
  };
}

const next: Migration = {
  name: '0998-next',
  async up(db) {
    await db.schema.createTable('next').addColumn('id', 'text').execute();
  },
};

const broken: Migration = {
  name: '0999-broken',
  async up(db) {
    await db.schema.createTable('half').addColumn('id', 'text').execute();
    throw new Error('this step is broken');
  },
};

describe('bringing the tables up to date', () => {
  it('runs the missing steps in order, and each once', async () => {
    const { db, tables } = emptyDatabase();
    expect(await migrate(db, migrations, now)).toEqual({ kind: 'ready' });
    expect(tables()).not.toContain('next');
    expect(await migrate(db, [...migrations, next], now)).toEqual({ kind: 'ready' });
    expect(await migrate(db, [...migrations, next], now)).toEqual({ kind: 'ready' });
    expect(tables()).toContain('next');
    const names = await db.selectFrom('migration').select('name').orderBy('name').execute();
    expect(names.map((row) => row.name)).toEqual([...migrations, next].map((step) => step.name));
  });

  it('leaves everything as it was when a step fails', async () => {
    const { db, tables } = emptyDatabase();
    await expect(migrate(db, [...migrations, broken], now)).rejects.toThrow('this step is broken');
    expect(tables()).toEqual([]);
    await migrate(db, migrations, now);
    const before = tables();
    await expect(migrate(db, [...migrations, next, broken], now)).rejects.toThrow('this step is broken');
    expect(tables()).toEqual(before);
  });

  it('does nothing to a database that knows more than the program', async () => {
    const { db, tables } = emptyDatabase();
    await migrate(db, [next], now);
    const before = tables();
    expect(await migrate(db, migrations, now)).toEqual({ kind: 'newer', unknown: '0998-next' });
    expect(tables()).toEqual(before);
  });
});

describe('the tables', () => {
  it('refuse by themselves to show a paper twice in one round', async () => {
    const { db } = emptyDatabase();
    await migrate(db, migrations, now);
    const paper = {
      id: 'jsonl:1',
      title_key: '',
      title: '',
      abstract: '',
      authors: '[]',
      categories: '[]',
      keywords: '[]',
    };
    await db
      .insertInto('paper')
      .values({
        ...paper,
        version: null,
        published: null,
        url: null,
        pdf_url: null,
        code_url: null,
        upvotes: null,
        summary: null,
      })
      .execute();
    const showing = async (date: string, round: number | null): Promise<void> => {
      const slot = { subscription_id: 'one', date, place: 'here' };
      await db
        .insertInto('slot')
        .values({ ...slot, claimed_at: '', state: null, reason: null, ended_at: null, message: null })
        .execute();
      await db
        .insertInto('slot_paper')
        .values({ ...slot, position: 0, paper_id: 'jsonl:1', reason: '', shown_before: 0, round })
        .execute();
    };
    await showing('1', 1);
    await showing('2', 2);
    await showing('3', null);
    await showing('4', null);
    await expect(showing('5', 1)).rejects.toThrow('UNIQUE constraint failed');
  });
});
