import type { Migration } from './migration.ts';

/** Each choice asks for the papers of the newest lists, and these alone are read for it. */
export const listedOn: Migration = {
  name: '0011-listed-on',
  async up({ schema }) {
    await schema.createIndex('paper_listed_on').on('paper').columns(['listed_on', 'id']).execute();
  },
};
