import { isWithdrawn } from '../../paper/withdrawn.ts';
import type { Queryable } from '../schema.ts';
import type { Migration } from './migration.ts';

/** Texts beside what came in, what was withdrawn, why records are of one paper, counts of votes, rejects, what was not kept. */
export const readableAndKept: Migration = {
  name: '0012-readable-and-kept',
  async up(db) {
    const { schema } = db;
    await schema.alterTable('paper').addColumn('raw_title', 'text').execute();
    await schema.alterTable('paper').addColumn('raw_abstract', 'text').execute();
    await schema
      .alterTable('paper')
      .addColumn('withdrawn', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await schema.createIndex('paper_withdrawn').on('paper').columns(['withdrawn', 'id']).execute();
    await markWithdrawn(db);

    await schema.alterTable('sighting').addColumn('rule', 'text').execute();

    await schema
      .createTable('vote_count')
      .addColumn('paper_id', 'text', (column) =>
        column.notNull().references('paper.id').onUpdate('cascade').onDelete('cascade'),
      )
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('upvotes', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('vote_count_key', ['paper_id', 'at'])
      .execute();
    await schema.createIndex('vote_count_at').on('vote_count').column('at').execute();

    await schema
      .createTable('rejected_record')
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('place', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('parser', 'text', (column) => column.notNull())
      .addColumn('excerpt', 'text')
      .addColumn('first_at', 'text', (column) => column.notNull())
      .addColumn('last_at', 'text', (column) => column.notNull())
      .addColumn('times', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('rejected_record_key', ['source', 'key'])
      .execute();
    await schema.createIndex('rejected_record_last').on('rejected_record').column('last_at').execute();

    await schema
      .createTable('gone_paper')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .execute();
    await schema.createIndex('gone_paper_seq').on('gone_paper').column('seq').execute();
  },
};

async function markWithdrawn(db: Queryable): Promise<void> {
  const rows = await db
    .selectFrom('paper')
    .select(['id', 'abstract', 'comment'])
    .where((expression) =>
      expression.or(
        ['%withdr%', '%retract%'].flatMap((word) => [
          expression('abstract', 'like', word),
          expression('comment', 'like', word),
        ]),
      ),
    )
    .execute();
  for (const row of rows) {
    if (isWithdrawn(row)) await db.updateTable('paper').set({ withdrawn: 1 }).where('id', '=', row.id).execute();
  }
}
