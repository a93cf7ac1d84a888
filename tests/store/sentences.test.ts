import { join } from 'node:path';
import type { KyselyPlugin } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createSentences } from '../../src/store/sentences.ts';
import { temporaryFolder } from './temporary-folder.ts';

const now = () => new Date('2026-11-24T10:00:00.000Z');

/** A database that says how many statements wrote to it. */
async function watched() {
  const db = await openDatabase({ file: ':memory:', now });
  let writes = 0;
  const watch: KyselyPlugin = {
    transformQuery({ node }) {
      if (node.kind === 'InsertQueryNode') writes += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  return { db, sentences: createSentences(db.withPlugin(watch)), writes: () => writes };
}

describe('sentences that are kept at about the same time', () => {
  it('are written together', async () => {
    const { db, sentences, writes } = await watched();
    const texts = Array.from({ length: 300 }, (_, at) => `search ${at}`);
    const keys = await Promise.all([...texts, ...texts].map((text) => sentences.keep(text)));
    expect(writes()).toBe(1);
    expect(await Promise.all(keys.slice(0, 300).map((key) => sentences.find(key)))).toEqual(texts);
    await db.destroy();
  });

  it('are more than one statement takes', async () => {
    const { db, sentences } = await watched();
    const texts = Array.from({ length: 2_000 }, (_, at) => `search ${at}`);
    const keys = await Promise.all(texts.map((text) => sentences.keep(text)));
    for (const at of [0, 449, 450, 1_999]) expect(await sentences.find(keys[at] ?? '')).toBe(texts[at]);
    await db.destroy();
  });

  it('are not written where all of them are known', async () => {
    const { db, sentences, writes } = await watched();
    await Promise.all([sentences.keep('a'), sentences.keep('b')]);
    const before = writes();
    await Promise.all([sentences.keep('b'), sentences.keep('a')]);
    expect(writes()).toBe(before);
    await db.destroy();
  });

  it('are all refused where they cannot be written, and the next ones are kept', async () => {
    const { db, sentences } = await watched();
    await db.schema.alterTable('sentence').renameTo('elsewhere').execute();
    const refused = await Promise.allSettled([sentences.keep('a'), sentences.keep('b')]);
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await db.schema.alterTable('elsewhere').renameTo('sentence').execute();
    expect(await sentences.find(await sentences.keep('a'))).toBe('a');
    await db.destroy();
  });

  it('are kept when the store is closed at once', async () => {
    const file = join(temporaryFolder(), 'paperboy.db');
    const first = await openStore({ file, now });
    const kept = first.sentences.keep('search a long sentence');
    await first.close();
    const second = await openStore({ file, now });
    expect(await second.sentences.find(await kept)).toBe('search a long sentence');
    await second.close();
  });
});
