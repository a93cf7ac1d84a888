import { stat } from 'node:fs/promises';

/** A file or folder that somebody named cannot be used. The message names it and says why. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem';
}

/** Why a system call failed, in words; the codes are those of POSIX. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not use it',
  EPERM: 'this user may not use it',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
  EEXIST: 'a file is in its place',
};

/** The failure of a system call as a {@link FileProblem}; any other failure stays what it is. */
export function fileProblem(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = REASONS[code];
  return reason === undefined ? error : new FileProblem(`${path}: ${reason}`, { cause: error });
}

/** Throws a {@link FileProblem} that names every path which is no file that can be read. */
export async function checkFiles(paths: readonly string[]): Promise<void> {
  const problems: string[] = [];
  for (const path of paths) {
    try {
      if ((await stat(path)).isDirectory()) problems.push(`${path}: it is a folder`);
    } catch (error) {
      const problem = fileProblem(path, error);
      if (!(problem instanceof FileProblem)) throw error;
      problems.push(problem.message);
    }
  }
  if (problems.length > 0) throw new FileProblem(problems.join('; '));
}
