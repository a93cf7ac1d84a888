import { performance } from 'node:perf_hooks';
import { ingest, type IngestReport } from './flows/ingest.ts';
import { retain } from './flows/retain.ts';
import { retryRejects } from './flows/retry-rejects.ts';
import { openHome } from './home.ts';
import { inWords, NOTHING, sum } from './import-report.ts';
import { createImportRemarks, type ImportRemarks } from './import-remarks.ts';
import { written } from './platforms/terminal/written.ts';
import { count, createProgress } from './progress.ts';
import type { Shell } from './shell.ts';
import { createSourceClock } from './sources/source-clock.ts';
import { SourceError } from './sources/source-error.ts';
import type { SourceName } from './sources/source-names.ts';
import { PARSER_VERSION } from './sources/source.ts';
import type { Source } from './sources/source.ts';
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
  const { sources: settings } = shell.config;
  const names = wanted.sources ?? settings.on;
  if (names.length === 0) {
    shell.stderr.write('paperboy: every source is switched off; name one, or set PAPERBOY_SOURCES.\n');
    return 1;
  }
  shell.signals.watch();
  const web = createWebSources(settings, createSourceClock(shell.now));
  const store = await openHome(shell.config.home, shell.now);
  const progress = createProgress(shell.stderr, () => performance.now());
  const remarks = createImportRemarks(shell.stderr, progress);
  let total = NOTHING;
  let whole = true;
  let letGo = '';
  try {
    for (const name of names) {
      if (shell.signals.ending.aborted) break;
      const onReport = (report: IngestReport): void => progress.show(`${inWords(sum(total, report))} (${name})`);
      const { report, failure } = await ingestSource(web.source(name, wanted.since), {
        shell,
        store,
        remarks,
        onReport,
      });
      total = sum(total, report);
      if (failure === null) continue;
      whole = false;
      remarks.failed(failure.message);
    }
    const gone = await retain({ papers: store.papers, index: null, now: shell.now }, shell.config.keep);
    if (gone.length > 0) letGo = `let go of ${count(gone.length)} papers that need not be kept\n`;
    remarks.end();
  } finally {
    progress.clear();
    await store.close();
  }
  await written(shell.stdout, `${inWords(total)}\n${letGo}`);
  if (shell.signals.ending.aborted) {
    shell.stderr.write('paperboy: interrupted before the end; run it again to go on.\n');
    return 130;
  }
  return whole && total.rejected === 0 ? 0 : 1;
}

/** Runs one source. What went in before a failure counts too; a store that cannot be used ends everything. */
async function ingestSource(
  source: Source,
  parts: {
    readonly shell: Shell;
    readonly store: Store;
    readonly remarks: ImportRemarks;
    readonly onReport: (report: IngestReport) => void;
  },
): Promise<{ readonly report: IngestReport; readonly failure: SourceError | null }> {
  const { shell, store, remarks, onReport } = parts;
  const { ending } = shell.signals;
  let last = NOTHING;
  try {
    const { papers, rejects } = store;
    const quarantine = { rejects, parser: PARSER_VERSION, now: shell.now };
    const found = await retryRejects({ papers, index: null, ...quarantine }, source);
    if (found > 0) remarks.found(source.name, found);
    const report = await ingest(
      {
        papers,
        quarantine,
        index: null,
        signal: ending,
        cursor: await store.cursors.get(source.name),
        onReached: (cursor) => store.cursors.set(source.name, cursor, shell.now().toISOString()),
        onRejected: (where, reason) => remarks.rejected(`${source.name}, ${where}`, reason),
        onLeftOut: (where, reason) => remarks.leftOut(`${source.name}, ${where}`, reason),
        onProgress(sofar) {
          last = sofar;
          onReport(sofar);
        },
      },
      source,
    );
    return { report, failure: null };
  } catch (error) {
    if (error instanceof SourceError) return { report: last, failure: error };
    throw error;
  }
}
