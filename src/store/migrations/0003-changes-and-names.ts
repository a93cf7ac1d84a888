import type { Migration } from './migration.ts';

/** The order in which papers were written, and the indexes that find one by a source's id or by its link. */
export const changesAndNames: Migration = {
  name: '0003-changes-and-names',
  async up(db) {
    const { schema } = db;
    await schema
      .alterTable('paper')
      .addColumn('seq', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db
      .updateTable('paper')
      .from((query) =>
        query
          .selectFrom('paper')
          .select(({ fn }) => [
            'paper.id',
            fn
              .agg<number>('row_number')
              .over((over) => over.orderBy('paper.id'))
              .as('seq'),
          ])
          .as('numbered'),
      )
      .set((expression) => ({ seq: expression.ref('numbered.seq') }))
      .whereRef('paper.id', '=', 'numbered.id')
      .execute();
    await schema.createIndex('paper_seq').unique().on('paper').column('seq').execute();

    await schema
      .createTable('paper_counter')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('last_seq', 'integer', (column) => column.notNull())
      .execute();
    const { count } = await db
      .selectFrom('paper')
      .select(({ fn }) => fn.countAll().as('count'))
      .executeTakeFirstOrThrow();
    await db
      .insertInto('paper_counter')
      .values({ id: 1, last_seq: Number(count) })
      .execute();

    await schema.createIndex('sighting_source_id').on('sighting').column('source_id').execute();
    await schema.createIndex('paper_url').on('paper').column('url').execute();
  },
};
