import type { Migration } from './migration.ts';

/** What was asked for when a slot was claimed. Of those of before it is not known. */
export const claimedWish: Migration = {
  name: '0014-claimed-wish',
  async up({ schema }) {
    await schema.alterTable('slot').addColumn('wish', 'text').execute();
  },
};
