import type { LookedUp } from '../commands/command.ts';
import type { Log } from '../log.ts';
import { SourceError } from '../sources/source-error.ts';
import type { WebSources } from '../sources/web-sources.ts';
import type { PaperStore } from '../store/store.ts';

export type LookUpParts = {
  /** Null: arXiv is switched off. */
  readonly lookUp: WebSources['lookUp'] | null;
  readonly papers: Pick<PaperStore, 'put'>;
  /** A signal that is aborted after so many milliseconds. */
  readonly deadline: (ms: number) => AbortSignal;
  /** Aborted: the service ends. */
  readonly signal: AbortSignal;
  readonly log: Log;
};

/** Chat platforms show a failure when no answer came after three seconds; this leaves time to give it. */
const PATIENCE_MS = 2_500;

/** arXiv → store: one paper, for somebody who waits for it. Rejects only when the store cannot be used. */
export function createLookUp(parts: LookUpParts): (text: string) => Promise<LookedUp> {
  const { lookUp, papers, log } = parts;
  return async (text) => {
    if (lookUp === null) return { kind: 'off' };
    const late = parts.deadline(PATIENCE_MS);
    const found = await firstOf(lookUp(text, AbortSignal.any([late, parts.signal])), late).catch((error: unknown) => {
      log.info('look-up.failed', { error });
      return { why: late.aborted || !(error instanceof SourceError) ? null : error.message };
    });
    if (found === null) return { kind: 'unknown' };
    if ('why' in found) return { kind: 'failed', why: found.why ?? 'arXiv did not answer soon enough.' };
    const [outcome] = await papers.put([found]);
    return outcome === undefined ? { kind: 'unknown' } : { kind: 'found', paper: outcome.paper };
  };
}

/** What waits for its turn behind a long reading hears of the deadline only then. */
async function firstOf<Result>(work: Promise<Result>, late: AbortSignal): Promise<Result> {
  const over = Promise.withResolvers<never>();
  const end = (): void => over.reject(late.reason);
  late.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([work, over.promise]);
  } finally {
    late.removeEventListener('abort', end);
  }
}
