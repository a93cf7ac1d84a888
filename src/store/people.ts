import { personKey } from '../chat/request.ts';
import { createLikings } from './likings.ts';
import { formerIds, storedIds } from './read-papers.ts';
import type { Db, Queryable } from './schema.ts';
import type { PeopleStore } from './store.ts';
import { createVotes } from './votes.ts';

/** Everything of people but the lists that they saw; see seen-lists.ts. */
export function createPeople(db: Db): Omit<PeopleStore, 'remember' | 'recall'> {
  return {
    ...createVotes(db),
    ...createLikings(db),

    async save(person, id, at) {
      return db.transaction().execute(async (transaction) => {
        const key = personKey(person);
        const ids = await storedIds(transaction, [id]);
        const number = await nextNumber(transaction, key);
        const result = await transaction
          .insertInto('saved_paper')
          .values(ids.map((paper_id) => ({ person: key, paper_id, number, at })))
          .onConflict((conflict) => conflict.columns(['person', 'paper_id']).doNothing())
          .executeTakeFirst();
        return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
      });
    },

    async unsave(person, id) {
      return db.transaction().execute(async (transaction) => {
        const former = await formerIds(transaction, [id]);
        const result = await transaction
          .deleteFrom('saved_paper')
          .where('person', '=', personKey(person))
          .where('paper_id', '=', former.get(id) ?? id)
          .executeTakeFirst();
        return Number(result.numDeletedRows) > 0;
      });
    },

    async saved(person) {
      const rows = await db
        .selectFrom('saved_paper')
        .select('paper_id')
        .where('person', '=', personKey(person))
        .orderBy('number', 'desc')
        .orderBy('paper_id')
        .execute();
      return rows.map((row) => row.paper_id);
    },
  };
}

/** The order of saving, because two instants may be equal. */
async function nextNumber(db: Queryable, person: string): Promise<number> {
  const { last } = await db
    .selectFrom('saved_paper')
    .select((expression) => expression.fn.max('number').as('last'))
    .where('person', '=', person)
    .$castTo<{ last: number | null }>()
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}
