import type { Clause } from './clause.ts';
import { analyse, untex } from './terms.ts';
import type { Analysis } from './terms.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What a clause looks for. Words are compared by stem in texts, and as they are in names. */
export type ClauseWords = {
  /** Stems that stand next to each other, in this order; empty when the corpus lacks one of them, or there is only one. */
  readonly row: readonly number[];
  /** The stem of the clause in one piece: a single word (`lowrank`) or a compound (`low-rank`); 0 for none. */
  readonly whole: number;
  /** The words of one name, in any order; null when this cannot be a name. */
  readonly name: readonly NameWord[] | null;
};

/** A word of a name; or a single letter, which stands for any word that begins with it. */
export type NameWord = { readonly id: number; readonly letter: string | null };

/** The longest name has fewer words; a longer clause is no name. */
const maxNameWords = 8;

/** A clause without any word is in no paper. */
export function clauseWords({ text }: Clause, vocabulary: Vocabulary): ClauseWords {
  const analysis = analyse(untex(text));
  const row = analysis.tokens.map(({ surface }) => vocabulary.findStem(surface));
  const whole = inOnePiece(analysis);
  const names = analysis.tokens.map(({ surface }): NameWord => {
    return { id: vocabulary.find(surface) ?? 0, letter: surface.length === 1 ? surface : null };
  });
  const isName = names.every(({ id, letter }) => letter !== null || vocabulary.papers('names', id) > 0);
  return {
    row: row.length > 1 && !row.includes(0) ? row : [],
    whole: whole === null ? 0 : vocabulary.findStem(whole),
    name: isName && names.length > 0 && names.length <= maxNameWords ? names : null,
  };
}

function inOnePiece({ tokens, joined }: Analysis): string | null {
  if (tokens.length === 1) return tokens[0]?.surface ?? null;
  const compound = joined[0];
  const covers = compound?.start === tokens[0]?.start && compound?.end === tokens.at(-1)?.end;
  return covers ? (compound?.surface ?? null) : null;
}
