import type { Db } from './schema.ts';
import { storableText } from './storable.ts';
import type { CursorStore } from './store.ts';

export function createCursors(db: Db): CursorStore {
  return {
    async get(source) {
      const row = await db.selectFrom('source_cursor').select('cursor').where('source', '=', source).executeTakeFirst();
      return row?.cursor ?? null;
    },

    async set(source, cursor, at) {
      const values = { cursor: storableText(cursor), at };
      await db
        .insertInto('source_cursor')
        .values({ source, ...values })
        .onConflict((conflict) => conflict.column('source').doUpdateSet(values))
        .execute();
    },
  };
}
