import type { Db } from './schema.ts';
import { storableText } from './storable.ts';
import type { SourceRunStore } from './store.ts';

export function createSourceRuns(db: Db): SourceRunStore {
  return {
    async get(source) {
      const row = await db.selectFrom('source_run').selectAll().where('source', '=', source).executeTakeFirst();
      if (row === undefined) return null;
      const { succeeded_at: succeededAt, failed_at: failedAt, failures, error, next_at: nextAt } = row;
      return { succeededAt, failures, nextAt, failure: failedAt === null ? null : { at: failedAt, why: error ?? '' } };
    },

    async succeeded(source, at, nextAt) {
      const values = { succeeded_at: at, failed_at: null, failures: 0, error: null, next_at: nextAt };
      await db
        .insertInto('source_run')
        .values({ source, ...values })
        .onConflict((conflict) => conflict.column('source').doUpdateSet(values))
        .execute();
    },

    async failed(source, at, why, nextAt) {
      const values = { failed_at: at, error: storableText(why), next_at: nextAt };
      await db
        .insertInto('source_run')
        .values({ source, succeeded_at: null, failures: 1, ...values })
        .onConflict((conflict) =>
          conflict
            .column('source')
            .doUpdateSet((update) => ({ ...values, failures: update('source_run.failures', '+', 1) })),
        )
        .execute();
    },

    async papersByDay(source, by, from) {
      const rows = await db
        .selectFrom('sighting')
        .innerJoin('paper', 'paper.id', 'sighting.paper_id')
        .select((read) => {
          const told = read.fn<string>('substr', ['sighting.at', read.lit(1), read.lit(10)]);
          const day = by === 'list' ? read.fn.coalesce('paper.listed_on', told) : told;
          return [day.as('day'), read.fn.count('sighting.paper_id').distinct().as('papers')];
        })
        .where('sighting.source', '=', source)
        .where('sighting.at', '>=', from)
        .groupBy('day')
        .execute();
      return new Map(rows.map(({ day, papers }) => [day, Number(papers)]));
    },
  };
}
