import { spanOf } from './entry.ts';
import type { Entry, Section } from './entry.ts';
import type { Clause } from './clause.ts';
import { analyse, untex } from './terms.ts';
import type { Analysis } from './terms.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Whether a paper has what a clause names. */
export type Test = (entry: Entry) => boolean;

/**
 * Words next to each other, compared by stem, in one field or in any; `lowrank` also finds `low-rank`. In names: every word in one name,
 * in any order, and a single letter stands for a name that begins with it. A clause without any word is in no paper.
 */
export function clauseTest(clause: Clause, vocabulary: Vocabulary): Test {
  const analysis = analyse(untex(clause.text));
  const surfaces = analysis.tokens.map((token) => token.surface);
  const row = surfaces
    .map((surface) => vocabulary.find(surface))
    .map((id) => (id === undefined ? -1 : vocabulary.stemOf(id)));
  const whole = inOnePiece(analysis);
  const wholeId = whole === null ? undefined : vocabulary.find(whole);
  const wholeStem = wholeId === undefined ? -1 : vocabulary.stemOf(wholeId);
  if (surfaces.length === 0) return () => false;

  const possible = !row.includes(-1);
  const inText = (section: Section, joined: Section): Test => {
    return (entry) =>
      (possible && hasRow(entry, section, row, vocabulary)) ||
      (wholeStem > 0 &&
        (hasRow(entry, section, [wholeStem], vocabulary) || hasRow(entry, joined, [wholeStem], vocabulary)));
  };
  const title = inText('title', 'joinedTitle');
  const abstract = inText('abstract', 'joinedText');
  const labels = inText('labels', 'joinedLabels');
  const authors = nameTest(surfaces, vocabulary);
  if (clause.field === null) return (entry) => title(entry) || abstract(entry) || labels(entry) || authors(entry);
  return { title, abstract, authors }[clause.field];
}

/** The clause as one word, when it is one (`lowrank`) or a compound (`low-rank`). */
function inOnePiece({ tokens, joined }: Analysis): string | null {
  if (tokens.length === 1) return tokens[0]?.surface ?? null;
  const compound = joined[0];
  const covers = compound?.start === tokens[0]?.start && compound?.end === tokens.at(-1)?.end;
  return covers ? (compound?.surface ?? null) : null;
}

/** Whether the stems stand in that order, next to each other. */
function hasRow(entry: Entry, section: Section, row: readonly number[], vocabulary: Vocabulary): boolean {
  const [first] = row;
  if (first === undefined) return false;
  const { from, to } = spanOf(entry, section);
  for (let start = from; start + row.length <= to; start += 1) {
    if (vocabulary.stemOf(entry.tokens[start] ?? 0) !== first) continue;
    let length = 1;
    while (length < row.length && vocabulary.stemOf(entry.tokens[start + length] ?? 0) === row[length]) length += 1;
    if (length === row.length) return true;
  }
  return false;
}

/** The longest name has fewer words; a longer clause is no name. */
const maxNameWords = 8;

function nameTest(surfaces: readonly string[], vocabulary: Vocabulary): Test {
  const ids = surfaces.map((surface) => vocabulary.find(surface));
  const isName = surfaces.every((surface, place) => surface.length === 1 || vocabulary.papersBy(ids[place] ?? 0) > 0);
  if (!isName || surfaces.length > maxNameWords) return () => false;
  const matches = (place: number, id: number): boolean =>
    id === ids[place] || (surfaces[place]?.length === 1 && vocabulary.surface(id).startsWith(surfaces[place] ?? ''));
  return (entry) => {
    const { from, to } = spanOf(entry, 'authors');
    // One word of a name answers one word of the clause, as one bit each: `a a` needs two words that begin with an a.
    let answered = 0;
    for (let place = from; place < to; place += 1) {
      const id = entry.tokens[place] ?? 0;
      if (id === 0) {
        answered = 0;
        continue;
      }
      const next = surfaces.findIndex((_, word) => (answered & (1 << word)) === 0 && matches(word, id));
      if (next >= 0) answered |= 1 << next;
      if (answered === (1 << surfaces.length) - 1) return true;
    }
    return false;
  };
}
