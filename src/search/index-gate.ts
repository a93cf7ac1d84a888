import { inTime } from '../waiting/in-time.ts';
import type { SearchIndex } from './search-index.ts';

/** How far an index is that is being filled. */
export type Filling = {
  readonly done: number;
  readonly all: number;
  /** Milliseconds that the rest takes at the pace so far; null while there is none to go by. */
  readonly leftMs: number | null;
};

/** Not every paper is in the index yet, and the question was not put to it. */
export class NotFilled extends Error {
  override readonly name = 'NotFilled';
  /** Null: it will not be filled any more, for everything ends. */
  readonly filling: Filling | null;

  constructor(filling: Filling | null) {
    const far = filling === null ? 'and will not be' : `but with ${filling.done} of ${filling.all} papers`;
    super(`The search index is not filled yet, ${far}`);
    this.filling = filling;
  }
}

/** An index that is filled while everything else begins already. */
export type IndexGate = {
  /**
   * The index for somebody who waits so many milliseconds, or with null as long as it takes. Its `search`, `related`, `explain`,
   * `suggest` and `suggestAuthors` see all papers or none: they wait until it is full, and else throw {@link NotFilled}. The rest is not held up.
   */
  index(patienceMs: number | null): SearchIndex;
  /** How many papers are in, of how many. */
  report(done: number, all: number): void;
  /** It is full. */
  open(): void;
  /** It will not become full: nobody waits any longer. Changes nothing once it is. */
  shut(): void;
};

/** A gate that is closed, before an index that is empty. */
export function createIndexGate(index: SearchIndex, now: () => Date): IndexGate {
  const end = Promise.withResolvers<'full' | 'shut'>();
  let state: 'filling' | 'full' | 'shut' = 'filling';
  let counts = { done: 0, all: 0 };
  /** The pace is told from here: before its first papers an index has to come to life. */
  let first: { readonly done: number; readonly at: number } | null = null;

  const settle = (how: 'full' | 'shut'): void => {
    if (state !== 'filling') return;
    state = how;
    end.resolve(how);
  };
  const filling = (): Filling => {
    const { done, all } = counts;
    if (first === null || done <= first.done) return { done, all, leftMs: null };
    const paceMs = Math.max(0, now().getTime() - first.at) / (done - first.done);
    return { done, all, leftMs: paceMs * (all - done) };
  };
  const ended = async (patienceMs: number | null): Promise<'full' | 'shut' | null> =>
    patienceMs === null ? end.promise : ((await inTime(patienceMs, end.promise))?.value ?? null);
  const full = async (patienceMs: number | null): Promise<void> => {
    const how = state === 'filling' ? await ended(patienceMs) : state;
    if (how !== 'full') throw new NotFilled(how === 'shut' ? null : filling());
  };

  return {
    index: (patienceMs) => ({
      ...index,
      async search(query, page) {
        await full(patienceMs);
        return index.search(query, page);
      },
      async related(id, page) {
        await full(patienceMs);
        return index.related(id, page);
      },
      async explain(query, id) {
        await full(patienceMs);
        return index.explain(query, id);
      },
      async suggest(text, limit) {
        await full(patienceMs);
        return index.suggest(text, limit);
      },
      async suggestAuthors(text, limit) {
        await full(patienceMs);
        return index.suggestAuthors(text, limit);
      },
    }),
    report(done, all) {
      counts = { done, all };
      first ??= { done, at: now().getTime() };
    },
    open: () => settle('full'),
    shut: () => settle('shut'),
  };
}
