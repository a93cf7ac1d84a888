import { NOTHING } from './flows/ingest.ts';
import { readSource } from './flows/read-source.ts';
import { retain } from './flows/retain.ts';
import { ingestEach, type Intake, type IntakeHooks, type Taken } from './ingest-each.ts';
import { createLeaseOf } from './lease-of.ts';
import { freeLeasesOfTheDead, leaseHolder } from './lease-holder.ts';
import { count } from './progress.ts';
import type { Shell } from './shell.ts';
import { createSourceClock } from './sources/source-clock.ts';
import { SourceError } from './sources/source-error.ts';
import type { SourceName } from './sources/source-names.ts';
import { createWebSources } from './sources/web-sources.ts';
import type { Store } from './store/store.ts';

export type WantedIngest = { readonly sources: readonly SourceName[] | null; readonly since: string | null };

/**
 * `paperboy ingest [SOURCE…]`: fetches what is new at the sources on the web and says how many papers that were. Each goes
 * on where it stopped, whatever stopped it: how far it came is written after its papers. What it rejects is named on the
 * error output, and so is a source that cannot go on; the others are run. Returns the exit status: 1 when there was any of
 * these, 130 when it was interrupted.
 */
export async function ingestSources(shell: Shell, wanted: WantedIngest): Promise<number> {
  const names = wanted.sources ?? shell.config.sources.on;
  if (names.length === 0) {
    shell.stderr.write('paperboy: every source is switched off; name one, or set PAPERBOY_SOURCES.\n');
    return 1;
  }
  return ingestEach(shell, {
    again: 'run it again',
    intakes: (store) => sourceIntakes(shell, store, names, wanted.since),
    async after({ papers }) {
      const gone = await retain({ papers, index: null, now: shell.now }, shell.config.keep);
      return gone.length === 0 ? null : `let go of ${count(gone.length)} papers that need not be kept`;
    },
  });
}

async function sourceIntakes(
  shell: Shell,
  store: Store,
  names: readonly SourceName[],
  since: string | null,
): Promise<readonly Intake[]> {
  const holder = leaseHolder();
  await freeLeasesOfTheDead(store.leases, shell.now());
  const clock = createSourceClock(shell.now);
  const web = createWebSources(shell.config.sources, clock, createLeaseOf(store.leases, holder));
  const take = async (name: SourceName, { remarks, onProgress }: IntakeHooks): Promise<Taken> => {
    const reading = await readSource(web.source(name, since), {
      store,
      holder,
      signal: shell.signals.ending,
      now: shell.now,
      random: clock.random,
      onFound: (records) => remarks.found(name, records),
      onRejected: (where, reason) => remarks.rejected(`${name}, ${where}`, reason),
      onLeftOut: (where, reason) => remarks.leftOut(`${name}, ${where}`, reason),
      onProgress,
    });
    if (reading.kind === 'elsewhere') {
      const failure = `${name} is being read by another process over the same store; run it again later.`;
      return { report: NOTHING, failure };
    }
    if (reading.kind !== 'failed') return { report: reading.report, failure: null };
    if (!(reading.error instanceof SourceError)) throw reading.error;
    return { report: reading.report, failure: reading.why };
  };
  return names.map((name) => ({ label: name, take: (hooks) => take(name, hooks) }));
}
