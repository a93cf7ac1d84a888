import type { Columns } from '../core/columns.ts';
import type { TokenStore } from '../core/token-store.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { learnAcronyms, noAcronyms } from './acronyms.ts';
import type { Acronyms } from './acronyms.ts';
import { learnBasis, sampled } from './learn-basis.ts';
import { createPaperVectors, foldIn } from './paper-vectors.ts';
import type { PaperVectors } from './paper-vectors.ts';
import { createTextReader } from './text-reader.ts';
import type { TextReader } from './text-reader.ts';

/**
 * The latent semantic model of the corpus, beside the words. A paper that comes is folded in at once; when the corpus is
 * another one than the model has learned from, a new model is learned in small steps, and takes the place of the old one
 * when it is whole.
 */
export type Semantics = {
  /** Null while there are too few papers to learn from, or none have been learned from yet. */
  vectors: PaperVectors | null;
  acronyms: Acronyms;
  readonly reader: TextReader;
  put(slot: number): void;
  drop(slot: number): void;
  /** Starts to learn, if it is due and not under way. */
  begin(): void;
  /** Does a part of the work, about half a millisecond; false when there is none. */
  step(): boolean;
  /** For {@link createSemantics}, without a copy of the arrays. What is being learned is not in it. */
  state(): SemanticsState;
};

export type SemanticsState = {
  readonly vectors: PaperVectors | null;
  readonly acronyms: Acronyms;
  readonly changes: number;
};

/** Fewer papers than a few for each dimension tell nothing beyond their words. */
const fewest = 400;
/** When so many of the papers have changed, it is time to learn again: folding in stays near until then. */
const share = 1 / 5;
const papersAStep = 16;

/** @param saved What it held before; not to be used again. */
export function createSemantics(
  columns: Columns,
  tokens: TokenStore,
  vocabulary: Vocabulary,
  saved?: SemanticsState,
): Semantics {
  const reader = createTextReader(tokens, vocabulary);
  let learning: Generator<void, void> | null = null;
  /** What takes the place of the vectors soon. */
  let next: PaperVectors | null = null;
  let changes = saved?.changes ?? 0;

  function* learn(): Generator<void, void> {
    changes = 0;
    const slots: number[] = [];
    for (let slot = 0; slot < columns.slots; slot += 1) if (columns.gone[slot] === 0) slots.push(slot);
    const basis = yield* learnBasis({ slots: sampled(slots), reader, words: vocabulary.size() });
    next = createPaperVectors(basis);
    for (let slot = 0; slot < columns.slots; slot += 1) {
      if (columns.gone[slot] === 0) foldIn(next, slot, reader.read(slot));
      if (slot % papersAStep === 0) yield;
    }
    semantics.acronyms = yield* learnAcronyms(columns, tokens, vocabulary);
    semantics.vectors = next;
    next = null;
  }
  const isDue = (): boolean => {
    const papers = columns.slotOf.size;
    return papers >= fewest && (semantics.vectors === null || changes > papers * share);
  };
  const semantics: Semantics = {
    vectors: saved?.vectors ?? null,
    acronyms: saved?.acronyms ?? noAcronyms,
    reader,
    put: (slot) => {
      changes += 1;
      for (const to of [semantics.vectors, next]) if (to !== null) foldIn(to, slot, reader.read(slot));
    },
    drop: (slot) => {
      changes += 1;
      for (const from of [semantics.vectors, next]) if (from !== null) from.factors[slot] = 0;
    },
    state: () => ({ vectors: semantics.vectors, acronyms: semantics.acronyms, changes }),
    begin: () => {
      if (learning === null && isDue()) learning = learn();
    },
    step: () => {
      if (learning?.next().done !== false) learning = null;
      return learning !== null;
    },
  };
  return semantics;
}
