import type { Migration } from './migration.ts';

/** What Hugging Face and arXiv tell beside the texts, and how far each source was read. */
export const sourcesOnTheWeb: Migration = {
  name: '0010-sources-on-the-web',
  async up({ schema }) {
    for (const name of ['upvotes_at', 'listed_on', 'comment']) {
      await schema.alterTable('paper').addColumn(name, 'text').execute();
    }
    await schema
      .createTable('source_cursor')
      .addColumn('source', 'text', (column) => column.primaryKey())
      .addColumn('cursor', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .execute();
  },
};
