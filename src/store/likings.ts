import { placeKey } from '../chat/place.ts';
import { personKey } from '../chat/request.ts';
import { snapshot, storedIds } from './read-papers.ts';
import type { Db } from './schema.ts';
import type { PeopleStore } from './store.ts';

/** The taste of places: what their people vote, save and open there. */
export function createLikings(db: Db): Pick<PeopleStore, 'notice' | 'likings' | 'forgetTaste'> {
  return {
    async notice(person, place, id, interest) {
      await db.transaction().execute(async (transaction) => {
        for (const paper_id of await storedIds(transaction, [id])) {
          await transaction
            .insertInto('interest')
            .values({ place: placeKey(place), paper_id, person: personKey(person), kind: interest })
            .onConflict((conflict) => conflict.columns(['place', 'paper_id', 'person', 'kind']).doNothing())
            .execute();
        }
      });
    },

    async likings(place) {
      return snapshot(db, async (read) => {
        const votes = await read
          .selectFrom('vote')
          .select(({ fn }) => ['paper_id', 'value', fn.countAll().as('people')])
          .where('place', '=', placeKey(place))
          .groupBy(['paper_id', 'value'])
          .execute();
        const interests = await read
          .selectFrom('interest')
          .select(({ fn }) => ['paper_id', 'kind', fn.countAll().as('people')])
          .where('place', '=', placeKey(place))
          .groupBy(['paper_id', 'kind'])
          .execute();
        const signs = [
          ...votes.map(({ paper_id, value, people }) => ({ paper_id, sign: value > 0 ? 'likes' : 'dislikes', people })),
          ...interests.map(({ paper_id, kind, people }) => ({ paper_id, sign: `${kind}s`, people })),
        ];
        return [...Map.groupBy(signs, ({ paper_id }) => paper_id)]
          .map(([id, ofPaper]) => {
            const count = (sign: string): number => Number(ofPaper.find((one) => one.sign === sign)?.people ?? 0);
            return {
              id,
              likes: count('likes'),
              dislikes: count('dislikes'),
              saves: count('saves'),
              opens: count('opens'),
            };
          })
          .toSorted((a, b) => (a.id < b.id ? -1 : 1));
      });
    },

    async forgetTaste(place) {
      await db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('vote').where('place', '=', placeKey(place)).execute();
        await transaction.deleteFrom('interest').where('place', '=', placeKey(place)).execute();
      });
    },
  };
}
