import { appendFile, chmod, readFile, writeFile } from 'node:fs/promises';

export type History = {
  /** Newest first, as readline wants them. */
  readonly lines: readonly string[];
  /** Keeps one more line. Never rejects: a history that cannot be written must not stop anybody. */
  add(line: string): Promise<void>;
};

const KEPT = 1000;
/** What somebody asked is theirs alone. */
const OWNER_ONLY = 0o600;

/** The lines typed before, from a file of one line each, oldest first. A file that is not there is an empty history. */
export async function openHistory(file: string): Promise<History> {
  const all = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
  const kept = all.slice(-KEPT);
  if (all.length > 0) await chmod(file, OWNER_ONLY).catch(() => undefined);
  if (all.length > 2 * KEPT) {
    await writeFile(file, kept.map((line) => `${line}\n`).join(''), { mode: OWNER_ONLY }).catch(() => undefined);
  }
  let last = kept.at(-1);
  let writing = Promise.resolve();
  return {
    lines: kept.toReversed(),
    add(line) {
      if (line === last || line.trim() === '' || line.includes('\n')) return writing;
      last = line;
      writing = writing.then(() => appendFile(file, `${line}\n`, { mode: OWNER_ONLY }).catch(() => undefined));
      return writing;
    },
  };
}
