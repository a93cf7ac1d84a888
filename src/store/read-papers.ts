import type { Paper, PaperId } from '../paper/paper.ts';
import { chunks } from './chunks.ts';
import { paperFromRow } from './paper-row.ts';
import type { Db, PaperRow, Queryable, SightingRow } from './schema.ts';

/** How many ids one statement asks for. */
const IDS_A_STATEMENT = 500;

/** Several statements that all see the same state, whatever is written in the meantime. */
export function snapshot<Result>(db: Db, read: (db: Queryable) => Promise<Result>): Promise<Result> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read);
}

/** The papers with these ids. Former ids are not followed. Beyond {@link IDS_A_STATEMENT} run it inside a transaction. */
export async function papersById(db: Queryable, ids: readonly PaperId[]): Promise<readonly Paper[]> {
  const papers: Paper[] = [];
  for (const some of chunks(ids, IDS_A_STATEMENT)) {
    const rows = await db
      .selectFrom('paper')
      .leftJoin('sighting', 'sighting.paper_id', 'paper.id')
      .selectAll('paper')
      .select(['sighting.position', 'sighting.source', 'sighting.source_id', 'sighting.at'])
      .where('paper.id', 'in', some)
      .orderBy('paper.id')
      .orderBy('sighting.position')
      .execute();
    for (const told of Map.groupBy(rows, (row) => row.id).values()) {
      const [paper] = told;
      if (paper !== undefined) papers.push(paperFromRow(paper, told.flatMap(sightingOf)));
    }
  }
  return papers;
}

/** A paper with one of its sightings; where it has none, it is there once all the same. */
type ToldRow = PaperRow & { readonly [Name in Exclude<keyof SightingRow, 'paper_id'>]: SightingRow[Name] | null };

function sightingOf({ id, position, source, source_id, at }: ToldRow): readonly SightingRow[] {
  return position === null || source === null || at === null ? [] : [{ paper_id: id, position, source, source_id, at }];
}

/**
 * {@link papersInOrder} by one statement, which needs no transaction. Null where that does not do: an id is not, or not any
 * more, that of a stored paper, or there are too many.
 */
export async function papersAtOnce(db: Queryable, ids: readonly PaperId[]): Promise<readonly Paper[] | null> {
  const wanted = [...new Set(ids)];
  if (wanted.length > IDS_A_STATEMENT) return null;
  const papers = new Map((await papersById(db, wanted)).map((paper) => [paper.id, paper]));
  return papers.size < wanted.length ? null : ids.flatMap((id) => papers.get(id) ?? []);
}

/** The papers whose stored title key is one of these. */
export async function papersByTitleKey(db: Queryable, keys: readonly string[]): Promise<readonly Paper[]> {
  const papers: Paper[] = [];
  for (const some of chunks(keys, IDS_A_STATEMENT)) {
    const rows = await db.selectFrom('paper').selectAll().where('title_key', 'in', some).execute();
    for (const part of chunks(rows, IDS_A_STATEMENT)) papers.push(...(await withSightings(db, part)));
  }
  return papers;
}

/** At most `limit` papers whose ids come after `after`, in the order of their ids. */
export async function papersAfter(db: Queryable, after: PaperId | null, limit: number): Promise<readonly Paper[]> {
  const rows = await db
    .selectFrom('paper')
    .selectAll()
    .$if(after !== null, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();
  return withSightings(db, rows);
}

/** In the order asked for, by id or former id; unknown ids are left out. */
export async function papersInOrder(db: Queryable, ids: readonly PaperId[]): Promise<readonly Paper[]> {
  const papers = new Map<PaperId, Paper>();
  const read = async (wanted: readonly PaperId[]): Promise<void> => {
    for (const paper of await papersById(db, [...new Set(wanted)])) papers.set(paper.id, paper);
  };
  await read(ids);
  // Nearly always none: no former id is the id of a stored paper.
  const unknown = new Set(ids.filter((id) => !papers.has(id)));
  const former = await formerIds(db, [...unknown]);
  await read([...former.values()]);
  return ids.flatMap((id) => papers.get(former.get(id) ?? id) ?? []);
}

/** Which paper each former id belongs to now; ids that are none are left out. */
export async function formerIds(db: Queryable, ids: readonly PaperId[]): Promise<Map<PaperId, PaperId>> {
  const found = new Map<PaperId, PaperId>();
  for (const some of chunks(ids, IDS_A_STATEMENT)) {
    const rows = await db.selectFrom('alias').selectAll().where('id', 'in', some).execute();
    for (const row of rows) found.set(row.id, row.paper_id);
  }
  return found;
}

/** The stored ids of these papers, in order. Throws when one is unknown: whoever asks has to hold a stored paper. */
export async function storedIds(db: Queryable, ids: readonly PaperId[]): Promise<readonly PaperId[]> {
  const former = await formerIds(db, ids);
  const now = ids.map((id) => former.get(id) ?? id);
  const known = new Set<PaperId>();
  for (const some of chunks(now, IDS_A_STATEMENT)) {
    const rows = await db.selectFrom('paper').select('id').where('id', 'in', some).execute();
    for (const row of rows) known.add(row.id);
  }
  const unknown = now.find((id) => !known.has(id));
  if (unknown !== undefined) throw new Error(`Expected the id of a stored paper, got ${JSON.stringify(unknown)}`);
  return now;
}

/** The paper rows with their sightings; at most as many as a statement may ask for. */
export async function withSightings(db: Queryable, rows: readonly PaperRow[]): Promise<readonly Paper[]> {
  if (rows.length === 0) return [];
  const sightings = await db
    .selectFrom('sighting')
    .selectAll()
    .where(
      'paper_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('paper_id')
    .orderBy('position')
    .execute();
  const byPaper = Map.groupBy(sightings, (row: SightingRow) => row.paper_id);
  return rows.map((row) => paperFromRow(row, byPaper.get(row.id) ?? []));
}
