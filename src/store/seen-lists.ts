import { placeKey } from '../chat/place.ts';
import { personKey } from '../chat/request.ts';
import type { Person } from '../chat/request.ts';
import type { PaperId } from '../paper/paper.ts';
import { chunks } from './chunks.ts';
import { formerIds, snapshot } from './read-papers.ts';
import type { Db, Queryable, SeenListRow } from './schema.ts';
import { storableText } from './storable.ts';
import type { PeopleStore, SeenList } from './store.ts';

/** The lists that people saw last. */
export type SeenLists = Pick<PeopleStore, 'remember' | 'recall'> & {
  /** Writes what is not written yet. */
  flush(): Promise<void>;
};

type Row = Readonly<SeenListRow>;

/**
 * A list is shown with nearly every answer, and a write that outlives a loss of power costs more than the answer itself. So
 * lists are kept here and written together a moment later: a crash may cost somebody the numbers of their last list.
 */
const WRITE_AFTER_MS = 1_000;
/** With five values a row, well below the number of values that a statement may have. */
const ROWS_A_STATEMENT = 200;

export function createSeenLists(db: Db): SeenLists {
  let waiting = new Map<string, Row>();
  let timer: NodeJS.Timeout | null = null;
  let failed = false;
  let writing: Promise<void> = Promise.resolve();

  const flush = (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    // One after the other: a later list must not be overwritten by an earlier one.
    writing = writing.catch(() => undefined).then(writeWaiting);
    return writing;
  };

  const writeWaiting = async (): Promise<void> => {
    const rows = waiting;
    waiting = new Map();
    if (rows.size === 0) return;
    try {
      await write(db, [...rows.values()]);
      failed = false;
    } catch (error) {
      failed = true;
      // What was said since then is newer.
      waiting = new Map([...rows, ...waiting]);
      throw error;
    }
  };

  const later = (): void => {
    timer ??= setTimeout(() => {
      // Nobody waits for it here; the next list that is remembered tells that person.
      flush().catch(() => undefined);
    }, WRITE_AFTER_MS).unref();
  };

  return {
    flush,

    async remember(person, place, list) {
      const row = {
        person: keyOf(person),
        place: placeKey(place),
        ids: JSON.stringify(list.ids.map((id) => storableText(id))),
        more: list.more === null ? null : storableText(list.more),
        at: list.at,
      };
      waiting.set(`${row.person} ${row.place}`, row);
      if (failed) await flush();
      else later();
    },

    async recall(person, place) {
      const key = { person: keyOf(person), place: placeKey(place) };
      const fresh = waiting.get(`${key.person} ${key.place}`);
      if (fresh !== undefined) return listFrom(db, fresh);
      return snapshot(db, async (read) => {
        const row = await read
          .selectFrom('seen_list')
          .select(['ids', 'more', 'at'])
          .where('person', '=', key.person)
          .where('place', '=', key.place)
          .executeTakeFirst();
        return row === undefined ? null : listFrom(read, row);
      });
    },
  };
}

/** Everybody is no person, so no person has that key. */
function keyOf(person: Person | null): string {
  return person === null ? '' : personKey(person);
}

/** A list may be older than the last ids of its papers. */
async function listFrom(db: Queryable, row: Pick<Row, 'ids' | 'more' | 'at'>): Promise<SeenList> {
  const ids = idsFrom(row.ids);
  const former = await formerIds(db, ids);
  return { ids: ids.map((id) => former.get(id) ?? id), more: row.more, at: row.at };
}

async function write(db: Db, rows: readonly Row[]): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const some of chunks(rows, ROWS_A_STATEMENT)) {
      await transaction
        .insertInto('seen_list')
        .values(some)
        .onConflict((conflict) =>
          conflict.columns(['person', 'place']).doUpdateSet((expression) => ({
            ids: expression.ref('excluded.ids'),
            more: expression.ref('excluded.more'),
            at: expression.ref('excluded.at'),
          })),
        )
        .execute();
    }
  });
}

function idsFrom(json: string): readonly PaperId[] {
  const ids: unknown = JSON.parse(json);
  if (Array.isArray(ids) && ids.every((id) => typeof id === 'string')) return ids;
  throw new Error(`Expected a list of ids, got ${json.slice(0, 80)}`);
}
