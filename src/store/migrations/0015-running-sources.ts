import type { Migration } from './migration.ts';

/** Who reads a source now and how the last readings went. */
export const runningSources: Migration = {
  name: '0015-running-sources',
  async up({ schema }) {
    await schema
      .createTable('lease')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('holder', 'text', (column) => column.notNull())
      .addColumn('until', 'text', (column) => column.notNull())
      .execute();
    await schema
      .createTable('source_run')
      .addColumn('source', 'text', (column) => column.primaryKey())
      .addColumn('succeeded_at', 'text')
      .addColumn('failed_at', 'text')
      .addColumn('failures', 'integer', (column) => column.notNull())
      .addColumn('error', 'text')
      .addColumn('next_at', 'text', (column) => column.notNull())
      .execute();
  },
};
