import MiniSearch from 'minisearch';
import type { Paper } from '../src/paper/paper.ts';
import { analyse, isCjk, isStopWord, stem, untex } from '../src/search/terms.ts';

type Fields = { readonly id: string; readonly title: string; readonly text: string; readonly labels: string };

/**
 * Plain MiniSearch with the tuned settings, as Paperboy ranked until it had postings of its own: the same terms, fields and
 * weights, so that the decision for them can be measured again.
 */
export type Yardstick = {
  readonly add: (papers: readonly Paper[]) => void;
  /** The ten best of a question of plain words, and how many there are. */
  readonly ask: (question: string) => { readonly ids: readonly string[]; readonly total: number };
};

const bm25 = { k: 2.2, b: 0.7, d: 0.5 };
const boost = { title: 0.3, text: 1, labels: 0.3 };

export function miniSearchYardstick(): Yardstick {
  const mini = new MiniSearch<Fields>({
    fields: ['title', 'text', 'labels'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => (term === '' ? null : term),
    searchOptions: { bm25, boost },
  });
  return {
    add: (papers) => mini.addAll(papers.map(fieldsOf)),
    ask: (question) => {
      const found = mini.search([...new Set(terms(question))].join(' '));
      // MiniSearch multiplies the sum by the number of terms that matched; the plain sum ranks better.
      const plain = found.map(({ id, score, queryTerms }) => ({ id: String(id), score: score / queryTerms.length }));
      plain.sort((a, b) => b.score - a.score);
      return { ids: plain.slice(0, 10).map(({ id }) => id), total: plain.length };
    },
  };
}

function fieldsOf({ id, title, abstract, keywords, categories }: Paper): Fields {
  const inTitle = terms(title);
  return {
    id,
    title: inTitle.join(' '),
    text: [...inTitle, ...terms(abstract)].join(' '),
    labels: [...keywords, ...categories].flatMap(terms).join(' '),
  };
}

/** A string cut out of a text would keep the whole text in memory; these are the strings that are kept instead. */
const kept = new Map<string, string>();

function terms(text: string): string[] {
  const { tokens, joined, grams } = analyse(untex(text));
  return [...tokens.filter(({ surface }) => !isCjk(surface)), ...joined, ...grams]
    .filter(({ surface }) => !isStopWord(surface))
    .map(({ surface }) => {
      const known = kept.get(surface);
      if (known !== undefined) return known;
      const made = stem(surface).split('').join('');
      kept.set(surface.split('').join(''), made);
      return made;
    });
}
