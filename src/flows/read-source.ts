import { SourceError } from '../sources/source-error.ts';
import type { SourceName } from '../sources/source-names.ts';
import { nextReading, nextTry } from '../sources/source-times.ts';
import { PARSER_VERSION } from '../sources/source.ts';
import type { Source } from '../sources/source.ts';
import { StoreError } from '../store/store.ts';
import type { Store } from '../store/store.ts';
import { ingest, NOTHING } from './ingest.ts';
import type { IngestParts, IngestReport } from './ingest.ts';
import { retryRejects } from './retry-rejects.ts';

export type ReadSourceParts = Pick<IngestParts, 'onRejected' | 'onLeftOut' | 'onProgress'> & {
  readonly store: Pick<Store, 'papers' | 'cursors' | 'rejects' | 'leases' | 'sourceRuns'>;
  /** Names this process among all that share the store. */
  readonly holder: string;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** From 0 to 1. */
  readonly random: () => number;
  /** So many records that were rejected before are papers now. Not told of none. */
  readonly onFound?: (records: number) => void;
};

export type Reading =
  | { readonly kind: 'done'; readonly report: IngestReport }
  /** The signal was aborted; the next reading goes on where this one stopped. */
  | { readonly kind: 'stopped'; readonly report: IngestReport }
  /** `why` in words for a person; what went in before counts. */
  | {
      readonly kind: 'failed';
      readonly report: IngestReport;
      readonly why: string;
      readonly error: unknown;
      readonly nextAt: Date;
    }
  /** Another process reads it. */
  | { readonly kind: 'elsewhere' };

/** A process that died holds a source for so long; one that reads it says again and again that it does. */
const HELD_MS = 5 * 60_000;

/**
 * Reads a source on from where it was read to last, unless another process is at it, and writes down how that went. How far
 * it came is written after its papers. What is no paper goes into the quarantine, and what is there is tried first, when the
 * parsers are others than those that refused it. Throws only what the store throws.
 */
export async function readSource(
  source: Source & { readonly name: SourceName },
  parts: ReadSourceParts,
): Promise<Reading> {
  const { store, holder, now, random } = parts;
  const lease = `source ${source.name}`;
  const lost = new AbortController();
  const hold = async (): Promise<boolean> => {
    const at = now();
    return store.leases.take(lease, holder, at.toISOString(), new Date(at.getTime() + HELD_MS).toISOString());
  };
  if (!(await hold())) return { kind: 'elsewhere' };
  const quarantine = { rejects: store.rejects, parser: PARSER_VERSION, now };
  let sofar = NOTHING;
  try {
    const found = await retryRejects({ papers: store.papers, index: null, ...quarantine }, source);
    if (found > 0) parts.onFound?.(found);
    const report = await ingest(
      {
        papers: store.papers,
        quarantine,
        // Whoever has an index follows the store.
        index: null,
        cursor: await store.cursors.get(source.name),
        signal: AbortSignal.any([parts.signal, lost.signal]),
        async onReached(cursor) {
          // One that was too slow must not set back what another has read since.
          if (await hold()) await store.cursors.set(source.name, cursor, now().toISOString());
          else lost.abort();
        },
        onProgress(counts) {
          sofar = counts;
          parts.onProgress?.(counts);
        },
        ...(parts.onRejected === undefined ? {} : { onRejected: parts.onRejected }),
        ...(parts.onLeftOut === undefined ? {} : { onLeftOut: parts.onLeftOut }),
      },
      source,
    );
    if (lost.signal.aborted) return { kind: 'elsewhere' };
    if (parts.signal.aborted) return { kind: 'stopped', report };
    const at = now();
    await store.sourceRuns.succeeded(source.name, at.toISOString(), nextReading(source.name, at, random).toISOString());
    return { kind: 'done', report };
  } catch (error) {
    if (error instanceof StoreError) throw error;
    return await failed(source.name, error, sofar, parts);
  } finally {
    await store.leases.free(lease, holder, now().toISOString());
  }
}

async function failed(
  name: SourceName,
  error: unknown,
  report: IngestReport,
  { store, now, random }: ReadSourceParts,
): Promise<Reading> {
  const isKnown = error instanceof SourceError;
  const why = isKnown ? error.message : 'Something went wrong while it was read; the log tells more.';
  const failures = ((await store.sourceRuns.get(name))?.failures ?? 0) + 1;
  const at = now();
  const nextAt = nextTry(name, { at, failures, failure: isKnown ? error.failure : null }, random);
  await store.sourceRuns.failed(name, at.toISOString(), why, nextAt.toISOString());
  return { kind: 'failed', report, why, error, nextAt };
}
