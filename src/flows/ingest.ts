import type { Paper, PaperId } from '../paper/paper.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Source } from '../sources/source.ts';
import type { PaperStore, PutOutcome } from '../store/store.ts';

export type IngestParts = {
  readonly papers: PaperStore;
  /** Null while nobody searches yet: the index is filled from the store later. */
  readonly index: SearchIndex | null;
  /** Aborted: the batch in hand is finished, nothing further is read, and the report tells what was done. */
  readonly signal: AbortSignal;
  readonly onRejected?: (where: string, reason: string) => void;
  /** A part of a record was left out; the record itself goes in. */
  readonly onLeftOut?: (where: string, reason: string) => void;
  /** After every batch, with the counts so far. */
  readonly onProgress?: (report: IngestReport) => void;
};

/** How many records came to what. */
export type IngestReport = {
  readonly imported: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
};

/** Large enough that a transaction costs little a paper, small enough that little is lost or held at a time. */
const BATCH_PAPERS = 500;
/** In UTF-16 units, so that giant abstracts do not gather in one batch. */
const BATCH_TEXT = 8_000_000;

/**
 * Takes everything that a source has into the store, and what changed there into the index, batch by batch: source →
 * store → index. Running it again is harmless. Throws what the source or the store throws; the batches before stay, and
 * so does what the source gave before it failed.
 */
export async function ingest(parts: IngestParts, source: Source): Promise<IngestReport> {
  const report = { imported: 0, updated: 0, unchanged: 0, rejected: 0 };
  let batch: Paper[] = [];
  let size = 0;

  const flush = async (): Promise<void> => {
    const papers = batch;
    batch = [];
    size = 0;
    if (papers.length > 0) {
      const outcomes = await parts.papers.put(papers);
      for (const { change } of outcomes) report[change] += 1;
      if (parts.index !== null) await bringToIndex(parts.index, outcomes);
    }
    parts.onProgress?.({ ...report });
  };

  try {
    for await (const sighted of source.fetchSince(null, parts.signal)) {
      if (sighted.kind === 'rejected') {
        report.rejected += 1;
        parts.onRejected?.(sighted.where, sighted.reason);
        continue;
      }
      if (sighted.kind === 'left-out') {
        parts.onLeftOut?.(sighted.where, sighted.reason);
        continue;
      }
      batch.push(sighted.paper);
      size += sighted.paper.abstract.length + sighted.paper.title.length;
      if (batch.length >= BATCH_PAPERS || size >= BATCH_TEXT) await flush();
      if (parts.signal.aborted) break;
    }
  } catch (error) {
    if (!parts.signal.aborted) {
      await flush();
      throw error;
    }
  }
  await flush();
  return report;
}

/** The newest state of each paper that changed; ids that were given up go. */
async function bringToIndex(index: SearchIndex, outcomes: readonly PutOutcome[]): Promise<void> {
  const changed = new Map<PaperId, Paper>();
  const gone = new Set<PaperId>();
  for (const { change, paper, formerId } of outcomes) {
    if (formerId !== null) {
      gone.add(formerId);
      changed.delete(formerId);
    }
    if (change !== 'unchanged' || formerId !== null) changed.set(paper.id, paper);
  }
  if (gone.size > 0) await index.remove([...gone]);
  if (changed.size > 0) await index.put([...changed.values()]);
}
