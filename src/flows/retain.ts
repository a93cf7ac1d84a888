import type { PaperId } from '../paper/paper.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { PaperStore } from '../store/store.ts';

/** `days` after a paper was first told of, or so many `papers`, the ones told of last; null: for ever. */
export type Retention = { readonly unit: 'days' | 'papers'; readonly count: number } | null;

/**
 * Lets the papers go that need not be kept: store → index. Never one that somebody saved or voted for, or that was posted.
 * Returns which they were.
 */
export async function retain(
  parts: {
    readonly papers: Pick<PaperStore, 'letGo'>;
    /** Null while nobody searches yet. */
    readonly index: Pick<SearchIndex, 'remove'> | null;
    readonly now: () => Date;
  },
  keep: Retention,
): Promise<readonly PaperId[]> {
  if (keep === null) return [];
  const gone = await parts.papers.letGo(
    keep.unit === 'papers'
      ? { kind: 'most', count: keep.count }
      : { kind: 'since', at: new Date(parts.now().getTime() - keep.count * 86_400_000).toISOString() },
  );
  if (gone.length > 0) await parts.index?.remove(gone);
  return gone;
}
