import { basename } from 'node:path';
import { STANDARD_INPUT } from './command-line.ts';
import { checkFiles, FileProblem, fileProblem } from './file-problem.ts';
import { ingest, NOTHING, type IngestReport } from './flows/ingest.ts';
import { ingestEach, type IntakeHooks, type Taken } from './ingest-each.ts';
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
  return ingestEach(shell, {
    again: 'run the same import again',
    intakes: ({ papers }) =>
      wanted.files.map((file) => ({
        label: basename(file),
        take: (hooks) => importFile(file, { shell, wanted, papers, ...hooks }),
      })),
  });
}

async function importFile(
  file: string,
  parts: IntakeHooks & { readonly shell: Shell; readonly wanted: WantedImport; readonly papers: PaperStore },
): Promise<Taken> {
  const { shell, wanted, papers, remarks } = parts;
  const { ending } = shell.signals;
  const name = file === STANDARD_INPUT ? 'standard input' : file;
  let sofar: IngestReport = NOTHING;
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
        onProgress(counts) {
          sofar = counts;
          parts.onProgress(counts);
        },
      },
      source,
    );
    return { report, failure: null };
  } catch (error) {
    if (ending.aborted && isAbort(error)) return { report: sofar, failure: null };
    const problem = fileProblem(name, error);
    // The other files may be good; a store that cannot be used ends everything.
    if (!(problem instanceof SourceError || problem instanceof FileProblem)) throw problem;
    return { report: sofar, failure: problem.message };
  }
}

/** The reading was ended, by whoever ends the program. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
