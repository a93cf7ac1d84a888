import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileSource } from './sources/file-source.ts';
import type { Source } from './sources/source.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';

/** Opens the store in a home, and makes both when they are not there. Throws a StoreError. */
export function openHome(home: string, now: () => Date): Promise<Store> {
  return openStore({ file: join(home, 'paperboy.sqlite'), now });
}

/** Where the terminal keeps its typed lines. */
export function historyFile(home: string): string {
  return join(home, 'history');
}

/** The papers that come with the program. */
export function firstPapers(now: () => Date): Promise<Source> {
  return fileSource(fileURLToPath(new URL('../data/papers.jsonl', import.meta.url)), { now });
}
