import type { Queryable } from '../schema.ts';
import type { Migration } from './migration.ts';

/** Days without a new paper, pauses, subscriptions that a file keeps; why a paper was chosen, and the taste of a place. */
export const daily: Migration = {
  name: '0007-daily',
  async up(db) {
    await extendSubscriptions(db);
    await extendLedger(db);
    await makeInterest(db);
    await db.schema.createIndex('sighting_at').on('sighting').column('at').execute();
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
  await schema.alterTable('subscription').addColumn('post_on', 'text').execute();
}

async function extendLedger({ schema }: Queryable): Promise<void> {
  await schema.alterTable('slot').addColumn('held_at', 'text').execute();
  await schema.alterTable('slot').addColumn('note', 'text').execute();
  await schema.alterTable('slot').addColumn('reasoning', 'text').execute();
  await schema.alterTable('slot').addColumn('tell_at', 'text').execute();
  await schema.createIndex('slot_tell_at').on('slot').column('tell_at').execute();
  await schema.createIndex('slot_place').on('slot').columns(['place', 'date']).execute();

  await schema
    .createTable('shared_paper')
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('paper_id', 'text', (column) => column.notNull().references('paper.id').onUpdate('cascade'))
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('shared_paper_key', ['place', 'paper_id'])
    .execute();
  await schema.createIndex('shared_paper_paper').on('shared_paper').column('paper_id').execute();
}

async function makeInterest({ schema }: Queryable): Promise<void> {
  await schema
    .createTable('interest')
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('paper_id', 'text', (column) => column.notNull().references('paper.id').onUpdate('cascade'))
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('interest_key', ['place', 'paper_id', 'person', 'kind'])
    .execute();
  await schema.createIndex('interest_paper').on('interest').column('paper_id').execute();
}
