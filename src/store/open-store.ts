import { createCursors } from './cursors.ts';
import { createLeases } from './leases.ts';
import { openDatabase } from './database.ts';
import type { DatabaseOptions } from './database.ts';
import { createLedger } from './ledger.ts';
import { createPapers } from './papers.ts';
import { createPeople } from './people.ts';
import { createRejects } from './rejects.ts';
import { createSeenLists } from './seen-lists.ts';
import { createSentences } from './sentences.ts';
import type { Store } from './store.ts';
import { createSourceRuns } from './source-runs.ts';
import { createSubscriptions } from './subscriptions.ts';

/**
 * Opens the store in a SQLite file, and makes the file, its folder and its tables when they are missing. Throws
 * {@link StoreError} when the file cannot be used; so does every later call. Several processes may use one file.
 */
export async function openStore(options: DatabaseOptions): Promise<Store> {
  const db = await openDatabase(options);
  const seenLists = createSeenLists(db);
  const sentences = createSentences(db);
  return {
    papers: createPapers(db),
    subscriptions: createSubscriptions(db),
    ledger: createLedger(db),
    people: { ...createPeople(db), ...seenLists },
    sentences,
    cursors: createCursors(db),
    rejects: createRejects(db),
    sourceRuns: createSourceRuns(db),
    leases: createLeases(db),
    async close() {
      try {
        await Promise.all([seenLists.flush(), sentences.flush()]);
      } finally {
        await db.destroy();
      }
    },
  };
}
