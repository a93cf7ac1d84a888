import type { Migration } from './migration.ts';

/** What a post does beyond being read. */
export const extras: Migration = {
  name: '0006-extras',
  async up({ schema }) {
    await schema
      .alterTable('subscription')
      .addColumn('extras', 'text', (column) => column.notNull().defaultTo('{}'))
      .execute();
  },
};
