import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { chunks, MOST_PARAMETERS } from './chunks.ts';
import type { Db } from './schema.ts';
import type { SentenceStore } from './store.ts';

export type Sentences = SentenceStore & {
  /** Resolves when nothing waits to be written. Never rejects: whoever keeps a sentence hears of its failure. */
  flush(): Promise<void>;
};

/** Of SHA-256 in base64url: 144 bits, so that nobody can make a second sentence with a given key. */
const keyLength = 24;
/**
 * A list has a long sentence in each of its buttons, and nothing else is done here while a write waits for the disk. So
 * those that are kept within so many milliseconds are written together. Our own choice: nobody feels it.
 */
const gatherMs = 20;
const columns = 2;

/** Texts by their keys, and when they outlive a loss of power. */
type Batch = { readonly texts: Map<string, string>; readonly written: Promise<void> };

export function createSentences(db: Db): Sentences {
  let gathering: Batch | null = null;
  let writing: Promise<unknown> = Promise.resolve();

  const begin = (): Batch => {
    const texts = new Map<string, string>();
    const written = sleep(gatherMs).then(() => {
      gathering = null;
      return writeMissing(db, texts);
    });
    writing = Promise.allSettled([writing, written]);
    return { texts, written };
  };

  return {
    async flush() {
      await writing;
    },

    async find(key) {
      const row = await db.selectFrom('sentence').select('text').where('key', '=', key).executeTakeFirst();
      return row?.text ?? null;
    },

    async keep(sentence) {
      const text = sentence.toWellFormed();
      const key = createHash('sha256').update(text).digest('base64url').slice(0, keyLength);
      gathering ??= begin();
      gathering.texts.set(key, text);
      await gathering.written;
      return key;
    },
  };
}

/** Most are kept already, and to read is to wait for nothing. */
async function writeMissing(db: Db, texts: ReadonlyMap<string, string>): Promise<void> {
  for (const some of chunks([...texts], MOST_PARAMETERS / columns)) {
    const keys = some.map(([key]) => key);
    const rows = await db.selectFrom('sentence').select('key').where('key', 'in', keys).execute();
    const known = new Set(rows.map(({ key }) => key));
    const missing = some.filter(([key]) => !known.has(key)).map(([key, text]) => ({ key, text }));
    if (missing.length === 0) continue;
    await db
      .insertInto('sentence')
      .values(missing)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}
