import { createHash, randomUUID } from 'node:crypto';
import type { Person } from '../chat/request.ts';
import type { Place } from '../chat/place.ts';
import { placeFromKey, placeKey } from '../chat/place.ts';
import type { Pause, Subscription, Wish } from '../subscription/subscription.ts';
import type { Db, Queryable, SubscriptionRow } from './schema.ts';
import { closeServedDays } from './served-days.ts';
import { storableText } from './storable.ts';
import type { SubscriptionStore } from './store.ts';
import { extrasJson, wishFromRow, wishRow } from './wish-row.ts';

export function createSubscriptions(db: Db): SubscriptionStore {
  return {
    async add(wish, place, by, at, owner = 'chat') {
      return db.transaction().execute(async (transaction) => {
        const key = wishKey(wish);
        const stored = await sameWish(transaction, place, key);
        if (stored !== null) return { subscription: stored, existing: true };
        const number = await nextNumber(transaction, place);
        const row = subscriptionRow({ wish, key, place, number, by, at, owner });
        await transaction
          .insertInto('subscription')
          .values(row)
          .onConflict((conflict) => conflict.columns(['place', 'wish_key']).doNothing())
          .execute();
        // Read again, because another process may have been faster where writers do not wait for each other.
        const subscription = (await sameWish(transaction, place, key)) ?? subscriptionFromRow(row);
        const existing = subscription.id !== row.id;
        if (!existing) await closeServedDays(transaction, subscription, at);
        return { subscription, existing };
      });
    },

    async list(place) {
      const rows = await db
        .selectFrom('subscription')
        .selectAll()
        .where('place', '=', placeKey(place))
        .orderBy('number')
        .execute();
      return rows.map(subscriptionFromRow);
    },

    async all() {
      const rows = await db.selectFrom('subscription').selectAll().orderBy('place').orderBy('number').execute();
      return rows.map(subscriptionFromRow);
    },

    async update(place, number, wish, at, before) {
      return db.transaction().execute(async (transaction) => {
        const key = wishKey(wish);
        const same = await sameWish(transaction, place, key);
        if (same !== null && same.number !== number) return { kind: 'existing', subscription: same };
        const row = await transaction
          .updateTable('subscription')
          .set({ wish_key: key, ...wishRow(wish), created_at: at })
          .where('place', '=', placeKey(place))
          .where('number', '=', number)
          .$if(before !== undefined, (query) => query.where('wish_key', '=', wishKey(before ?? wish)))
          .returningAll()
          .executeTakeFirst();
        if (row === undefined)
          return (await isThere(transaction, place, number)) ? { kind: 'changed' } : { kind: 'none' };
        const subscription = subscriptionFromRow(row);
        await closeServedDays(transaction, subscription, at);
        return { kind: 'updated', subscription };
      });
    },

    async setPause(id, pause) {
      const row = await db
        .updateTable('subscription')
        .set({ pause: pause === null ? null : JSON.stringify(pause) })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? null : subscriptionFromRow(row);
    },

    async hurry(id, date) {
      const result = await db
        .updateTable('subscription')
        .set({ post_on: date })
        .where('id', '=', id)
        .executeTakeFirst();
      return Number(result.numUpdatedRows) > 0;
    },

    async remove(place, number) {
      const row = await db
        .deleteFrom('subscription')
        .where('place', '=', placeKey(place))
        .where('number', '=', number)
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? null : subscriptionFromRow(row);
    },
  };
}

async function isThere(db: Queryable, place: Place, number: number): Promise<boolean> {
  const row = await db
    .selectFrom('subscription')
    .select('id')
    .where('place', '=', placeKey(place))
    .where('number', '=', number)
    .executeTakeFirst();
  return row !== undefined;
}

async function sameWish(db: Queryable, place: Place, key: string): Promise<Subscription | null> {
  const row = await db
    .selectFrom('subscription')
    .selectAll()
    .where('place', '=', placeKey(place))
    .where('wish_key', '=', key)
    .executeTakeFirst();
  return row === undefined ? null : subscriptionFromRow(row);
}

async function nextNumber(db: Queryable, place: Place): Promise<number> {
  const { last_number } = await db
    .insertInto('place_counter')
    .values({ place: placeKey(place), last_number: 1 })
    .onConflict((conflict) =>
      conflict.column('place').doUpdateSet((expression) => ({
        last_number: expression('place_counter.last_number', '+', 1),
      })),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow();
  return last_number;
}

/** A hash, because a query may be longer than an index takes. */
function wishKey({ query, timetable, top, thread, empty, from, extras }: Wish): string {
  const { at, zone, days } = timetable;
  // What came with a later release is named only where it is wanted, so that earlier keys stay as they are.
  const later = [
    ...(thread ? ['thread'] : []),
    ...(empty === 'best-unseen' ? [] : [empty]),
    ...(from === null ? [] : [from]),
    ...(extras === undefined ? [] : [extrasJson(extras)]),
  ];
  const text = JSON.stringify([storableText(query), at, zone, days, top, ...later]);
  return createHash('sha256').update(text).digest('hex');
}

type NewSubscription = {
  readonly wish: Wish;
  readonly key: string;
  readonly place: Place;
  readonly number: number;
  readonly by: Person;
  readonly at: string;
  readonly owner: Subscription['owner'];
};

function subscriptionRow({ wish, key, place, number, by, at, owner }: NewSubscription): SubscriptionRow {
  return {
    id: randomUUID(),
    place: placeKey(place),
    number,
    wish_key: key,
    ...wishRow(wish),
    by_platform: by.platform,
    by_workspace: by.workspace,
    by_id: by.id,
    created_at: at,
    pause: null,
    owner,
    post_on: null,
  };
}

function subscriptionFromRow(row: SubscriptionRow): Subscription {
  return {
    id: row.id,
    number: row.number,
    ...wishFromRow(row),
    place: placeFromKey(row.place),
    createdBy: { platform: row.by_platform, workspace: row.by_workspace, id: row.by_id },
    createdAt: row.created_at,
    pause: row.pause === null ? null : pauseFrom(JSON.parse(row.pause)),
    owner: row.owner === 'file' ? 'file' : 'chat',
    ...(row.post_on === null ? {} : { postOn: row.post_on }),
  };
}

function pauseFrom(read: unknown): Pause {
  const { by, until, reason, before }: Readonly<Record<string, unknown>> =
    typeof read === 'object' && read !== null ? { ...read } : {};
  return {
    by: by === 'trouble' || by === 'file' ? by : 'person',
    until: typeof until === 'string' ? until : null,
    reason: typeof reason === 'string' ? reason : '',
    ...(before === undefined ? {} : { before: pauseFrom(before) }),
  };
}
