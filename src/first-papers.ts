import type { IngestReport } from './flows/ingest.ts';
import { ingest } from './flows/ingest.ts';
import type { Log } from './log.ts';
import type { SearchIndex } from './search/search-index.ts';
import type { Source } from './sources/source.ts';
import type { PaperStore } from './store/store.ts';

export type LoadParts = {
  readonly papers: PaperStore;
  readonly index: SearchIndex;
  readonly signal: AbortSignal;
  readonly log: Log;
};

/** Puts the papers that come with the program into the store. Doing it again changes nothing. */
export async function loadFirstPapers(
  parts: Pick<LoadParts, 'papers' | 'signal' | 'log'>,
  firstPapers: () => Promise<Source>,
): Promise<IngestReport> {
  const onRejected = (where: string, reason: string) => parts.log.warn('first-paper-rejected', { where, reason });
  return ingest({ papers: parts.papers, index: null, signal: parts.signal, onRejected }, await firstPapers());
}

/**
 * Puts every paper of the store into an empty index. `onProgress` is told how many are in and how many there are, after
 * every batch. Ends early, and silently, when the signal is aborted.
 */
export async function fillIndex(
  parts: Pick<LoadParts, 'papers' | 'index' | 'signal'>,
  onProgress: (done: number, all: number) => void,
): Promise<void> {
  const all = await parts.papers.count();
  let done = 0;
  for await (const batch of parts.papers.all()) {
    if (parts.signal.aborted) return;
    await parts.index.put(batch);
    done += batch.length;
    // An import beside may have brought more than there were.
    onProgress(done, Math.max(done, all));
  }
}
