import { toPaper } from '../../src/paper/paper.ts';
import type { Paper, PaperFields, PaperId } from '../../src/paper/paper.ts';
import { createPaperIndex } from '../../src/search/paper-index.ts';
import type { SearchIndex } from '../../src/search/search-index.ts';
import type { ChooseParts } from '../../src/selection/choose.ts';
import type { Liking } from '../../src/store/liking.ts';

/** A paper `jsonl:NAME` with what matters to a choice. */
export function paper(name: string, fields: Partial<PaperFields> = {}): Paper {
  const sighting = { source: 'jsonl', sourceId: name, at: '2026-11-24T00:00:00.000Z' };
  return toPaper({ title: `On ${name}`, abstract: '', ...fields }, sighting);
}

export type Library = ChooseParts & {
  readonly index: SearchIndex;
  readonly shown: Map<PaperId, number>;
  /** What the place likes, and what it was shown last; newest first. */
  readonly liked: Liking[];
  readonly last: PaperId[];
};

/** The real index over papers, beside what a store would know of them: only the questions that a choice asks. */
export async function library(
  papers: readonly Paper[],
  shown: Readonly<Record<PaperId, number>> = {},
): Promise<Library> {
  const index = createPaperIndex();
  await index.put(papers);
  const known = new Map(papers.map((one) => [one.id, one]));
  const times = new Map(Object.entries(shown));
  const liked: Liking[] = [];
  const last: PaperId[] = [];
  return {
    index,
    papers: {
      getMany: async (ids) => ids.flatMap((id) => known.get(id) ?? []),
      firstSeenAfter: async (instant) =>
        papers.filter(({ sightings }) => sightings.every(({ at }) => at > instant)).map(({ id }) => id),
      listedFrom: async (day) =>
        papers.flatMap(({ id, listedOn }) => (listedOn !== null && listedOn >= day ? [{ id, listedOn }] : [])),
    },
    ledger: { shownIn: async () => new Map(times), lastPapers: async (_, limit) => last.slice(0, limit) },
    people: { likings: async () => liked },
    shown: times,
    liked,
    last,
  };
}
