import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SnapshotPlace } from './search/snapshot.ts';
import { fileSource } from './sources/file-source.ts';
import type { Source } from './sources/source.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';

/** Opens the store in a home, and makes both when they are not there. Throws a StoreError. */
export function openHome(home: string, now: () => Date): Promise<Store> {
  return openStore({ file: storeFile(home), now });
}

/**
 * Where the index is kept between two starts, beside the store. Another file in the place of the store, copied there or
 * restored, is another store.
 */
export async function snapshotPlace(home: string): Promise<SnapshotPlace> {
  const { ino, birthtimeMs } = await stat(storeFile(home), { bigint: true });
  return { file: join(home, 'index.snapshot'), label: `${ino}-${birthtimeMs}` };
}

function storeFile(home: string): string {
  return join(home, 'paperboy.sqlite');
}

/** Where the terminal keeps its typed lines. */
export function historyFile(home: string): string {
  return join(home, 'history');
}

/** The papers that come with the program. */
export function firstPapers(now: () => Date): Promise<Source> {
  return fileSource(fileURLToPath(new URL('../data/papers.jsonl', import.meta.url)), { now });
}
