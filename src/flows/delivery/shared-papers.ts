import type { Paper, PaperId } from '../../paper/paper.ts';
import type { PaperStore } from '../../store/store.ts';

type Read = Pick<PaperStore, 'getMany' | 'firstSeenAfter' | 'listedFrom'>;

/** Some thousand papers are a few megabytes. */
const MAX_PAPERS = 5_000;

/**
 * The papers of a store for the length of one tick: at nine o'clock a thousand channels choose among the same hundred, and
 * each is read once. When there are too many, all are given up.
 */
export function sharedPapers(papers: Read): Read {
  const known = new Map<PaperId, Paper>();
  return {
    firstSeenAfter: papers.firstSeenAfter,
    listedFrom: papers.listedFrom,
    async getMany(ids) {
      const missing = ids.filter((id) => !known.has(id));
      if (known.size + missing.length > MAX_PAPERS) known.clear();
      const read = missing.length === 0 ? [] : await papers.getMany(missing);
      for (const paper of read) known.set(paper.id, paper);
      const found = ids.flatMap((id) => known.get(id) ?? []);
      // One under a former id, or unknown; or others made room for theirs meanwhile.
      return found.length === ids.length ? found : papers.getMany(ids);
    },
  };
}
