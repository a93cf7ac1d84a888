import { placeKey } from '../chat/place.ts';
import { personKey } from '../chat/request.ts';
import { formerIds, snapshot, storedIds } from './read-papers.ts';
import type { Db } from './schema.ts';
import type { PeopleStore } from './store.ts';

export function createVotes(db: Db): Pick<PeopleStore, 'vote' | 'votes'> {
  return {
    async vote(person, place, id, value, at) {
      await db.transaction().execute(async (transaction) => {
        const keys = { person: personKey(person), place: placeKey(place) };
        for (const paper_id of await storedIds(transaction, [id])) {
          if (value === 0) {
            await transaction
              .deleteFrom('vote')
              .where('place', '=', keys.place)
              .where('paper_id', '=', paper_id)
              .where('person', '=', keys.person)
              .execute();
            continue;
          }
          await transaction
            .insertInto('vote')
            .values({ ...keys, paper_id, value, at })
            .onConflict((conflict) => conflict.columns(['place', 'paper_id', 'person']).doUpdateSet({ value, at }))
            .execute();
        }
      });
    },

    async votes(place, id) {
      return snapshot(db, async (read) => {
        const former = await formerIds(read, [id]);
        const rows = await read
          .selectFrom('vote')
          .select(({ fn }) => ['value', fn.countAll().as('people')])
          .where('place', '=', placeKey(place))
          .where('paper_id', '=', former.get(id) ?? id)
          .groupBy('value')
          .execute();
        const of = (value: number): number => Number(rows.find((row) => row.value === value)?.people ?? 0);
        return { likes: of(1), dislikes: of(-1) };
      });
    },
  };
}
