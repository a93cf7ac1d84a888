import type { Migration } from './migration.ts';

/** What the sources told, word for word. What was told before this step is taken for news once more, and then known. */
export const tellings: Migration = {
  name: '0004-tellings',
  async up({ schema }) {
    // No reference to the paper: former ids name papers too, so a telling keeps the id under which it was taken.
    await schema
      .createTable('telling')
      .addColumn('digest', 'text', (column) => column.primaryKey())
      .addColumn('paper_id', 'text', (column) => column.notNull())
      .execute();
  },
};
