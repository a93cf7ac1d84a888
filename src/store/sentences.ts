import { createHash } from 'node:crypto';
import type { Db } from './schema.ts';
import type { SentenceStore } from './store.ts';

/** Of SHA-256 in base64url: 144 bits, so that nobody can make a second sentence with a given key. */
const keyLength = 24;

export function createSentences(db: Db): SentenceStore {
  const find = async (key: string): Promise<string | null> => {
    const row = await db.selectFrom('sentence').select('text').where('key', '=', key).executeTakeFirst();
    return row?.text ?? null;
  };

  return {
    find,
    async keep(sentence) {
      const text = sentence.toWellFormed();
      const key = createHash('sha256').update(text).digest('base64url').slice(0, keyLength);
      // Most are kept already, and a write has to wait for the disk.
      if ((await find(key)) === null) {
        await db
          .insertInto('sentence')
          .values({ key, text })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
      return key;
    },
  };
}
