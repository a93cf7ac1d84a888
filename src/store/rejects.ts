import { createHash } from 'node:crypto';
import { chunks, MOST_PARAMETERS } from './chunks.ts';
import type { Db, RejectedRecordRow } from './schema.ts';
import { storableText } from './storable.ts';
import type { Reject, Rejected, RejectStore } from './store.ts';

const COLUMNS = 9;

export function createRejects(db: Db): RejectStore {
  return {
    async keep(records) {
      // One statement takes a row once: of a record that is there twice the last telling counts.
      const rows = [...new Map(records.map(rowOf).map((row) => [`${row.source} ${row.key}`, row])).values()];
      await db.transaction().execute(async (transaction) => {
        for (const some of chunks(rows, MOST_PARAMETERS / COLUMNS)) {
          await transaction
            .insertInto('rejected_record')
            .values(some)
            .onConflict((conflict) =>
              conflict.columns(['source', 'key']).doUpdateSet((expression) => ({
                place: expression.ref('excluded.place'),
                reason: expression.ref('excluded.reason'),
                parser: expression.ref('excluded.parser'),
                last_at: expression.ref('excluded.last_at'),
                times: expression('rejected_record.times', '+', 1),
              })),
            )
            .execute();
        }
      });
    },

    async list(limit) {
      const rows = await db
        .selectFrom('rejected_record')
        .selectAll()
        .orderBy('last_at', 'desc')
        .orderBy('source')
        .orderBy('key')
        .limit(limit)
        .execute();
      return rows.map(rejectedFrom);
    },

    async count() {
      const { count } = await db
        .selectFrom('rejected_record')
        .select(({ fn }) => fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async toRetry(source, parser, after, limit) {
      const rows = await db
        .selectFrom('rejected_record')
        .selectAll()
        .where('source', '=', storableText(source))
        .where('parser', '!=', storableText(parser))
        .where('key', '>', after)
        .orderBy('key')
        .limit(limit)
        .execute();
      return rows.map(rejectedFrom);
    },

    async forget(source, keys) {
      await db.transaction().execute(async (transaction) => {
        for (const some of chunks(keys, MOST_PARAMETERS - 1)) {
          await transaction
            .deleteFrom('rejected_record')
            .where('source', '=', storableText(source))
            .where('key', 'in', some)
            .execute();
        }
      });
    },
  };
}

function rowOf({ source, where, reason, parser, excerpt, at }: Reject): RejectedRecordRow {
  const named = excerpt ?? where;
  return {
    source: storableText(source),
    key: createHash('sha256').update(named.toWellFormed()).digest('base64url').slice(0, 22),
    place: storableText(where),
    reason: storableText(reason),
    parser: storableText(parser),
    excerpt: excerpt === null ? null : storableText(excerpt),
    first_at: storableText(at),
    last_at: storableText(at),
    times: 1,
  };
}

function rejectedFrom(row: RejectedRecordRow): Rejected {
  const { source, key, place, reason, parser, excerpt, first_at, last_at, times } = row;
  return { source, key, where: place, reason, parser, excerpt, firstAt: first_at, lastAt: last_at, times };
}
