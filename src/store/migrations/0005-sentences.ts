import type { Migration } from './migration.ts';

/** Sentences that are too long for a button, under a short name. */
export const sentences: Migration = {
  name: '0005-sentences',
  async up({ schema }) {
    await schema
      .createTable('sentence')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('text', 'text', (column) => column.notNull())
      .execute();
  },
};
