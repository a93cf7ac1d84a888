import type { Log } from '../log.ts';
import type { DropFolder } from '../sources/drop-folder.ts';
import { fileSource } from '../sources/file-source.ts';
import { PARSER_VERSION } from '../sources/source.ts';
import type { Source } from '../sources/source.ts';
import { StoreError } from '../store/store.ts';
import type { RejectStore, Store } from '../store/store.ts';
import { ingest } from './ingest.ts';

export type TakeDroppedParts = {
  readonly folder: DropFolder;
  readonly store: Pick<Store, 'papers' | 'rejects'>;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly log: Log;
};

/** A file of something else must not fill the quarantine; the log names every record. */
const MOST_KEPT = 1_000;

/**
 * Files of a drop folder → store, each once it is whole. A bad one is named in the log and set aside; the others go in.
 * What is no paper is named and goes into the quarantine. Rejects
 * when the folder or the store cannot be used.
 */
export function createTakeDropped(parts: TakeDroppedParts): () => Promise<void> {
  const { folder, store, signal, now, log } = parts;

  /** Whether it was a file of papers. */
  const take = async (path: string, name: string): Promise<boolean> => {
    try {
      const source = await fileSource(path, { now, signal });
      const report = await ingest(
        {
          papers: store.papers,
          index: null,
          signal,
          quarantine: { rejects: atMost(MOST_KEPT, store.rejects), parser: PARSER_VERSION, now },
          onRejected: (where, reason) => log.warn('drop.rejected', { file: name, where, reason }),
        },
        placedIn(name, source),
      );
      const papers = report.imported + report.updated + report.unchanged;
      const isGood = papers > 0 || report.rejected === 0;
      if (isGood) log.info('drop.taken', { file: name, ...report });
      else log.warn('drop.refused', { file: name, reason: 'No line of it is a paper.' });
      return isGood;
    } catch (error) {
      if (error instanceof StoreError) throw error;
      if (!signal.aborted) log.warn('drop.refused', { file: name, error });
      return false;
    }
  };

  return async () => {
    for (const file of await folder.whole()) {
      const isTaken = await take(file.path, file.name);
      // The next start takes it again; nothing is lost by that.
      if (signal.aborted) return;
      await file
        .move(isTaken ? 'taken' : 'refused')
        .catch((error: unknown) => log.warn('drop.not-moved', { file: file.name, error }));
    }
  };
}

/** The same source, whose rejected records say of which file they are. */
function placedIn(file: string, source: Source): Source {
  return {
    ...source,
    async *fetchSince(cursor, signal) {
      for await (const sighted of source.fetchSince(cursor, signal)) {
        yield sighted.kind === 'rejected' ? { ...sighted, where: `${file}, ${sighted.where}` } : sighted;
      }
    },
  };
}

function atMost(most: number, rejects: Pick<RejectStore, 'keep'>): Pick<RejectStore, 'keep'> {
  let left = most;
  return {
    async keep(records) {
      const some = records.slice(0, left);
      left -= some.length;
      if (some.length > 0) await rejects.keep(some);
    },
  };
}
