import { StoreError } from './store.ts';

/**
 * The words for a failure of the database file: what happened, to which file, and what to do. An error that is not about
 * the file (a mistake in a statement, a broken constraint) is given back as it is, because it is a mistake in the program.
 *
 * The codes are SQLite's result codes, https://www.sqlite.org/rescode.html, and Node's system error codes.
 */
export function storeFailure(error: unknown, file: string): unknown {
  if (error instanceof StoreError) return error;
  const code = codeOf(error);
  if (code === null) return error;
  const words = wordsFor(code, file);
  return words === null ? error : new StoreError(words, { cause: error });
}

/** Whether somebody else holds the lock. */
export function isBusy(error: unknown): boolean {
  const code = codeOf(error);
  return code !== null && is(code, 'SQLITE_BUSY', 'SQLITE_LOCKED');
}

const ELSEWHERE = 'point PAPERBOY_HOME at another folder';

function wordsFor(code: string, file: string): string | null {
  if (is(code, 'SQLITE_BUSY', 'SQLITE_LOCKED')) {
    return `${file} is in use by another program. Close that program, or wait a moment, and try again.`;
  }
  if (code === 'SQLITE_READONLY_DBMOVED') {
    return `${file} was moved or deleted while Paperboy was running. Put it back, or start Paperboy again.`;
  }
  if (is(code, 'SQLITE_READONLY') || ['EROFS', 'EACCES', 'EPERM', 'SQLITE_PERM'].includes(code)) {
    return `${file} cannot be written. Allow your user to write the file and its folder, or ${ELSEWHERE}.`;
  }
  if (is(code, 'SQLITE_FULL') || code === 'ENOSPC' || code === 'EDQUOT') {
    return `There is no room left for ${file}. Free some space on its disk and try again; what was stored before is safe.`;
  }
  if (is(code, 'SQLITE_CORRUPT')) {
    return `${file} is damaged. Put a copy of it from a backup in its place, or move it away to start with an empty one.`;
  }
  if (is(code, 'SQLITE_NOTADB')) return notPaperboys(file);
  if (is(code, 'SQLITE_IOERR') || code === 'EIO') {
    return `${file} could not be read or written (${code}). Check its disk and try again.`;
  }
  if (is(code, 'SQLITE_CANTOPEN') || /^E[A-Z]+$/.test(code)) {
    return `${file} cannot be opened (${code}). Make sure that it is a file in a folder that can be made, or ${ELSEWHERE}.`;
  }
  return null;
}

/** The words for a file that belongs to something else. */
export function notPaperboys(file: string): string {
  return `${file} is not a database of Paperboy. Move that file away, or ${ELSEWHERE}.`;
}

/** The words for a database with a step that this program does not know. */
export function newerThanProgram(file: string, step: string): string {
  return `${file} was written by a newer Paperboy (step ${step}). Update Paperboy, or ${ELSEWHERE}.`;
}

/** Extended codes begin with the plain one: `SQLITE_BUSY_SNAPSHOT`. */
function is(code: string, ...plain: readonly string[]): boolean {
  return plain.some((name) => code === name || code.startsWith(`${name}_`));
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
