import type { Queryable } from '../schema.ts';
import type { Migration } from './migration.ts';

/** Every table of the first release. A migration that was released is never edited: the next one changes what it made. */
export const start: Migration = {
  name: '0001-start',
  async up(db) {
    await makePapers(db);
    await makeSubscriptions(db);
    await makeLedger(db);
    await makePeople(db);
  },
};

async function makePapers({ schema }: Queryable): Promise<void> {
  await schema
    .createTable('paper')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('title_key', 'text', (column) => column.notNull())
    .addColumn('version', 'integer')
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('abstract', 'text', (column) => column.notNull())
    .addColumn('authors', 'text', (column) => column.notNull())
    .addColumn('published', 'text')
    .addColumn('categories', 'text', (column) => column.notNull())
    .addColumn('url', 'text')
    .addColumn('pdf_url', 'text')
    .addColumn('code_url', 'text')
    .addColumn('upvotes', 'integer')
    .addColumn('keywords', 'text', (column) => column.notNull())
    .addColumn('summary', 'text')
    .execute();
  await schema.createIndex('paper_title_key').on('paper').column('title_key').execute();

  await schema
    .createTable('sighting')
    .addColumn('paper_id', 'text', (column) =>
      column.notNull().references('paper.id').onUpdate('cascade').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('source_id', 'text')
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('sighting_key', ['paper_id', 'position'])
    .execute();

  await schema
    .createTable('alias')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('paper_id', 'text', (column) =>
      column.notNull().references('paper.id').onUpdate('cascade').onDelete('cascade'),
    )
    .execute();
  await schema.createIndex('alias_paper').on('alias').column('paper_id').execute();
}

async function makeSubscriptions({ schema }: Queryable): Promise<void> {
  await schema
    .createTable('subscription')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('wish_key', 'text', (column) => column.notNull())
    .addColumn('query', 'text', (column) => column.notNull())
    .addColumn('at_time', 'text', (column) => column.notNull())
    .addColumn('zone', 'text', (column) => column.notNull())
    .addColumn('days', 'text', (column) => column.notNull())
    .addColumn('top', 'integer', (column) => column.notNull())
    .addColumn('by_platform', 'text', (column) => column.notNull())
    .addColumn('by_workspace', 'text')
    .addColumn('by_id', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('subscription_number', ['place', 'number'])
    .addUniqueConstraint('subscription_wish', ['place', 'wish_key'])
    .execute();

  await schema
    .createTable('place_counter')
    .addColumn('place', 'text', (column) => column.primaryKey())
    .addColumn('last_number', 'integer', (column) => column.notNull())
    .execute();
}

async function makeLedger({ schema }: Queryable): Promise<void> {
  // No reference to the subscription: what was delivered is still told after it was taken away.
  await schema
    .createTable('slot')
    .addColumn('subscription_id', 'text', (column) => column.notNull())
    .addColumn('date', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('claimed_at', 'text', (column) => column.notNull())
    .addColumn('state', 'text')
    .addColumn('reason', 'text')
    .addColumn('ended_at', 'text')
    .addColumn('message', 'text')
    .addPrimaryKeyConstraint('slot_key', ['subscription_id', 'date'])
    .execute();
  await schema.createIndex('slot_state').on('slot').columns(['state', 'claimed_at']).execute();

  await schema
    .createTable('slot_paper')
    .addColumn('subscription_id', 'text', (column) => column.notNull())
    .addColumn('date', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('paper_id', 'text', (column) => column.notNull().references('paper.id').onUpdate('cascade'))
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('shown_before', 'integer', (column) => column.notNull())
    .addColumn('round', 'integer')
    .addPrimaryKeyConstraint('slot_paper_key', ['subscription_id', 'date', 'position'])
    .addForeignKeyConstraint('slot_paper_slot', ['subscription_id', 'date'], 'slot', ['subscription_id', 'date'])
    .addUniqueConstraint('slot_paper_round', ['place', 'paper_id', 'round'])
    .execute();
  await schema.createIndex('slot_paper_paper').on('slot_paper').column('paper_id').execute();
}

async function makePeople({ schema }: Queryable): Promise<void> {
  await schema
    .createTable('saved_paper')
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('paper_id', 'text', (column) => column.notNull().references('paper.id').onUpdate('cascade'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('saved_paper_key', ['person', 'paper_id'])
    .execute();
  await schema.createIndex('saved_paper_paper').on('saved_paper').column('paper_id').execute();

  await schema
    .createTable('seen_list')
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('ids', 'text', (column) => column.notNull())
    .addColumn('more', 'text')
    .addPrimaryKeyConstraint('seen_list_key', ['person', 'place'])
    .execute();
}
