import { describe, expect, it } from 'vitest';
import type { Paper } from '../../../src/paper/paper.ts';
import { createPaperIndex } from '../../../src/search/paper-index.ts';
import { parseQuery } from '../../../src/search/query.ts';
import { createThreadedIndex } from '../../../src/search/threaded-index.ts';
import { makePaper } from '../../support/make-paper.ts';

const topics = [
  ['galaxy', 'redshift', 'telescope', 'nebula', 'quasar', 'photometry'],
  ['protein', 'enzyme', 'ligand', 'folding', 'peptide', 'residue'],
  ['parser', 'syntax', 'treebank', 'grammar', 'dependency', 'morphology'],
  ['bridge', 'concrete', 'girder', 'fatigue', 'vibration', 'steel'],
];

/** Papers of a few topics, each with some of the words of its topic, of its own number and of none. */
function collection(count: number): readonly Paper[] {
  let state = 7;
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: count }, (_, number) => {
    const topic = topics[number % topics.length] ?? [];
    const words = Array.from({ length: 8 }, () => topic[next(topic.length)]);
    const noise = Array.from({ length: 8 }, () => `noise${next(300).toString(36)}x`);
    return makePaper({
      id: `jsonl:${number}`,
      title: words.slice(0, 2).join(' '),
      abstract: [...words, ...noise].join(' '),
    });
  });
}

const page = { offset: 0, limit: 20 };
/** One has words of the topic of the question, but for `method`; the other only that one. */
const near = makePaper({ id: 'jsonl:near', title: 'method', abstract: 'method quasar nebula photometry telescope' });
const far = makePaper({ id: 'jsonl:far', title: 'method', abstract: 'method girder concrete fatigue steel' });

describe('the semantic model', () => {
  it('prefers the paper that is about the topic of the question, though it has no more of its words', async () => {
    const index = createPaperIndex();
    await index.put([...collection(600), far, near]);
    const { hits } = await index.search(parseQuery('method redshift'), { offset: 0, limit: 1000 });
    expect(hits.length).toBeGreaterThan(100);
    const places = ['jsonl:near', 'jsonl:far'].map((id) => hits.findIndex((hit) => hit.id === id));
    expect(places[0]).toBeLessThan(places[1] ?? 0);
  });

  it('folds in a paper that came later, and forgets one that went', async () => {
    const index = createPaperIndex();
    await index.put(collection(600));
    await index.search(parseQuery('method redshift'), page);
    await index.put([far, near]);
    const order = async (): Promise<readonly string[]> =>
      (await index.search(parseQuery('method redshift'), page)).hits.map(({ id }) => id);
    expect((await order()).indexOf('jsonl:near')).toBeLessThan((await order()).indexOf('jsonl:far'));
    await index.remove(['jsonl:near']);
    await index.put([{ ...far, id: 'jsonl:next' }]);
    expect(await order()).not.toContain('jsonl:near');
    expect((await index.related('jsonl:next', page)).hits.map(({ id }) => id)).not.toContain('jsonl:near');
  });

  it('gives the same page again and again', async () => {
    const index = createPaperIndex();
    await index.put([...collection(600), far, near]);
    const first = await index.search(parseQuery('telescope girder method'), page);
    expect(await index.search(parseQuery('telescope girder method'), page)).toEqual(first);
    const other = createPaperIndex();
    await other.put([...collection(600), far, near]);
    expect(await other.search(parseQuery('telescope girder method'), page)).toEqual(first);
  });

  it('learns what an acronym stands for, and the other way round', async () => {
    const index = createPaperIndex();
    const introduced = Array.from({ length: 4 }, (_, number) =>
      makePaper({
        id: `jsonl:i${number}`,
        title: 'Galaxies',
        abstract: 'We use the Theory of Quasar Dust (TQD) here.',
      }),
    );
    const short = makePaper({ id: 'jsonl:short', title: 'TQDs in bridges', abstract: 'Steel and girder.' });
    const long = makePaper({ id: 'jsonl:long', title: 'A theory of quasar dust', abstract: 'Steel and girder.' });
    const other = makePaper({
      id: 'jsonl:other',
      title: 'A theory of dust',
      abstract: 'Steel and girder.',
    });
    await index.put([...collection(600), ...introduced, short, long, other]);
    const first = async (question: string): Promise<readonly string[]> =>
      (await index.search(parseQuery(question), page)).hits
        .slice(0, 2)
        .map(({ id }) => id)
        .toSorted();
    expect(await first('tqd steel')).toEqual(['jsonl:long', 'jsonl:short']);
    expect(await first('theory of quasar dust steel')).toEqual(['jsonl:long', 'jsonl:short']);
    const { hits, complete } = await index.search(parseQuery('tqd steel'), page);
    expect(complete).toBe(2);
    // What is marked in a snippet is what the paper says.
    expect(hits.find(({ id }) => id === 'jsonl:long')?.words).toEqual(['tqd', 'theori quasar dust', 'steel']);
  });

  it('learns no acronym from less than three papers, and forgets one whose papers went', async () => {
    const index = createPaperIndex();
    const introduced = Array.from({ length: 3 }, (_, number) =>
      makePaper({
        id: `jsonl:i${number}`,
        title: 'Galaxies',
        abstract: 'We use the Theory of Quasar Dust (TQD) here.',
      }),
    );
    const long = makePaper({ id: 'jsonl:long', title: 'The theory of quasar dust' });
    const found = async (): Promise<boolean> =>
      (await index.search(parseQuery('tqd'), page)).hits.some(({ id }) => id === 'jsonl:long');
    await index.put([...collection(600), ...introduced.slice(1), long]);
    expect(await found()).toBe(false);
    // A fifth of the papers changed, so it is time to learn again.
    await index.put([...introduced, ...collection(800)]);
    expect(await found()).toBe(true);
    await index.remove(introduced.map(({ id }) => id));
    await index.put(collection(1100));
    expect(await found()).toBe(false);
  });

  it('is learned on the thread between questions, and is the same in the end', async () => {
    const [index, threaded] = [createPaperIndex(), createThreadedIndex()];
    try {
      const papers = [...collection(600), far, near];
      await Promise.all([index.put(papers), threaded.put(papers)]);
      const expected = await index.search(parseQuery('telescope girder method'), page);
      let answer = await threaded.search(parseQuery('telescope girder method'), page);
      // Without the model at first; each question gives the thread its turn.
      expect(answer).not.toEqual(expected);
      while (JSON.stringify(answer) !== JSON.stringify(expected)) {
        answer = await threaded.search(parseQuery('telescope girder method'), page);
      }
      expect(answer).toEqual(expected);
    } finally {
      await threaded.close();
    }
  });
});
