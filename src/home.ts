import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileProblem } from './file-problem.ts';
import { fileSource } from './sources/file-source.ts';
import type { Source } from './sources/source.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';

/** Subscriptions and saved papers are personal: nobody else on the machine reads them. */
const OWNER_ONLY = 0o700;

/** Opens the store in a home, and makes both when they are not there. Throws a FileProblem or a StoreError. */
export async function openHome(home: string, now: () => Date): Promise<Store> {
  try {
    await mkdir(home, { recursive: true, mode: OWNER_ONLY });
  } catch (error) {
    throw fileProblem(home, error);
  }
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
