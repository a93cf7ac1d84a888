import { slotOf } from './core/postings.ts';
import type { Shelf } from './core/shelf.ts';
import { endOf } from './paper-text.ts';
import type { AuthorSuggestion } from './search-index.ts';
import { analyse, untex } from './terms.ts';

/** A name has no more words, and nobody types more of one. */
const maxWords = 6;
const maxLength = 100;
/** As many words of names as may go on from a half-typed one; of a short beginning the rarer ones are left out. */
const maxWays = 200;
/** `D'Angelo`, `McDonald`, `Van Gogh`: the lengths of what may have been written together with the next word. */
const shortWords = [1, 2, 3];
/** Papers that are looked at: enough for the most frequent names, and a few milliseconds. */
const maxPapers = 20_000;

/**
 * Authors whose names have every word of the text, the words half-typed and in any order; who wrote most comes first.
 * Two words of a name are also found in one: `dangelo` for `D'Angelo`, where no name begins so. A name is as it is compared, with the id of a paper on which it can be read.
 */
export function authorsFrom(shelf: Shelf, text: string, limit: number): readonly AuthorSuggestion[] {
  const typed = analyse(untex(text.slice(0, maxLength)))
    .tokens.map(({ surface }) => surface)
    .slice(0, maxWords);
  if (typed.length === 0 || limit <= 0) return [];
  const [fewest] = typed.map((word) => waysTo(shelf, word)).toSorted((a, b) => a.papers - b.papers);
  const found = new Map<string, { readonly id: string; readonly papers: number }>();
  for (const slot of slotsWith(shelf, fewest?.words ?? [])) {
    for (const name of namesIn(shelf, slot).filter((words) => answers(words, typed))) {
      const key = name.join(' ');
      const { id, papers } = found.get(key) ?? { id: shelf.columns.ids[slot] ?? '', papers: 0 };
      found.set(key, { id, papers: papers + 1 });
    }
  }
  return [...found]
    .toSorted(([name, a], [other, b]) => b.papers - a.papers || (name < other ? -1 : 1))
    .slice(0, limit)
    .map(([name, { id }]) => ({ text: name, id }));
}

/** {@link waysOn}; where there are none, those on from what follows a short word at the beginning. */
function waysTo(shelf: Shelf, begin: string): ReturnType<typeof waysOn> {
  const own = waysOn(shelf, begin);
  if (own.words.length > 0) return own;
  const others = shortWords
    .filter((length) => length < begin.length)
    .map((length) => waysOn(shelf, begin.slice(length)));
  return { words: others.flatMap(({ words }) => words), papers: others.reduce((sum, { papers }) => sum + papers, 0) };
}

/** Words of names that begin so, the most frequent first, and how many papers have them. */
function waysOn({ vocabulary }: Shelf, begin: string): { readonly words: readonly number[]; readonly papers: number } {
  const ways = vocabulary
    .beginning(begin)
    .map((id) => ({ id, papers: vocabulary.papers('names', id) }))
    .filter(({ papers }) => papers > 0)
    .toSorted((a, b) => b.papers - a.papers)
    .slice(0, maxWays);
  return { words: ways.map(({ id }) => id), papers: ways.reduce((sum, { papers }) => sum + papers, 0) };
}

function slotsWith({ columns, names }: Shelf, words: readonly number[]): ReadonlySet<number> {
  const slots = new Set<number>();
  for (const word of words) {
    const { array, from, to } = names.row(word);
    for (let at = from; at < to && slots.size < maxPapers; at += 1) {
      const slot = slotOf(array[at] ?? 0);
      if (columns.gone[slot] === 0) slots.add(slot);
    }
  }
  return slots;
}

/** The names on a paper, each as its words. */
function namesIn({ tokens, vocabulary }: Shelf, slot: number): readonly (readonly string[])[] {
  const text = tokens.readFirst(slot, 1);
  const names: string[][] = [];
  let name: string[] = [];
  for (const id of text.tokens.subarray(0, endOf(text, 'authors'))) {
    if (id !== 0) name.push(vocabulary.surface(id));
    else {
      names.push(name);
      name = [];
    }
  }
  return names;
}

/** Whether each typed word begins a word of the name, or two of them in one, no two of them the same one. */
function answers(name: readonly string[], typed: readonly string[]): boolean {
  const left = [...name];
  // The longest have the least choice.
  return typed
    .toSorted((a, b) => b.length - a.length)
    .every((word) => {
      const at = left.findIndex((part) => part.startsWith(word));
      const both = at >= 0 ? -1 : left.findIndex((part, i) => `${part}${left[i + 1] ?? ''}`.startsWith(word));
      left.splice(Math.max(at, both), at >= 0 ? 1 : 2);
      return at >= 0 || both >= 0;
    });
}
