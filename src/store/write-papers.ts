import { chunks, MOST_PARAMETERS } from './chunks.ts';
import { paperRow, sightingRows } from './paper-row.ts';
import type { Queryable } from './schema.ts';
import type { Changes } from './shelf.ts';
import { writeTellings } from './telling.ts';
import { writeVoteCounts } from './vote-counts.ts';

const PAPER_COLUMNS = 21;
const SIGHTING_COLUMNS = 6;
const ALIAS_COLUMNS = 2;

/** Writes what a batch of sightings changed. Belongs inside the transaction that read what they were compared with. */
export async function writePapers(db: Queryable, changes: Changes): Promise<void> {
  for (const { from, to } of changes.renamed) {
    // Sightings, former ids, saved papers and the ledger follow by their references.
    await db.updateTable('paper').set({ id: to }).where('id', '=', from).execute();
  }
  await writeRows(db, changes);
  await writeSightings(db, changes);
  await writeVoteCounts(db, changes.papers);
  const aliases = changes.aliases.map(({ id, paper }) => ({ id, paper_id: paper }));
  for (const rows of chunks(aliases, MOST_PARAMETERS / ALIAS_COLUMNS)) {
    await db.insertInto('alias').values(rows).execute();
  }
  await writeTellings(db, changes.tellings);
}

async function writeRows(db: Queryable, { papers }: Changes): Promise<void> {
  if (papers.length === 0) return;
  const before = await takeNumbers(db, papers.length);
  const numbered = papers.map((paper, index) => paperRow(paper, before + index + 1));
  for (const rows of chunks(numbered, Math.floor(MOST_PARAMETERS / PAPER_COLUMNS))) {
    await db
      .insertInto('paper')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((expression) => ({
          title_key: expression.ref('excluded.title_key'),
          version: expression.ref('excluded.version'),
          title: expression.ref('excluded.title'),
          abstract: expression.ref('excluded.abstract'),
          raw_title: expression.ref('excluded.raw_title'),
          raw_abstract: expression.ref('excluded.raw_abstract'),
          authors: expression.ref('excluded.authors'),
          published: expression.ref('excluded.published'),
          categories: expression.ref('excluded.categories'),
          url: expression.ref('excluded.url'),
          pdf_url: expression.ref('excluded.pdf_url'),
          code_url: expression.ref('excluded.code_url'),
          upvotes: expression.ref('excluded.upvotes'),
          upvotes_at: expression.ref('excluded.upvotes_at'),
          listed_on: expression.ref('excluded.listed_on'),
          keywords: expression.ref('excluded.keywords'),
          summary: expression.ref('excluded.summary'),
          comment: expression.ref('excluded.comment'),
          withdrawn: expression.ref('excluded.withdrawn'),
          seq: expression.ref('excluded.seq'),
        })),
      )
      .execute();
  }
}

/** The last number that was given before; as many after it now belong to this transaction. */
export async function takeNumbers(db: Queryable, count: number): Promise<number> {
  const { last_seq } = await db
    .updateTable('paper_counter')
    .set((expression) => ({ last_seq: expression('last_seq', '+', count) }))
    .returning('last_seq')
    .executeTakeFirstOrThrow();
  return last_seq - count;
}

async function writeSightings(db: Queryable, { papers }: Changes): Promise<void> {
  for (const some of chunks(papers, MOST_PARAMETERS)) {
    await db
      .deleteFrom('sighting')
      .where(
        'paper_id',
        'in',
        some.map((paper) => paper.id),
      )
      .execute();
  }
  for (const rows of chunks(papers.flatMap(sightingRows), MOST_PARAMETERS / SIGHTING_COLUMNS)) {
    await db.insertInto('sighting').values(rows).execute();
  }
}
