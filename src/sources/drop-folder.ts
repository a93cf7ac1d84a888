import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

export type DropFolder = {
  /**
   * The files that are whole: unchanged since the last time it was asked, so ask it at intervals. Each is given once, until it
   * changes. Rejects with the system's error when the folder cannot be read.
   */
  whole(): Promise<readonly DroppedFile[]>;
};

export type DroppedFile = {
  readonly name: string;
  readonly path: string;
  /** Into the folder `taken` or `refused` beside it. Rejects where it cannot be moved; then it is only remembered. */
  move(to: 'taken' | 'refused'): Promise<void>;
};

/** A folder into which people and programs put files; what is in folders below it, and hidden, is left alone. */
export function createDropFolder(folder: string): DropFolder {
  /** What each file looked like the last time; and whether it was given then. */
  let known = new Map<string, { readonly look: string; readonly given: boolean }>();

  return {
    async whole() {
      const entries = await readdir(folder, { withFileTypes: true });
      const now: typeof known = new Map();
      const found: DroppedFile[] = [];
      for (const { name } of entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))) {
        const path = join(folder, name);
        // It may be gone since.
        const status = await stat(path).catch(() => null);
        if (status === null) continue;
        const look = `${status.size} ${status.mtimeMs} ${status.ino}`;
        const before = known.get(name);
        const isWhole = before?.look === look;
        now.set(name, { look, given: isWhole });
        if (isWhole && !before.given) found.push({ name, path, move: (to) => moveTo(folder, name, to) });
      }
      known = now;
      return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}

/** A name that is there already gets the time before it, so that nothing is lost. */
async function moveTo(folder: string, name: string, to: string): Promise<void> {
  const target = join(folder, to);
  await mkdir(target, { recursive: true });
  const isThere = await stat(join(target, name)).then(
    () => true,
    () => false,
  );
  await rename(join(folder, name), join(target, isThere ? `${Date.now()}-${name}` : name));
}
