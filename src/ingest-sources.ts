import { performance } from 'node:perf_hooks';
import { NOTHING } from './flows/ingest.ts';
import type { IngestReport } from './flows/ingest.ts';
import { readSource } from './flows/read-source.ts';
import { openHome } from './home.ts';
import { freeLeasesOfTheDead, leaseHolder } from './lease-holder.ts';
import { createLeaseOf } from './lease-of.ts';
import { inWords, sum } from './import-report.ts';
import { createImportRemarks } from './import-remarks.ts';
import { written } from './platforms/terminal/written.ts';
import { createProgress } from './progress.ts';
import type { Shell } from './shell.ts';
import { createSourceClock } from './sources/source-clock.ts';
import { SourceError } from './sources/source-error.ts';
import type { SourceName } from './sources/source-names.ts';
import { createWebSources } from './sources/web-sources.ts';

export type WantedIngest = { readonly sources: readonly SourceName[] | null; readonly since: string | null };

/**
 * `paperboy ingest [SOURCE…]`: fetches what is new at the sources on the web and says how many papers that were. Each goes
 * on where it stopped, whatever stopped it: how far it came is written after its papers. What it rejects is named on the
 * error output, and so is a source that cannot go on; the others are run. Returns the exit status: 1 when there was any of
 * these, 130 when it was interrupted.
 */
export async function ingestSources(shell: Shell, wanted: WantedIngest): Promise<number> {
  const { sources: settings } = shell.config;
  const names = wanted.sources ?? settings.on;
  if (names.length === 0) {
    shell.stderr.write('paperboy: every source is switched off; name one, or set PAPERBOY_SOURCES.\n');
    return 1;
  }
  shell.signals.watch();
  const store = await openHome(shell.config.home, shell.now);
  const holder = leaseHolder();
  await freeLeasesOfTheDead(store.leases, shell.now());
  const web = createWebSources(settings, createSourceClock(shell.now), createLeaseOf(store.leases, holder));
  const progress = createProgress(shell.stderr, () => performance.now());
  const remarks = createImportRemarks(shell.stderr, progress);
  let total = NOTHING;
  let whole = true;
  try {
    for (const name of names) {
      if (shell.signals.ending.aborted) break;
      const onProgress = (report: IngestReport): void => progress.show(`${inWords(sum(total, report))} (${name})`);
      const reading = await readSource(web.source(name, wanted.since), {
        store,
        holder,
        signal: shell.signals.ending,
        now: shell.now,
        random: Math.random,
        onRejected: (where, reason) => remarks.rejected(`${name}, ${where}`, reason),
        onLeftOut: (where, reason) => remarks.leftOut(`${name}, ${where}`, reason),
        onProgress,
      });
      if (reading.kind === 'elsewhere') {
        whole = false;
        remarks.failed(`${name} is being read by another process over the same store; run it again later.`);
        continue;
      }
      total = sum(total, reading.report);
      if (reading.kind !== 'failed') continue;
      if (!(reading.error instanceof SourceError)) throw reading.error;
      whole = false;
      remarks.failed(reading.why);
    }
    remarks.end();
  } finally {
    progress.clear();
    await store.close();
  }
  await written(shell.stdout, `${inWords(total)}\n`);
  if (shell.signals.ending.aborted) {
    shell.stderr.write('paperboy: interrupted before the end; run it again to go on.\n');
    return 130;
  }
  return whole && total.rejected === 0 ? 0 : 1;
}
