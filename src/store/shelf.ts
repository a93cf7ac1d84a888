import { merge, votes } from '../paper/merge.ts';
import type { Paper, PaperId, SameRule } from '../paper/paper.ts';
import { isSourceId, isWeakId, spareId } from '../paper/paper.ts';
import { titleKey } from '../paper/title-key.ts';
import { unlike } from '../paper/unlike.ts';
import { sameRule } from './same-paper.ts';
import type { PutOutcome } from './store.ts';
import type { Telling } from './telling.ts';

/** The papers that a batch of sightings can touch, in memory: the sightings are taken one by one, each sees the last. */
export type Shelf = {
  take(telling: Telling): PutOutcome;
  changes(): Changes;
};

/** What has to be written after the last sighting, in this order. */
export type Changes = {
  /** Stored papers whose id gives way to a better one. */
  readonly renamed: readonly { readonly from: PaperId; readonly to: PaperId }[];
  /** New and changed papers, whole, under their last ids. */
  readonly papers: readonly Paper[];
  /** New former ids. */
  readonly aliases: readonly { readonly id: PaperId; readonly paper: PaperId }[];
  /** New tellings, by their digests, and the paper that each was taken for. */
  readonly tellings: ReadonlyMap<string, PaperId>;
};

/**
 * `tellings` are those of the batch that are known; `aliases` those of the ids in the batch and in `tellings`, and of
 * nothing else; `papers` are the stored ones that the batch can touch.
 */
export function createShelf(stored: {
  readonly papers: readonly Paper[];
  readonly aliases: ReadonlyMap<PaperId, PaperId>;
  readonly tellings: ReadonlyMap<string, PaperId>;
}): Shelf {
  const papers = new Map(stored.papers.map((paper) => [paper.id, paper]));
  const aliases = new Map(stored.aliases);
  const titles = createTitles(stored.papers);
  const storedIds = new Set(papers.keys());
  const renamed: { from: PaperId; to: PaperId }[] = [];
  const changed = new Set<PaperId>();
  const newAliases = new Set<PaperId>();
  const newTellings = new Map<string, PaperId>();

  const paperAt = (id: PaperId): Paper | undefined => papers.get(aliases.get(id) ?? id);

  const find = (seen: Paper): { readonly known: Paper; readonly rule: SameRule | null } | null => {
    const named = paperAt(seen.id);
    if (named !== undefined) return { known: named, rule: null };
    const alike = titles.sharing(seen).map((known) => ({ known, rule: sameRule(seen, known) }));
    // The stronger rule first, whatever the order of the ids.
    return alike.find(({ rule }) => rule === 'same-texts') ?? alike.find(({ rule }) => rule !== null) ?? null;
  };

  const replace = (known: Paper, next: Paper): void => {
    papers.delete(known.id);
    papers.set(next.id, next);
    titles.replace(known, next);
    changed.delete(known.id);
    changed.add(next.id);
  };

  const addAlias = (id: PaperId, paper: PaperId): void => {
    aliases.set(id, paper);
    newAliases.add(id);
  };

  /** The paper at `from` is at `to` from now on, and is found by its old ids too. */
  const rename = (from: PaperId, to: PaperId): void => {
    if (storedIds.has(from)) renamed.push({ from, to });
    for (const [alias, paper] of aliases) if (paper === from) aliases.set(alias, to);
    addAlias(from, to);
  };

  /** Puts news where they belong. */
  const place = (given: Paper): PutOutcome => {
    const named = paperAt(given.id);
    const clash = named !== undefined && isSourceId(given.id) && unlike(named, given);
    const seen = clash ? { ...given, id: spareId(given) } : given;
    const found = find(seen);
    if (found === null) {
      papers.set(seen.id, seen);
      titles.add(seen);
      changed.add(seen.id);
      return { change: 'imported', paper: seen, formerId: null };
    }
    const { known, rule } = found;
    const merged = merge(known, rule === null ? seen : withRule(seen, rule));
    if (merged !== known) replace(known, merged);
    const formerId = merged.id === known.id ? null : known.id;
    if (formerId !== null) rename(formerId, merged.id);
    // Kept so that the sighting finds its paper again, even when the title of the paper changes later.
    if (seen.id !== merged.id && !aliases.has(seen.id)) addAlias(seen.id, merged.id);
    return { change: merged === known ? 'unchanged' : 'updated', paper: merged, formerId };
  };

  /** What was told before is no news, but for the votes. */
  const recount = (known: Paper, seen: Paper): PutOutcome => {
    const counted = seen.upvotesAt === null ? known : { ...known, ...votes(known, seen) };
    if (counted.upvotes === known.upvotes) return { change: 'unchanged', paper: known, formerId: null };
    replace(known, counted);
    return { change: 'updated', paper: counted, formerId: null };
  };

  return {
    take({ paper, digest }) {
      const told = stored.tellings.get(digest) ?? newTellings.get(digest);
      const known = told === undefined ? undefined : paperAt(told);
      if (known !== undefined) return recount(known, paper);
      const outcome = place(paper);
      newTellings.set(digest, outcome.paper.id);
      return outcome;
    },
    changes: () => ({
      renamed,
      papers: [...changed].flatMap((id) => papers.get(id) ?? []),
      aliases: [...newAliases].flatMap((id) => {
        const paper = aliases.get(id);
        return paper === undefined ? [] : [{ id, paper }];
      }),
      tellings: newTellings,
    }),
  };
}

/** The paper, telling why its records belong to another one. */
function withRule(paper: Paper, rule: SameRule): Paper {
  return { ...paper, sightings: paper.sightings.map((sighting) => ({ ...sighting, rule })) };
}

/** The papers of each title. */
function createTitles(papers: readonly Paper[]): {
  add(paper: Paper): void;
  replace(known: Paper, next: Paper): void;
  /** Those with a better id first, and else in the order of their ids, so that the order of telling matters less. */
  sharing(paper: Paper): readonly Paper[];
} {
  const byKey = new Map<string, Map<PaperId, Paper>>();
  const add = (paper: Paper): void => {
    const key = titleKey(paper.title);
    if (key === '') return;
    const sharing = byKey.get(key) ?? new Map<PaperId, Paper>();
    byKey.set(key, sharing.set(paper.id, paper));
  };
  for (const paper of papers) add(paper);
  return {
    add,
    replace(known, next) {
      byKey.get(titleKey(known.title))?.delete(known.id);
      add(next);
    },
    sharing(paper) {
      const sharing = [...(byKey.get(titleKey(paper.title))?.values() ?? [])];
      return sharing.toSorted(
        (one, other) => Number(isWeakId(one.id)) - Number(isWeakId(other.id)) || (one.id < other.id ? -1 : 1),
      );
    },
  };
}
