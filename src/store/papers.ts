import type { Paper, PaperId } from '../paper/paper.ts';
import { isSourceId, spareId } from '../paper/paper.ts';
import { paperNamed } from './paper-named.ts';
import { storedTitleKey } from './paper-row.ts';
import { changesAfter, lastSeq } from './read-changes.ts';
import {
  formerIds,
  papersAfter,
  papersAtOnce,
  papersById,
  papersByTitleKey,
  papersInOrder,
  snapshot,
} from './read-papers.ts';
import type { Db, Queryable } from './schema.ts';
import { createShelf } from './shelf.ts';
import { storablePaper, storableText } from './storable.ts';
import type { PaperStore } from './store.ts';
import { knownTellings, tellingOf } from './telling.ts';
import type { Telling } from './telling.ts';
import { writePapers } from './write-papers.ts';

/** How many papers {@link PaperStore.all} and {@link PaperStore.changes} give at a time. */
const PAPERS_A_BATCH = 500;

export function createPapers(db: Db): PaperStore {
  const inOrder = async (ids: readonly PaperId[]): Promise<readonly Paper[]> =>
    (await papersAtOnce(db, ids)) ?? snapshot(db, (read) => papersInOrder(read, ids));

  return {
    async put(seen) {
      if (seen.length === 0) return [];
      const tellings = seen.map((paper) => tellingOf(storablePaper(paper)));
      return db.transaction().execute(async (transaction) => {
        const shelf = createShelf(await touchedBy(transaction, tellings));
        const outcomes = tellings.map((telling) => shelf.take(telling));
        await writePapers(transaction, shelf.changes());
        return outcomes;
      });
    },

    async get(id) {
      const [paper] = await inOrder([id]);
      return paper ?? null;
    },

    async getMany(ids) {
      return ids.length === 0 ? [] : inOrder(ids);
    },

    async lookup(text) {
      return snapshot(db, (read) => paperNamed(read, storableText(text.trim())));
    },

    async *all() {
      let last: PaperId | null = null;
      for (;;) {
        const after: PaperId | null = last;
        const batch: readonly Paper[] = await snapshot(db, (read) => papersAfter(read, after, PAPERS_A_BATCH));
        if (batch.length > 0) yield batch;
        if (batch.length < PAPERS_A_BATCH) return;
        last = batch.at(-1)?.id ?? null;
      }
    },

    async count() {
      const { count } = await db
        .selectFrom('paper')
        .select((expression) => expression.fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
      // PostgreSQL gives a count as text, because it may be larger than a number can say.
      return Number(count);
    },

    async firstSeenAfter(instant) {
      const rows = await db
        .selectFrom('sighting')
        .select('paper_id')
        .distinct()
        .where('at', '>', instant)
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('sighting as earlier')
                .select('earlier.at')
                .whereRef('earlier.paper_id', '=', 'sighting.paper_id')
                .where('earlier.at', '<=', instant),
            ),
          ),
        )
        .orderBy('paper_id')
        .execute();
      return rows.map((row) => row.paper_id);
    },

    async listedFrom(day) {
      const rows = await db
        .selectFrom('paper')
        .select(['id', 'listed_on'])
        .where('listed_on', '>=', day)
        .orderBy('listed_on')
        .orderBy('id')
        .execute();
      return rows.flatMap(({ id, listed_on: listedOn }) => (listedOn === null ? [] : [{ id, listedOn }]));
    },

    async seq() {
      return lastSeq(db);
    },

    async changes(since) {
      return snapshot(db, (read) => changesAfter(read, since, PAPERS_A_BATCH));
    },
  };
}

/**
 * Everything stored that these tellings could belong to: where they are known, and else by id, by former id, and by title
 * where neither is sure.
 */
async function touchedBy(db: Queryable, told: readonly Telling[]): Promise<Parameters<typeof createShelf>[0]> {
  const tellings = await knownTellings(db, unique(told.map(({ digest }) => digest)));
  const news = told.filter(({ digest }) => !tellings.has(digest)).map(({ paper }) => paper);
  const named = news.flatMap((paper) => (isSourceId(paper.id) ? [paper.id, spareId(paper)] : [paper.id]));
  const ids = unique([...tellings.values(), ...named]);
  const aliases = await formerIds(db, ids);
  const papers = new Map<PaperId, Paper>();
  const keep = (found: readonly Paper[]): void => found.forEach((paper) => papers.set(paper.id, paper));
  keep(await papersById(db, unique(ids.map((id) => aliases.get(id) ?? id))));

  // The id of a source may turn out to be another paper's.
  const strangers = news.filter(({ id }) => isSourceId(id) || !papers.has(aliases.get(id) ?? id));
  const keys = unique(strangers.map((paper) => storedTitleKey(paper.title)).filter((key) => key !== ''));
  keep(await papersByTitleKey(db, keys));
  return { papers: [...papers.values()], aliases, tellings };
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
