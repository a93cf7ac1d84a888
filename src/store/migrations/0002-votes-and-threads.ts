import type { Migration } from './migration.ts';

/** What people think of papers, replies in threads, and the subscriptions of one person. */
export const votesAndThreads: Migration = {
  name: '0002-votes-and-threads',
  async up({ schema }) {
    await schema
      .createTable('vote')
      .addColumn('place', 'text', (column) => column.notNull())
      .addColumn('paper_id', 'text', (column) => column.notNull().references('paper.id').onUpdate('cascade'))
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('value', 'integer', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('vote_key', ['place', 'paper_id', 'person'])
      .execute();
    await schema.createIndex('vote_paper').on('vote').column('paper_id').execute();

    await schema
      .alterTable('subscription')
      .addColumn('thread', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await schema
      .createIndex('subscription_by')
      .on('subscription')
      .columns(['by_platform', 'by_id', 'by_workspace'])
      .execute();
  },
};
