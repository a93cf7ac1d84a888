import type { Queryable } from '../schema.ts';
import type { Migration } from './migration.ts';

/** Days without a new paper, pauses, and subscriptions that a file keeps. */
export const daily: Migration = {
  name: '0007-daily',
  async up(db) {
    await extendSubscriptions(db);
  },
};

async function extendSubscriptions({ schema }: Queryable): Promise<void> {
  await schema
    .alterTable('subscription')
    .addColumn('empty_day', 'text', (column) => column.notNull().defaultTo('best-unseen'))
    .execute();
  await schema.alterTable('subscription').addColumn('from_date', 'text').execute();
  await schema.alterTable('subscription').addColumn('pause', 'text').execute();
  await schema
    .alterTable('subscription')
    .addColumn('owner', 'text', (column) => column.notNull().defaultTo('chat'))
    .execute();
}
