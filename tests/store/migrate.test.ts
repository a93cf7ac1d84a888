import { createHash } from 'node:crypto';
import SqliteDatabase from 'better-sqlite3';
import { Kysely } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { placeKey } from '../../src/chat/place.ts';
import type { Place } from '../../src/chat/place.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import type { Migration } from '../../src/store/migrations/migration.ts';
import { createPapers } from '../../src/store/papers.ts';
import type { Db, Schema } from '../../src/store/schema.ts';
import { sqliteDialect } from '../../src/store/sqlite-dialect.ts';
import { createSubscriptions } from '../../src/store/subscriptions.ts';
import type { Wish } from '../../src/subscription/subscription.ts';
import { seenPaper } from './numbered-paper.ts';

const now = (): Date => new Date('2026-11-24T09:00:00Z');

function emptyDatabase(): { db: Db; raw: SqliteDatabase.Database; tables: () => readonly unknown[] } {
  const raw = new SqliteDatabase(':memory:');
  const db: Db = new Kysely<Schema>({ dialect: sqliteDialect(raw, (error) => error) });
  onTestFinished(() => db.destroy());
  return {
    db,
    raw,
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

  it('makes texts of before readable, keeps what came in, and tells whoever has an index', async () => {
    const { db } = emptyDatabase();
    const before = migrations.filter(({ name }) => name < '0017');
    await migrate(db, before, now);
    const papers = createPapers(db);
    const clean = seenPaper({ id: 'clean', title: 'A $\\gamma$ ray', abstract: 'As it is.' });
    const old = seenPaper({ id: 'old', title: 'old', abstract: 'Words.' });
    await papers.put([clean, old]);
    const raw = { title: 'On $\\alpha$-rays &amp; more', abstract: 'An \\emph{odd}\nline.' };
    await db.updateTable('paper').set(raw).where('id', '=', old.id).execute();
    const seq = await papers.seq();
    await migrate(db, migrations, now);
    const { formerIds, papers: changed } = await papers.changes(seq);
    expect(formerIds).toEqual([]);
    expect(changed).toEqual([
      {
        ...old,
        title: 'On α-rays & more',
        abstract: 'An odd line.',
        rawTitle: raw.title,
        rawAbstract: raw.abstract,
      },
    ]);
    expect(await papers.get(clean.id)).toEqual(clean);
    const again = seenPaper({ source: 'other', title: raw.title, abstract: raw.abstract });
    expect(await papers.put([again])).toMatchObject([{ paper: { id: old.id } }]);
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

describe('a database of the first release', () => {
  it('keeps its subscriptions, which have no thread, and knows them again', async () => {
    const { db, raw } = emptyDatabase();
    await migrate(db, migrations.slice(0, 1), now);
    const place: Place = { platform: 'terminal', workspace: null, channel: 'here', thread: null };
    const ada = { platform: 'terminal', workspace: null, id: 'ada' };
    // How the first release named a wish.
    const key = createHash('sha256').update('["llm","09:00","UTC",[1,3],2]').digest('hex');
    raw
      .prepare(
        `insert into subscription (id, place, number, wish_key, query, at_time, zone, days, top,
           by_platform, by_workspace, by_id, created_at)
         values ('one', ?, 1, ?, 'llm', '09:00', 'UTC', '[1,3]', 2, 'terminal', null, 'ada', '2026-11-20T00:00:00.000Z')`,
      )
      .run(placeKey(place), key);
    expect(await migrate(db, migrations, now)).toEqual({ kind: 'ready' });
    const subscriptions = createSubscriptions(db);
    const [kept] = await subscriptions.list(place);
    expect(kept).toMatchObject({ id: 'one', query: 'llm', top: 2, thread: false, createdBy: ada });
    const wish: Wish = {
      query: 'llm',
      timetable: { at: '09:00', zone: 'UTC', days: [1, 3] },
      top: 2,
      thread: false,
      empty: 'best-unseen',
      from: null,
    };
    const added = await subscriptions.add(wish, place, ada, '2026-11-24T00:00:00.000Z');
    expect(added).toEqual({ subscription: kept, existing: true });
  });
});

describe('a database without an order of writing', () => {
  it('numbers the papers that it has, and those that come after them', async () => {
    const { db, raw } = emptyDatabase();
    await migrate(db, migrations.slice(0, 2), now);
    const insert = raw.prepare(
      `insert into paper (id, title_key, title, abstract, authors, categories, keywords, url)
       values (?, '', 'T', 'A', '[]', '[]', '[]', ?)`,
    );
    const sighting = raw.prepare(
      `insert into sighting (paper_id, position, source, source_id, at) values (?, 0, 's', ?, '')`,
    );
    for (const name of ['c', 'a', 'b']) {
      insert.run(`s:${name}`, `https://example.org/${name}`);
      sighting.run(`s:${name}`, name);
    }
    expect(await migrate(db, migrations, now)).toEqual({ kind: 'ready' });
    const papers = createPapers(db);
    const { seq, papers: before } = await papers.changes(0);
    expect([seq, before.map(({ id }) => id)]).toEqual([3, ['s:a', 's:b', 's:c']]);
    expect(await papers.seq()).toBe(3);
    expect((await papers.lookup('b'))?.id).toBe('s:b');
    expect((await papers.lookup('http://example.org/c/'))?.id).toBe('s:c');
    const [first] = before;
    await papers.put(first === undefined ? [] : [{ ...first, upvotes: 1 }]);
    expect((await papers.changes(seq)).papers.map(({ id, upvotes }) => [id, upvotes])).toEqual([['s:a', 1]]);
  });

  it('may have no paper at all', async () => {
    const { db } = emptyDatabase();
    await migrate(db, migrations.slice(0, 2), now);
    await migrate(db, migrations, now);
    expect(await createPapers(db).seq()).toBe(0);
  });

  it('still knows what was told before papers had a comment, a day on the list and their raw texts', async () => {
    const { db, raw } = emptyDatabase();
    await migrate(db, migrations.slice(0, 6), now);
    // As the release before wrote it for this very paper.
    const told = seenPaper({ id: '1', title: 'T', abstract: 'A', upvotes: 3 });
    const { upvotesAt, listedOn, comment, rawTitle, rawAbstract, ...before } = told;
    expect([upvotesAt, listedOn, comment, rawTitle, rawAbstract]).toEqual([null, null, null, null, null]);
    const words = { ...before, sightings: told.sightings.map(({ source, sourceId }) => [source, sourceId]) };
    const digest = createHash('sha256').update(JSON.stringify(words)).digest('base64url').slice(0, 22);
    raw.prepare('insert into telling (digest, paper_id) values (?, ?)').run(digest, told.id);
    raw
      .prepare(
        `insert into paper (id, title_key, title, abstract, authors, categories, keywords, seq)
         values (?, '', 'T, corrected', 'A', '[]', '[]', '[]', 1)`,
      )
      .run(told.id);
    expect(await migrate(db, migrations, now)).toEqual({ kind: 'ready' });
    const [outcome] = await createPapers(db).put([told]);
    expect([outcome?.change, outcome?.paper.title]).toEqual(['unchanged', 'T, corrected']);
  });

  it('looks every name up in an index', async () => {
    const { db, raw } = emptyDatabase();
    await migrate(db, migrations, now);
    const plan = (sql: string): string => JSON.stringify(raw.prepare(`explain query plan ${sql}`).all());
    expect(plan(`select paper_id from sighting where source_id = 'x'`)).toContain('sighting_source_id');
    expect(plan(`select id from paper where url in ('x', 'y')`)).toContain('paper_url');
    expect(plan(`select id from paper where seq > 7 order by seq limit 500`)).toContain('paper_seq');
  });
});

describe('a database that does not know what was told', () => {
  it('takes it for news once more, and then knows it', async () => {
    const { db, raw } = emptyDatabase();
    await migrate(db, migrations.slice(0, 3), now);
    const [alpha, beta] = ['Alpha.', 'Beta, or so.'].map((abstract) => seenPaper({ id: '1', title: 'T', abstract }));
    raw
      .prepare(
        `insert into paper (id, title_key, title, abstract, authors, categories, keywords, seq)
         values (?, '', 'T', ?, '[]', '[]', '[]', 1)`,
      )
      .run(beta?.id, beta?.abstract);
    raw
      .prepare(`insert into sighting (paper_id, position, source, source_id, at) values (?, 0, 'jsonl', '1', '')`)
      .run(beta?.id);
    raw.prepare('update paper_counter set last_seq = 1').run();
    await migrate(db, migrations, now);
    const papers = createPapers(db);
    const put = async () => (await papers.put([alpha!, beta!])).map(({ change }) => change);
    expect([await put(), await put()]).toEqual([
      ['updated', 'updated'],
      ['unchanged', 'unchanged'],
    ]);
    expect(await papers.seq()).toBe(2);
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
        withdrawn: 0,
        seq: 1,
      })
      .execute();
    const showing = async (date: string, round: number | null): Promise<void> => {
      const slot = { subscription_id: 'one', date, place: 'here' };
      const unsaid = { held_at: null, note: null, reasoning: null, tell_at: null };
      await db
        .insertInto('slot')
        .values({ ...slot, claimed_at: '', state: null, reason: null, ended_at: null, message: null, ...unsaid })
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
