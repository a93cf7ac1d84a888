import type { Migration } from './migration.ts';

/** Papers that were shared by hand in a place before anybody knew them. */
export const awaitedPapers: Migration = {
  name: '0016-awaited-papers',
  async up({ schema }) {
    await schema
      .createTable('awaited_paper')
      .addColumn('place', 'text', (column) => column.notNull())
      // No paper has it yet.
      .addColumn('paper_id', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('awaited_paper_key', ['place', 'paper_id'])
      .execute();
    await schema.createIndex('awaited_paper_at').on('awaited_paper').column('at').execute();
    await schema.createIndex('awaited_paper_paper').on('awaited_paper').column('paper_id').execute();
  },
};
