import type { Paper, PaperId } from '../paper/paper.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Sighted, Source } from '../sources/source.ts';
import type { PaperStore, PutOutcome, Reject, RejectStore } from '../store/store.ts';

export type IngestParts = {
  readonly papers: PaperStore;
  /** Null while nobody searches yet: the index is filled from the store later. */
  readonly index: SearchIndex | null;
  /** Where the source goes on; from its start when it is null or absent. */
  readonly cursor?: string | null;
  /** Everything up to this cursor is in the store. The next record is not read before it resolves. */
  readonly onReached?: (cursor: string) => Promise<void>;
  /** Aborted: the batch in hand is finished, nothing further is read, and the report tells what was done. */
  readonly signal: AbortSignal;
  readonly onRejected?: (where: string, reason: string) => void;
  /** Where rejected records are kept; left out: nowhere. */
  readonly quarantine?: Quarantine;
  /** A part of a record was left out; the record itself goes in. */
  readonly onLeftOut?: (where: string, reason: string) => void;
  /** After every batch, with the counts so far. */
  readonly onProgress?: (report: IngestReport) => void;
};

export type Quarantine = {
  readonly rejects: Pick<RejectStore, 'keep'>;
  /** The version of the parser that refused them. */
  readonly parser: string;
  readonly now: () => Date;
};

/** How many records came to what. */
export type IngestReport = {
  readonly imported: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** News of papers that are not known, and were not wanted. */
  readonly passedOver: number;
};

export const NOTHING: IngestReport = { imported: 0, updated: 0, unchanged: 0, rejected: 0, passedOver: 0 };

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
  const report = { ...NOTHING };
  let batch: Item[] = [];
  let refused: Reject[] = [];
  let size = 0;

  const flush = async (): Promise<void> => {
    const [items, records] = [batch, refused];
    batch = [];
    refused = [];
    size = 0;
    const papers = await wanted(parts.papers, items);
    report.passedOver += items.length - papers.length;
    if (papers.length > 0) {
      const outcomes = await parts.papers.put(papers);
      for (const { change } of outcomes) report[change] += 1;
      if (parts.index !== null) await bringToIndex(parts.index, outcomes);
    }
    if (records.length > 0) await parts.quarantine?.rejects.keep(records);
    parts.onProgress?.({ ...report });
  };

  try {
    for await (const sighted of source.fetchSince(parts.cursor ?? null, parts.signal)) {
      if (sighted.kind === 'reached') {
        await flush();
        await parts.onReached?.(sighted.cursor);
        continue;
      }
      if (sighted.kind === 'rejected') {
        report.rejected += 1;
        parts.onRejected?.(sighted.where, sighted.reason);
        if (parts.quarantine !== undefined) refused.push(rejectOf(sighted, source.name, parts.quarantine));
        if (refused.length >= BATCH_PAPERS) await flush();
        continue;
      }
      if (sighted.kind === 'left-out') {
        parts.onLeftOut?.(sighted.where, sighted.reason);
        continue;
      }
      batch.push(sighted);
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

export function rejectOf(
  { where, reason, excerpt }: Extract<Sighted, { kind: 'rejected' }>,
  source: string,
  { parser, now }: Pick<Quarantine, 'parser' | 'now'>,
): Reject {
  return { source, where, reason, parser, excerpt, at: now().toISOString() };
}

type Item = { readonly kind: 'paper' | 'update'; readonly paper: Paper };

/** The papers to put: an update only of what is known, from before or from this batch. */
async function wanted(papers: PaperStore, items: readonly Item[]): Promise<readonly Paper[]> {
  const updates = items.filter(({ kind }) => kind === 'update').map(({ paper }) => paper.id);
  const known = new Set((await papers.getMany(updates)).map(({ id }) => id));
  for (const { kind, paper } of items) if (kind === 'paper') known.add(paper.id);
  return items.filter(({ paper }) => known.has(paper.id)).map(({ paper }) => paper);
}

/** The newest state of each paper that changed; ids that were given up go. */
export async function bringToIndex(index: SearchIndex, outcomes: readonly PutOutcome[]): Promise<void> {
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
