import { fillIndex } from './first-papers.ts';
import type { LoadParts } from './first-papers.ts';
import { createFollow } from './flows/follow.ts';
import type { Follow } from './flows/follow.ts';
import type { SnapshotPlace } from './search/snapshot.ts';
import { unlessAborted } from './waiting/unless-aborted.ts';

export type ReadyParts = LoadParts & {
  /** Null: nothing is kept. */
  readonly snapshot: SnapshotPlace | null;
};

/** An index that has every paper of the store, or as many as there were when the signal was aborted. */
export type ReadyIndex = {
  /** Goes on from there. */
  readonly follow: Follow;
  /** Saves the index, if there is a place for it and something new. Never rejects: without it, the next start takes longer. */
  save(): Promise<void>;
};

/**
 * Makes an index hold every paper of the store: what was saved of it, and what came since; or all of them anew, where
 * nothing was saved or it does not fit the store. `onProgress` is told how many are in and how many there are.
 */
export async function readyIndex(
  parts: ReadyParts,
  onProgress: (done: number, all: number) => void,
): Promise<ReadyIndex> {
  const { papers, index, snapshot, signal, log } = parts;
  // Before the index is filled, so that nothing that is written in the meantime is missed.
  const now = await papers.seq();
  const loaded = snapshot === null ? null : await index.load(snapshot);
  const known = loaded !== null && loaded <= now ? await caughtUp(parts, loaded) : null;
  let savedAt = known === null ? null : loaded;
  let follow = known;
  if (follow === null) {
    // What was loaded is of another store, or it lacks something.
    if (loaded !== null && snapshot !== null) await index.load({ ...snapshot, label: '' });
    await fillIndex(parts, onProgress);
    follow = createFollow({ ...parts, from: now });
  } else {
    const count = await index.size();
    onProgress(count, count);
  }
  await unlessAborted(signal, index.learn());
  const following = follow;
  return {
    follow: following,
    async save() {
      const seq = following.at();
      if (snapshot === null || seq === savedAt) return;
      try {
        await index.save(snapshot, seq);
        savedAt = seq;
      } catch (error) {
        log.warn('snapshot-not-saved', { error });
      }
    },
  };
}

/** Null when the index has not as many papers then as the store has. */
async function caughtUp(parts: ReadyParts, from: number): Promise<Follow | null> {
  const follow = createFollow({ ...parts, from });
  await follow.catchUp();
  const [held, all] = [await parts.index.size(), await parts.papers.count()];
  if (held === all) return follow;
  parts.log.warn('snapshot-does-not-fit', { held, papers: all });
  return null;
}
