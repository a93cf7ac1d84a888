import { performance } from 'node:perf_hooks';
import { loadFirstPapers } from './first-papers.ts';
import { firstPapers, openHome, snapshotPlace } from './home.ts';
import type { Log } from './log.ts';
import { count, createProgress } from './progress.ts';
import { readyIndex } from './ready-index.ts';
import { createPaperIndex } from './search/paper-index.ts';
import type { SearchIndex } from './search/search-index.ts';
import type { Shell } from './shell.ts';
import type { Store } from './store/store.ts';

/** Opens the store and an index of all its papers for one piece of work, and closes them after it. */
export async function whileSearching<Result>(
  shell: Shell,
  log: Log,
  work: (parts: { readonly store: Store; readonly index: SearchIndex }) => Promise<Result>,
): Promise<Result> {
  const store = await openHome(shell.config.home, shell.now);
  const index = createPaperIndex();
  const progress = createProgress(shell.stderr, () => performance.now());
  try {
    const loading = { papers: store.papers, index, signal: shell.signals.ending, log };
    // Only where there is nothing else to find: a collection that somebody imported to judge the search stays pure.
    if ((await store.papers.count()) === 0) await loadFirstPapers(loading, () => firstPapers(shell.now));
    const snapshot = await snapshotPlace(shell.config.home);
    const ready = await readyIndex({ ...loading, snapshot }, (done, all) =>
      progress.show(`Reading papers: ${count(done)} of ${count(all)}`),
    );
    progress.clear();
    const result = await work({ store, index });
    // With what it had to learn for the answer, so that the next one comes sooner.
    await ready.save();
    return result;
  } finally {
    progress.clear();
    await index.close();
    await store.close();
  }
}
