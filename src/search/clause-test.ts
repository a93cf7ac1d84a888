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

  const inText = (section: Section, joined: Section): Test => {
    return (entry) =>
      hasRow(entry, section, row, vocabulary) ||
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

/** Whether the stems stand in that order, next to each other. -1 is a word that no paper has. */
function hasRow(entry: Entry, section: Section, row: readonly number[], vocabulary: Vocabulary): boolean {
  const [first] = row;
  if (first === undefined || row.includes(-1)) return false;
  const { from, to } = spanOf(entry, section);
  for (let start = from; start + row.length <= to; start += 1) {
    if (vocabulary.stemOf(entry.tokens[start] ?? 0) !== first) continue;
    let length = 1;
    while (length < row.length && vocabulary.stemOf(entry.tokens[start + length] ?? 0) === row[length]) length += 1;
    if (length === row.length) return true;
  }
  return false;
}

function nameTest(surfaces: readonly string[], vocabulary: Vocabulary): Test {
  const wanted = surfaces.map((surface) => {
    const id = vocabulary.find(surface);
    return (other: number): boolean =>
      other === id || (surface.length === 1 && vocabulary.surface(other).startsWith(surface));
  });
  return (entry) => {
    const { from, to } = spanOf(entry, 'authors');
    let missing = new Set(wanted);
    for (let place = from; place < to; place += 1) {
      const id = entry.tokens[place] ?? 0;
      if (id === 0) {
        missing = new Set(wanted);
        continue;
      }
      // One word of the name answers one word of the clause: `j smith` is no `Jane Doe` and `a a` needs two.
      const answered = [...missing].find((matches) => matches(id));
      if (answered !== undefined) missing.delete(answered);
      if (missing.size === 0) return true;
    }
    return false;
  };
}
