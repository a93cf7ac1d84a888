import type { Log } from '../log.ts';
import type { SourceName } from '../sources/source-names.ts';
import type { WebSources } from '../sources/web-sources.ts';
import { readSource } from './read-source.ts';
import type { ReadSourceParts } from './read-source.ts';
import { retain } from './retain.ts';
import type { Retention } from './retain.ts';

export type GatherParts = ReadSourceParts & {
  readonly source: WebSources['source'];
  readonly keep: Retention;
  readonly log: Log;
};

export type Gather = {
  /**
   * Reads a source if its time has come and no other process is at it. Ask it as often as you like, but not again for the
   * same source before it resolves. A source that fails is logged, once until it goes well again. Rejects only when the store
   * cannot be used.
   */
  readonly read: (name: SourceName) => Promise<void>;
};

/** Each source in its own time → store, for as long as the service runs. */
export function createGather(parts: GatherParts): Gather {
  const { store, log, now, signal } = parts;
  const failing = new Set<SourceName>();

  const isDue = async (name: SourceName): Promise<boolean> => {
    const run = await store.sourceRuns.get(name);
    return run === null || Date.parse(run.nextAt) <= now().getTime();
  };

  return {
    async read(name) {
      if (signal.aborted || !(await isDue(name))) return;
      let leftOut = 0;
      const began = now().getTime();
      const reading = await readSource(parts.source(name, null), {
        ...parts,
        onRejected: (where, reason) => log.warn('gather.rejected', { source: name, where, reason }),
        onFound: (records) => log.info('gather.found', { source: name, records }),
        onLeftOut: () => {
          leftOut += 1;
        },
      });
      if (reading.kind === 'elsewhere') return;
      const { kind, report } = reading;
      if (kind === 'failed') {
        const isKnown = failing.has(name);
        failing.add(name);
        const fields = { source: name, why: reading.why, nextAt: reading.nextAt.toISOString() };
        if (isKnown) log.debug('gather.failed', fields);
        else log.warn('gather.failed', fields);
        log.debug('gather.error', { source: name, error: reading.error });
        return;
      }
      failing.delete(name);
      // Whoever has an index follows the store.
      const gone = kind === 'done' ? await retain({ papers: store.papers, index: null, now }, parts.keep) : [];
      if (gone.length > 0) log.info('gather.let-go', { papers: gone.length });
      log.info(`gather.${kind}`, { source: name, ...report, leftOut, ms: now().getTime() - began });
    },
  };
}
