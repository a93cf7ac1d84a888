import { readableLine, readableText } from '../../paper/readable-text.ts';
import { storedTitleKey } from '../paper-row.ts';
import type { Queryable } from '../schema.ts';
import { takeNumbers } from '../write-papers.ts';
import type { Migration } from './migration.ts';

const ROWS_A_BATCH = 500;

/** Texts from before they were made readable at the door become so; what came in is kept beside them. */
export const readableTexts: Migration = {
  name: '0017-readable-texts',
  async up(db) {
    for (let last = ''; ;) {
      const rows = await textsAfter(db, last);
      for (const row of rows) await makeReadable(db, row);
      const end = rows.at(-1)?.id;
      if (end === undefined) return;
      last = end;
    }
  },
};

type Texts = Awaited<ReturnType<typeof textsAfter>>[number];

async function textsAfter(db: Queryable, last: string) {
  return db
    .selectFrom('paper')
    .select(['id', 'title', 'abstract', 'raw_title', 'raw_abstract', 'summary', 'comment'])
    .where('id', '>', last)
    .orderBy('id')
    .limit(ROWS_A_BATCH)
    .execute();
}

/** A text that was made readable at the door comes out as it is. The new number tells whoever has an index. */
async function makeReadable(db: Queryable, row: Texts): Promise<void> {
  const title = readableLine(row.title);
  const abstract = readableText(row.abstract);
  const summary = readableText(row.summary ?? '') || null;
  const comment = readableLine(row.comment ?? '') || null;
  const isSame = title === row.title && abstract === row.abstract && summary === row.summary && comment === row.comment;
  if (isSame) return;
  const texts = {
    title,
    title_key: storedTitleKey(title),
    raw_title: title === row.title ? row.raw_title : (row.raw_title ?? row.title),
    abstract,
    raw_abstract: abstract === row.abstract ? row.raw_abstract : (row.raw_abstract ?? row.abstract),
    summary,
    comment,
    seq: (await takeNumbers(db, 1)) + 1,
  };
  await db.updateTable('paper').set(texts).where('id', '=', row.id).execute();
}
