import { basename } from 'node:path';
import { performance } from 'node:perf_hooks';
import { checkFiles, fileProblem } from './file-problem.ts';
import { ingest, type IngestReport } from './flows/ingest.ts';
import { openHome } from './home.ts';
import { cleanLine } from './platforms/terminal/clean.ts';
import { written } from './platforms/terminal/written.ts';
import { createProgress, type Progress } from './progress.ts';
import type { Shell } from './shell.ts';
import { fileSource } from './sources/file-source.ts';
import type { PaperStore } from './store/store.ts';

export type WantedImport = { readonly files: readonly string[]; readonly source: string | null };

const NOTHING: IngestReport = { imported: 0, updated: 0, unchanged: 0, rejected: 0 };

/**
 * `paperboy import FILE…`: puts the papers of the files into the store and says how many. Every rejected record is named
 * on the error output, by file and line. Returns the exit status: 1 when there was any, 130 when it was interrupted;
 * then what went in so far stays, and the same import can be run again.
 */
export async function importFiles(shell: Shell, wanted: WantedImport): Promise<number> {
  await checkFiles(wanted.files);
  shell.signals.watch();
  const store = await openHome(shell.config.home, shell.now);
  const progress = createProgress(shell.stderr, () => performance.now());
  let total = NOTHING;
  try {
    for (const file of wanted.files) {
      if (shell.signals.ending.aborted) break;
      total = sum(total, await importFile(file, { shell, wanted, papers: store.papers, progress, before: total }));
    }
  } finally {
    progress.clear();
    await store.close();
  }
  await written(shell.stdout, `${inWords(total)}\n`);
  if (shell.signals.ending.aborted) {
    shell.stderr.write('paperboy: interrupted before the end; run the same import again to go on.\n');
    return 130;
  }
  return total.rejected > 0 ? 1 : 0;
}

async function importFile(
  file: string,
  parts: {
    readonly shell: Shell;
    readonly wanted: WantedImport;
    readonly papers: PaperStore;
    readonly progress: Progress;
    readonly before: IngestReport;
  },
): Promise<IngestReport> {
  const { shell, wanted, papers, progress, before } = parts;
  try {
    const options = wanted.source === null ? { now: shell.now } : { now: shell.now, source: wanted.source };
    const source = await fileSource(file, options);
    return await ingest(
      {
        papers,
        index: null,
        signal: shell.signals.ending,
        onRejected(where, reason) {
          progress.clear();
          shell.stderr.write(`${cleanLine(`${file} ${where}: ${reason}`)}\n`);
        },
        onProgress: (report) => progress.show(`${inWords(sum(before, report))} (${basename(file)})`),
      },
      source,
    );
  } catch (error) {
    throw fileProblem(file, error);
  }
}

function sum(a: IngestReport, b: IngestReport): IngestReport {
  return {
    imported: a.imported + b.imported,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    rejected: a.rejected + b.rejected,
  };
}

function inWords({ imported, updated, unchanged, rejected }: IngestReport): string {
  return `imported ${imported}, updated ${updated}, unchanged ${unchanged}, rejected ${rejected}`;
}
