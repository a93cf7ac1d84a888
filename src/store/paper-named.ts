import { paperIdFromText } from '../paper/arxiv-id.ts';
import type { Paper, PaperId } from '../paper/paper.ts';
import { webUrl } from '../paper/web-url.ts';
import { papersById, papersInOrder } from './read-papers.ts';
import type { Queryable } from './schema.ts';

/** The paper that a text names; {@link PaperStore.lookup} says how. Run it inside a snapshot. */
export async function paperNamed(db: Queryable, text: string): Promise<Paper | null> {
  const [byId] = await papersInOrder(db, [paperIdFromText(text) ?? text]);
  if (byId !== undefined) return byId;
  const id = (await firstCalled(db, text)) ?? (await firstAt(db, text));
  const [paper] = id === null ? [] : await papersById(db, [id]);
  return paper ?? null;
}

/** The paper that a source called so. */
async function firstCalled(db: Queryable, sourceId: string): Promise<PaperId | null> {
  const row = await db
    .selectFrom('sighting')
    .select('paper_id')
    .where('source_id', '=', sourceId)
    .orderBy('at')
    .orderBy('paper_id')
    .limit(1)
    .executeTakeFirst();
  return row?.paper_id ?? null;
}

/** The paper whose page has this address. */
async function firstAt(db: Queryable, text: string): Promise<PaperId | null> {
  const url = webUrl(text);
  if (url === null) return null;
  const row = await db
    .selectFrom('paper')
    .innerJoin('sighting', 'sighting.paper_id', 'paper.id')
    .select('paper.id')
    .where('paper.url', 'in', writings(url))
    .orderBy('sighting.at')
    .orderBy('paper.id')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The same address with and without the slash at its end, for both protocols. */
function writings(url: string): readonly string[] {
  const bare = url.replace(/^https?:/u, '').replace(/\/$/u, '');
  return ['https:', 'http:'].flatMap((protocol) => [`${protocol}${bare}`, `${protocol}${bare}/`]);
}
