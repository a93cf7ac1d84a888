import { basename } from 'node:path';
import { performance } from 'node:perf_hooks';
import { STANDARD_INPUT } from './command-line.ts';
import { checkFiles, FileProblem, fileProblem } from './file-problem.ts';
import { ingest, NOTHING, type IngestReport } from './flows/ingest.ts';
import { openHome } from './home.ts';
import { inWords, sum } from './import-report.ts';
import { createImportRemarks, type ImportRemarks } from './import-remarks.ts';
import { written } from './platforms/terminal/written.ts';
import { createProgress } from './progress.ts';
import type { Shell } from './shell.ts';
import { fileSource } from './sources/file-source.ts';
import { SourceError } from './sources/source-error.ts';
import type { PaperStore } from './store/store.ts';

export type WantedImport = { readonly files: readonly string[]; readonly source: string | null };

/**
 * `paperboy import FILE…`: puts the papers of the files into the store and says how many. Every rejected record is named
 * on the error output, by file and line, and so is a file that cannot be read to its end; the others go in. Returns the
 * exit status: 1 when there was any of these, 130 when it was interrupted; then what went in so far stays, and the same
 * import can be run again. Fields that are left out are named too, and are no failure.
 */
export async function importFiles(shell: Shell, wanted: WantedImport): Promise<number> {
  await checkFiles(wanted.files.filter((file) => file !== STANDARD_INPUT));
  shell.signals.watch();
  const store = await openHome(shell.config.home, shell.now);
  const progress = createProgress(shell.stderr, () => performance.now());
  const remarks = createImportRemarks(shell.stderr, progress);
  let total = NOTHING;
  let whole = true;
  try {
    for (const file of wanted.files) {
      if (shell.signals.ending.aborted) break;
      const onReport = (report: IngestReport): void =>
        progress.show(`${inWords(sum(total, report))} (${basename(file)})`);
      const { report, failure } = await importFile(file, { shell, wanted, papers: store.papers, remarks, onReport });
      total = sum(total, report);
      if (failure === null) continue;
      // The other files may be good; a store that cannot be used ends everything.
      if (!(failure instanceof SourceError || failure instanceof FileProblem)) throw failure;
      whole = false;
      remarks.failed(failure.message);
    }
    remarks.end();
  } finally {
    progress.clear();
    await store.close();
  }
  await written(shell.stdout, `${inWords(total)}\n`);
  if (shell.signals.ending.aborted) {
    shell.stderr.write('paperboy: interrupted before the end; run the same import again to go on.\n');
    return 130;
  }
  return whole && total.rejected === 0 ? 0 : 1;
}

async function importFile(
  file: string,
  parts: {
    readonly shell: Shell;
    readonly wanted: WantedImport;
    readonly papers: PaperStore;
    readonly remarks: ImportRemarks;
    readonly onReport: (report: IngestReport) => void;
  },
): Promise<{ readonly report: IngestReport; readonly failure: unknown }> {
  const { shell, wanted, papers, remarks, onReport } = parts;
  const { ending } = shell.signals;
  const name = file === STANDARD_INPUT ? 'standard input' : file;
  // What went in before a failure counts too.
  let last = NOTHING;
  try {
    const source = await fileSource(name, {
      now: shell.now,
      signal: ending,
      ...(wanted.source === null ? {} : { source: wanted.source }),
      ...(file === STANDARD_INPUT ? { input: shell.stdin } : {}),
    });
    const report = await ingest(
      {
        papers,
        index: null,
        signal: ending,
        onRejected: (where, reason) => remarks.rejected(`${name} ${where}`, reason),
        onLeftOut: (where, reason) => remarks.leftOut(`${name} ${where}`, reason),
        onProgress(sofar) {
          last = sofar;
          onReport(sofar);
        },
      },
      source,
    );
    return { report, failure: null };
  } catch (error) {
    return { report: last, failure: ending.aborted && isAbort(error) ? null : fileProblem(name, error) };
  }
}

/** The reading was ended, by whoever ends the program. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
