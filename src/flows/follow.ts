import type { Log } from '../log.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { PaperStore } from '../store/store.ts';

export type FollowParts = {
  readonly papers: Pick<PaperStore, 'seq' | 'changes'>;
  readonly index: Pick<SearchIndex, 'put' | 'remove'>;
  /** What the index was filled from has at least everything up to this {@link PaperStore.seq}. */
  readonly from: number;
  /** Aborted: the batch in hand is finished, and nothing further is read. */
  readonly signal: AbortSignal;
  readonly log: Log;
};

export type Follow = {
  /**
   * Brings what was written since the last time, by whatever process, into the index. Reads no paper when nothing was.
   * Resolves at the end of the run that is going when there is one. Never rejects: a failure is logged, once until it
   * goes well again, and the next call goes on where it stopped.
   */
  catchUp(): Promise<void>;
  /** Up to which {@link PaperStore.seq} the index has everything. */
  at(): number;
};

/** Store → index, while others write into the store: what `paperboy import` brings is found without a new start. */
export function createFollow(parts: FollowParts): Follow {
  const { papers, index, signal, log } = parts;
  let at = parts.from;
  let going: Promise<void> | null = null;
  let isFailing = false;

  const follow = async (): Promise<void> => {
    let brought = 0;
    while (!signal.aborted && (await papers.seq()) > at) {
      const changes = await papers.changes(at);
      if (changes.formerIds.length > 0) await index.remove(changes.formerIds);
      if (changes.papers.length > 0) await index.put(changes.papers);
      at = changes.seq;
      brought += changes.papers.length;
    }
    if (brought > 0) log.info('follow.done', { papers: brought });
  };

  const guarded = async (): Promise<void> => {
    try {
      await follow();
      isFailing = false;
    } catch (error) {
      if (!isFailing && !signal.aborted) log.error('follow.failed', { error });
      isFailing = true;
    }
  };

  return {
    at: () => at,
    async catchUp() {
      going ??= guarded().finally(() => {
        going = null;
      });
      await going;
    },
  };
}
