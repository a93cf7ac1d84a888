import type { Paper } from '../paper/paper.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Source } from '../sources/source.ts';
import type { PaperStore, Reject, RejectStore } from '../store/store.ts';
import { bringToIndex, rejectOf } from './ingest.ts';

export type RetryParts = {
  readonly papers: PaperStore;
  readonly rejects: RejectStore;
  /** Null while nobody searches yet. */
  readonly index: SearchIndex | null;
  /** The version of the parsers now. */
  readonly parser: string;
  readonly now: () => Date;
};

const RECORDS_A_BATCH = 200;

/**
 * Reads the rejected records of a source again that another version of the parsers refused: quarantine → store → index. What
 * is a paper now leaves the quarantine after it is in the store. Does nothing for a source that cannot read from its
 * records alone. Returns how many papers it found.
 */
export async function retryRejects(parts: RetryParts, source: Pick<Source, 'name' | 'reread'>): Promise<number> {
  const { papers, rejects, index, parser, now } = parts;
  if (source.reread === undefined) return 0;
  let found = 0;
  let after = '';
  for (;;) {
    const records = await rejects.toRetry(source.name, parser, after, RECORDS_A_BATCH);
    const read: Paper[] = [];
    const done: string[] = [];
    const refused: Reject[] = [];
    for (const { key, where, excerpt } of records) {
      const sighted = excerpt === null ? null : source.reread(where, excerpt);
      if (sighted?.kind === 'paper') {
        read.push(sighted.paper);
        done.push(key);
      } else if (sighted?.kind === 'rejected') {
        // As it is kept, so that it is the same record.
        refused.push(rejectOf({ ...sighted, where, excerpt }, source.name, { parser, now }));
      }
    }
    const outcomes = read.length === 0 ? [] : await papers.put(read);
    if (index !== null) await bringToIndex(index, outcomes);
    await rejects.forget(source.name, done);
    await rejects.keep(refused);
    found += read.length;
    after = records.at(-1)?.key ?? after;
    if (records.length < RECORDS_A_BATCH) return found;
  }
}
