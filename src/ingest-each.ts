import { performance } from 'node:perf_hooks';
import { NOTHING, type IngestReport } from './flows/ingest.ts';
import { openHome } from './home.ts';
import { inWords, sum } from './import-report.ts';
import { createImportRemarks, type ImportRemarks } from './import-remarks.ts';
import { written } from './platforms/terminal/written.ts';
import { createProgress } from './progress.ts';
import type { Shell } from './shell.ts';
import type { Store } from './store/store.ts';

/** One thing of several from which papers are taken while somebody waits: a file, a source on the web. */
export type Intake = {
  /** As the progress names it. */
  readonly label: string;
  /** Throws what ends everything, such as a store that cannot be used. */
  readonly take: (hooks: IntakeHooks) => Promise<Taken>;
};

export type IntakeHooks = {
  readonly remarks: ImportRemarks;
  readonly onProgress: (sofar: IngestReport) => void;
};

/** What went in before a failure counts too; `failure` is one of this thing alone, in words for a person. */
export type Taken = { readonly report: IngestReport; readonly failure: string | null };

export type EachOptions = {
  readonly intakes: (store: Store) => readonly Intake[] | Promise<readonly Intake[]>;
  /** What is still to be done when all were taken, and a line that tells of it, or null. */
  readonly after?: (store: Store) => Promise<string | null>;
  /** What to do when it was interrupted: `run it again`. */
  readonly again: string;
};

/**
 * Takes papers from each thing in turn, into the store, and says how many that were. What cannot go on is named on the error
 * output, and the others are taken. Returns the exit status: 1 when there was any of these or a record was rejected, 130 when it
 * was interrupted.
 */
export async function ingestEach(shell: Shell, { intakes, after, again }: EachOptions): Promise<number> {
  const { ending } = shell.signals;
  shell.signals.watch();
  const store = await openHome(shell.config.home, shell.now);
  const progress = createProgress(shell.stderr, () => performance.now());
  const remarks = createImportRemarks(shell.stderr, progress);
  let total = NOTHING;
  let whole = true;
  let more: string | null = null;
  try {
    for (const { label, take } of await intakes(store)) {
      if (ending.aborted) break;
      const onProgress = (sofar: IngestReport): void => progress.show(`${inWords(sum(total, sofar))} (${label})`);
      const { report, failure } = await take({ remarks, onProgress });
      total = sum(total, report);
      if (failure === null) continue;
      whole = false;
      remarks.failed(failure);
    }
    more = (await after?.(store)) ?? null;
    remarks.end();
  } finally {
    progress.clear();
    await store.close();
  }
  await written(shell.stdout, `${inWords(total)}\n${more === null ? '' : `${more}\n`}`);
  if (ending.aborted) {
    shell.stderr.write(`paperboy: interrupted before the end; ${again} to go on.\n`);
    return 130;
  }
  return whole && total.rejected === 0 ? 0 : 1;
}
