import type { Db } from './schema.ts';
import type { LeaseStore } from './store.ts';

export function createLeases(db: Db): LeaseStore {
  return {
    async take(name, holder, at, until) {
      const result = await db
        .insertInto('lease')
        .values({ name, holder, until })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet({ holder, until })
            .where((where) => where.or([where('lease.holder', '=', holder), where('lease.until', '<=', at)])),
        )
        .executeTakeFirst();
      return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
    },

    async held(at) {
      return db
        .selectFrom('lease')
        .select(['name', 'holder'])
        .where('until', '>', at)
        .where('holder', '!=', '')
        .orderBy('name')
        .execute();
    },

    async free(name, holder, from) {
      await db
        .updateTable('lease')
        .set({ holder: '', until: from })
        .where('name', '=', name)
        .where('holder', '=', holder)
        .execute();
    },
  };
}
