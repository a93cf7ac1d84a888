import type { Migration } from './migration.ts';

/** When a list was seen. Those of before are older than any other. */
export const seenAt: Migration = {
  name: '0008-seen-at',
  async up({ schema }) {
    await schema
      .alterTable('seen_list')
      .addColumn('at', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
  },
};
