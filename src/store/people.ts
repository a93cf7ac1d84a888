import type { PaperId } from '../paper/paper.ts';
import { placeKey } from '../chat/place.ts';
import { personKey } from '../chat/request.ts';
import { formerIds, snapshot, storedIds } from './read-papers.ts';
import type { Db, Queryable } from './schema.ts';
import { storableText } from './storable.ts';
import type { PeopleStore } from './store.ts';
import { createVotes } from './votes.ts';

export function createPeople(db: Db): PeopleStore {
  return {
    ...createVotes(db),

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

    async remember(person, place, list) {
      const row = {
        person: personKey(person),
        place: placeKey(place),
        ids: JSON.stringify(list.ids.map((id) => storableText(id))),
        more: list.more === null ? null : storableText(list.more),
      };
      await db
        .insertInto('seen_list')
        .values(row)
        .onConflict((conflict) => conflict.columns(['person', 'place']).doUpdateSet({ ids: row.ids, more: row.more }))
        .execute();
    },

    async recall(person, place) {
      return snapshot(db, async (read) => {
        const row = await read
          .selectFrom('seen_list')
          .select(['ids', 'more'])
          .where('person', '=', personKey(person))
          .where('place', '=', placeKey(place))
          .executeTakeFirst();
        if (row === undefined) return null;
        const ids = idsFrom(row.ids);
        // The list is older than the paper's last id, perhaps.
        const former = await formerIds(read, ids);
        return { ids: ids.map((id) => former.get(id) ?? id), more: row.more };
      });
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

function idsFrom(json: string): readonly PaperId[] {
  const ids: unknown = JSON.parse(json);
  if (Array.isArray(ids) && ids.every((id) => typeof id === 'string')) return ids;
  throw new Error(`Expected a list of ids, got ${json.slice(0, 80)}`);
}
