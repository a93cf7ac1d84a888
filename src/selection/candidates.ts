import type { PaperId } from '../paper/paper.ts';
import type { Query } from '../search/query.ts';
import type { Correction, Hit, SearchIndex } from '../search/search-index.ts';
import type { Counts } from '../store/reasoning.ts';
import type { PaperStore } from '../store/store.ts';
import type { Candidate } from './choice.ts';

/** How many hits are asked for at a time: one search of a large index costs more than the length of its page. */
const PAGE = 200;
/** Where only a few new papers count, they can lie anywhere among the hits. */
const LONG_PAGE = 5_000;
/**
 * How many papers are compared in the end. Beyond this many unseen ones the reason says "of the 100 best matching", and
 * the rest of the hits is not even asked for.
 */
export const POOL = 100;

export type Pool = {
  /** All shown equally often in the place, in the order of the search. */
  readonly candidates: readonly Candidate[];
  /** Every paper that could be chosen is among the candidates. */
  readonly whole: boolean;
  readonly counts: Counts;
};

/** What of the hits may be chosen. */
export type Window = {
  /** How often each paper was shown in the place. */
  readonly shown: ReadonlyMap<PaperId, number>;
  /** None of these. */
  readonly open: ReadonlySet<PaperId>;
  /** Only these, and none that was shown; null: any, and those that were shown least when each was. */
  readonly fresh: ReadonlySet<PaperId> | null;
};

/**
 * The papers to choose from: those that match and were never shown in the place, or, when each was, those that were
 * shown least. Reads no further into the hits than it must: past what was shown, and one pool more.
 */
export async function findCandidates(
  parts: { readonly index: Pick<SearchIndex, 'search'>; readonly papers: Pick<PaperStore, 'getMany'> },
  query: Query,
  window: Window,
): Promise<Pool> {
  const { shown, fresh } = window;
  const ranked: Query = { ...query, sort: query.sort ?? (hasTopic(query) ? 'relevance' : 'new') };
  const scan = await scanHits(parts.index, ranked, window);
  const least = scan.unseen.length > 0 || fresh !== null ? scan.unseen : leastShown(scan.seen, shown);
  const pool = least.slice(0, POOL);
  const papers = new Map((await parts.papers.getMany(pool.map(({ id }) => id))).map((paper) => [paper.id, paper]));
  const candidates = pool.flatMap((hit): readonly Candidate[] => {
    const paper = papers.get(hit.id);
    if (paper === undefined) return [];
    const relevance =
      ranked.sort === 'relevance' && scan.best > 0 ? Math.min(1, Math.max(0, hit.score / scan.best)) : 1;
    return [{ paper, relevance, shown: shown.get(hit.id) ?? 0, matched: matchedWords(query, hit, scan.corrections) }];
  });
  return {
    candidates,
    whole: scan.whole && least.length <= POOL,
    counts: {
      matching: scan.total,
      fresh: fresh === null ? null : scan.unseen.length + scan.seen.length,
      unseen: scan.whole ? scan.unseen.length : Math.max(scan.unseen.length, scan.total - shown.size),
      compared: candidates.length,
    },
  };
}

type Scan = {
  readonly unseen: readonly Hit[];
  readonly seen: readonly Hit[];
  /** Every hit was looked at. */
  readonly whole: boolean;
  readonly total: number;
  /** The highest score of all. */
  readonly best: number;
  readonly corrections: readonly Correction[];
};

async function scanHits(
  index: Pick<SearchIndex, 'search'>,
  query: Query,
  { shown, open, fresh }: Window,
): Promise<Scan> {
  const unseen = new Map<PaperId, Hit>();
  const seen = new Map<PaperId, Hit>();
  const limit = fresh === null ? PAGE : LONG_PAGE;
  let best = 0;
  for (let offset = 0; ; offset += limit) {
    const { hits, total, corrections } = await index.search(query, { offset, limit });
    for (const hit of hits) {
      best = Math.max(best, hit.score);
      if (open.has(hit.id) || (fresh !== null && !fresh.has(hit.id))) continue;
      (shown.has(hit.id) ? seen : unseen).set(hit.id, hit);
    }
    const whole = hits.length === 0 || offset + hits.length >= total || unseen.size + seen.size === fresh?.size;
    if (whole || unseen.size > POOL) {
      return { unseen: [...unseen.values()], seen: [...seen.values()], whole, total, best, corrections };
    }
  }
}

function leastShown(seen: readonly Hit[], shown: ReadonlyMap<PaperId, number>): readonly Hit[] {
  const times = ({ id }: Hit): number => shown.get(id) ?? 0;
  const least = seen.reduce((found, hit) => Math.min(found, times(hit)), Infinity);
  return seen.filter((hit) => times(hit) === least);
}

/** Whether hits can fit better or worse, and not only pass or not pass. */
function hasTopic(query: Query): boolean {
  return query.words.length > 0 || query.phrases.length > 0;
}

/**
 * What a hit has of the topic: what it must have, then the other words in the order of the query. A mistyped word is
 * given as the papers write it.
 */
function matchedWords(query: Query, hit: Hit, corrections: readonly Correction[]): readonly string[] {
  const must = [...query.phrases, ...query.required].map(({ text }) => text);
  const said = new Set(must.flatMap((text) => text.split(' ')));
  const has = new Set(hit.words);
  const corrected = new Map(corrections.map(({ from, to }) => [from, to]));
  const words = query.words.filter((word) => !said.has(word)).map((word) => corrected.get(word) ?? word);
  return [...new Set([...must, ...words.filter((word) => has.has(word))])];
}
