import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Paper } from '../../src/paper/paper.ts';
import { parseQuery } from '../../src/search/query.ts';
import type { SearchIndex, SearchResult } from '../../src/search/search-index.ts';
import { makePaper } from '../support/make-paper.ts';
import { seedPapers } from './seed-papers.ts';

const seed = 20261124;
const nothing = { hits: [], total: 0, complete: 0, corrections: [], suspicions: [] };
const all = { offset: 0, limit: 1000 };

function rounded(result: SearchResult): unknown {
  return result.hits.map(({ id, score, words }) => [id, score.toFixed(9), words]);
}

const library: readonly Paper[] = [
  makePaper({
    id: 'arxiv:2405.01234',
    title: 'Attention Is All You Need',
    abstract: 'Transformers replace recurrence. We show low-rank attention with C++ kernels in cs.CL style.',
    authors: ['Ashish Vaswani', 'Noam Shazeer'],
    published: '2017-06-12',
    categories: ['cs.CL', 'cs.LG'],
    upvotes: 90,
    keywords: ['sequence transduction'],
  }),
  makePaper({
    id: 'arxiv:2406.00001',
    title: 'Weight Decay and Its Discontents',
    abstract:
      'Quantization of the weights of a network; decay of the learning rate. GPT-4 and W4A4KV4, with N:M sparsity.',
    authors: ['José Núñez', 'Geoffrey E. Hinton'],
    published: '2024-05',
    categories: ['stat.ML'],
    upvotes: 12,
  }),
  makePaper({
    id: 'jsonl:7',
    title: 'To Be or Not to Be: Hamlet in Embeddings',
    abstract: 'We study weight and, separately, decay. Schr{\\"o}dinger said so. Eﬃcient naïve methods(ARL).',
    authors: ['Manning, Christopher'],
    published: '2024',
    categories: ['cs.DL'],
  }),
  makePaper({
    id: 'title:00000000000000aa',
    title: '深度学习综述',
    abstract: '机器学习的方法。Lowrank factors with optimi\u00adzation.',
    authors: ['Long Chen'],
    categories: ['math-ph'],
    upvotes: 12,
  }),
];

/** A paper that has the words of a title of the library far more often than that paper. */
function loud(id: string, published: string): Paper {
  return makePaper({
    id,
    title: 'Attention, attention: need is all you need, attention!',
    abstract: 'Attention is what you need. You need attention is all. '.repeat(8),
    published,
  });
}

/** What every index does, whatever thread it runs on. */
export function searchIndexContract(create: () => SearchIndex): void {
  let index: SearchIndex;
  // A thread takes a moment to start, so tests that change nothing share one index.
  const start = (): void => {
    index = create();
  };
  const stop = async (): Promise<void> => index.close();

  const ask = async (text: string): Promise<SearchResult> => index.search(parseQuery(text), all);
  const ids = async (text: string): Promise<readonly string[]> => (await ask(text)).hits.map((hit) => hit.id);

  describe('finding', () => {
    beforeAll(start);
    beforeAll(async () => index.put(library));
    afterAll(stop);

    it.each([
      ['gpt4', 'arxiv:2406.00001'],
      ['GPT 4', 'arxiv:2406.00001'],
      ['w4a4kv4', 'arxiv:2406.00001'],
      ['N:M', 'arxiv:2406.00001'],
      ['C++', 'arxiv:2405.01234'],
      ['low rank attention', 'arxiv:2405.01234'],
      ['quantize', 'arxiv:2406.00001'],
      ['quantisation', 'arxiv:2406.00001'],
      ['optimisation', 'title:00000000000000aa'],
      ['schrodinger', 'jsonl:7'],
      ['Schrödinger', 'jsonl:7'],
      ['efficient', 'jsonl:7'],
      ['naive', 'jsonl:7'],
      ['ARL', 'jsonl:7'],
      ['optimization', 'title:00000000000000aa'],
      ['机器学习', 'title:00000000000000aa'],
      ['学习', 'title:00000000000000aa'],
      ['Nunez', 'arxiv:2406.00001'],
      ['hinton', 'arxiv:2406.00001'],
      ['transduction', 'arxiv:2405.01234'],
      ['cs.CL', 'arxiv:2405.01234'],
      ['about 2406.00001v2', 'arxiv:2406.00001'],
      ['attention is all you need', 'arxiv:2405.01234'],
      ['to be or not to be', 'jsonl:7'],
      ['the not', 'jsonl:7'],
    ])('finds %s first', async (text, id) => {
      expect((await ids(text))[0]).toBe(id);
    });

    it('finds a compound in each of its three spellings', async () => {
      const both = ['arxiv:2405.01234', 'title:00000000000000aa'];
      expect((await ids('low-rank')).toSorted()).toEqual(both);
      expect((await ids('low rank')).toSorted()).toEqual(both);
      expect((await ids('lowrank')).toSorted()).toEqual(both);
    });

    it('puts neighbouring words before words that are apart', async () => {
      expect(await ids('weight decay')).toEqual(['arxiv:2406.00001', 'jsonl:7']);
    });

    it.each([
      ['"weight decay"', ['arxiv:2406.00001']],
      ['“Weight Decay”', ['arxiv:2406.00001']],
      ['weight -rate', ['jsonl:7']],
      ['weight -"weight decay"', ['jsonl:7']],
      ['decay -ti:decay', ['jsonl:7']],
      ['ti:weight', ['arxiv:2406.00001']],
      ['abs:weight abs:hamlet', []],
      ['au:hinton', ['arxiv:2406.00001']],
      ['au:nunez', ['arxiv:2406.00001']],
      ['au:"g hinton"', ['arxiv:2406.00001']],
      ['au:"hinton geoffrey"', ['arxiv:2406.00001']],
      ['au:"jose hinton"', []],
      ['au:"christopher manning"', ['jsonl:7']],
      ['au:man', []],
      ['cat:cs', ['jsonl:7', 'arxiv:2405.01234']],
      ['cat:cs.*', ['jsonl:7', 'arxiv:2405.01234']],
      ['cat:CS.cl', ['arxiv:2405.01234']],
      ['cat:cs.CL cat:math-ph', ['arxiv:2405.01234', 'title:00000000000000aa']],
      ['cat:c', []],
      ['id:2405.01234v3', ['arxiv:2405.01234']],
      ['https://arxiv.org/abs/2405.01234', ['arxiv:2405.01234']],
      ['id:jsonl:7', ['jsonl:7']],
      ['id:7', ['jsonl:7']],
      ['id:8', []],
      ['id:7 id:2405.01234 sort:new', ['jsonl:7', 'arxiv:2405.01234']],
      ['after:2024', ['arxiv:2406.00001', 'jsonl:7']],
      ['after:2024-02', ['arxiv:2406.00001']],
      ['before:2024-05', ['jsonl:7', 'arxiv:2405.01234']],
      ['year:2024', ['arxiv:2406.00001', 'jsonl:7']],
      ['year:2017-2023', ['arxiv:2405.01234']],
      ['-weight sort:top', ['arxiv:2405.01234', 'title:00000000000000aa']],
      ['sort:new', ['arxiv:2406.00001', 'jsonl:7', 'arxiv:2405.01234', 'title:00000000000000aa']],
      ['sort:top', ['arxiv:2405.01234', 'arxiv:2406.00001', 'title:00000000000000aa', 'jsonl:7']],
    ])('answers %s exactly', async (text, expected) => {
      expect(await ids(text)).toEqual(expected);
    });

    it('counts all and the complete ones, and names the words that a paper has', async () => {
      const result = await ask('weight hamlet the');
      expect(result).toMatchObject({ total: 2, complete: 1, corrections: [] });
      expect(result.hits.map((hit) => [hit.id, hit.words.toSorted()])).toEqual([
        ['jsonl:7', ['hamlet', 'weight']],
        ['arxiv:2406.00001', ['weight']],
      ]);
    });

    it('sorts only the complete ones by date', async () => {
      expect(await ids('weight hamlet sort:new')).toEqual(['jsonl:7']);
    });

    it('gives pages that fit together', async () => {
      const query = parseQuery('sort:new');
      const [first, second] = [
        await index.search(query, { offset: 0, limit: 3 }),
        await index.search(query, { offset: 3, limit: 3 }),
      ];
      expect([...first.hits, ...second.hits].map((hit) => hit.id)).toEqual(await ids('sort:new'));
      expect([first.total, second.total]).toEqual([4, 4]);
      expect(await index.search(query, { offset: 99, limit: 3 })).toMatchObject({ hits: [], total: 4 });
    });

    it.each([
      ['quantisatoin', 'quantization'],
      ['atention', 'attention'],
      ['transfor', 'transformers'],
      ['hintno', 'hinton'],
      ['ti:discontentz', 'discontents'],
    ])('takes %s for %s', async (typed, meant) => {
      const result = await ask(typed);
      expect(result.corrections).toEqual([{ from: typed.replace('ti:', ''), to: meant }]);
      expect(result.total).toBe(1);
      expect(result.hits[0]?.words ?? []).toEqual([meant]);
    });

    it.each(['W4A4KV5', '2405.01235', 'zzzzzzzzz', 'foo', '"completely absent phrase"', 'au:zzyzx'])(
      'finds nothing for %s and corrects nothing',
      async (text) => {
        const result = await ask(text);
        expect([result.total, result.complete, result.hits, result.corrections]).toEqual([0, 0, [], []]);
      },
    );

    it('puts a paper with every word before one that has some of them often', async () => {
      await index.put([
        makePaper({ id: 'jsonl:60', title: 'Sparse sparse sparse', abstract: 'sparse '.repeat(20) }),
        makePaper({
          id: 'jsonl:61',
          title: 'Sparse proofs',
          abstract: 'A theorem, and much else that is no word of it.',
        }),
      ]);
      expect((await ids('theorem sparse')).slice(0, 2)).toEqual(['jsonl:61', 'jsonl:60']);
      await index.remove(['jsonl:60', 'jsonl:61']);
    });

    it('shows no two versions of a paper on one page', async () => {
      const said = Array.from({ length: 40 }, (_, number) => `Claim${number} follows`).join(' ');
      const twin = (id: string, published: string): Paper =>
        makePaper({ id, title: 'Zither pursuit', abstract: `Zither pursuit. ${said}`, published });
      const others = Array.from({ length: 14 }, (_, number) =>
        makePaper({ id: `jsonl:9${number}0`, title: 'Pursuit', abstract: `A zither, in way ${number}.` }),
      );
      const all15 = [twin('jsonl:901', '2024'), twin('jsonl:902', '2023'), ...others];
      await index.put(all15);
      const found = await ask('zither pursuit');
      const places = found.hits.map(({ id }) => id);
      expect(found.total).toBe(16);
      expect(places.filter((id) => /90[12]$/.test(id))).toEqual(['jsonl:901', 'jsonl:902']);
      expect(places.indexOf('jsonl:902')).toBeGreaterThanOrEqual(10);
      expect(found.hits.map(({ score }) => score)).toEqual(
        found.hits.map(({ score }) => score).toSorted((a, b) => b - a),
      );
      await index.remove(all15.map(({ id }) => id));
    });

    it('takes a year beside other words for the year of the paper, too', async () => {
      const twins = ['2019-05-01', '2021', '2023-02'].map((published, number) =>
        makePaper({ id: `jsonl:7${number}`, title: 'Zygotic drift', authors: ['Yu-Xiang Quu'], published }),
      );
      await index.put(twins);
      expect((await ids('zygotic drift 2021'))[0]).toBe('jsonl:71');
      expect(await ids('Yu-Xiang 2019')).toEqual(['jsonl:70', 'jsonl:72', 'jsonl:71']);
      expect((await ask('quu 2021')).complete).toBe(1);
      await index.remove(twins.map(({ id }) => id));
    });

    it('prefers the paper of the person whose full name was typed to one of two persons', async () => {
      await index.put([
        makePaper({ id: 'jsonl:80', authors: ['Wei Zhang', 'Jun Wang'] }),
        makePaper({ id: 'jsonl:81', authors: ['Jun Zhang', 'Wei Wang'] }),
      ]);
      expect(await ids('wei wang')).toEqual(['jsonl:81', 'jsonl:80']);
      expect(await ids('jun wang')).toEqual(['jsonl:80', 'jsonl:81']);
      await index.remove(['jsonl:80', 'jsonl:81']);
    });

    it('is led by what a mistyped name and a half-typed last word may mean, among the papers that it finds anyway', async () => {
      const many = Array.from({ length: 20 }, (_, number) =>
        makePaper({ id: `jsonl:${200 + number}`, title: 'Forest inventory', authors: [`Person${number} Other`] }),
      );
      const meant = makePaper({ id: 'jsonl:199', title: 'Forest inventory by radar', authors: ['Ada Kowalczuk'] });
      await index.put([...many, meant]);
      for (const typed of ['Kowalczak forest', 'forest rad']) {
        const result = await ask(typed);
        expect(result).toMatchObject({ total: 21, complete: 0, corrections: [] });
        expect(result.hits[0]?.id).toBe('jsonl:199');
      }
      expect((await ids('rad forest'))[0]).not.toBe('jsonl:199');
      await index.remove([...many, meant].map(({ id }) => id));
    });

    it('suspects a mistake behind a rare word that is nearly a frequent one, and takes it as it is', async () => {
      const papers = Array.from({ length: 30 }, (_, number) =>
        makePaper({ id: `jsonl:${100 + number}`, title: 'Language' }),
      );
      const slip = makePaper({ id: 'jsonl:99', title: 'The langauge of weight', authors: ['Ada Langauges'] });
      await index.put([...papers, slip]);
      const suspicions = [{ from: 'langauge', to: 'language' }];
      expect(await ask('langauge')).toMatchObject({ total: 1, corrections: [], suspicions });
      expect(await ask('langauge year:1999')).toMatchObject({ total: 0, suspicions });
      expect(await ask('langauge weight -decay sort:new')).toMatchObject({ total: 1, suspicions });
      for (const meant of ['language', 'weight', 'LANGAUGE', 'Langauges', 'langauge-x', 'quantisatoin']) {
        expect((await ask(meant)).suspicions).toEqual([]);
      }
    });

    it('takes the exact words where they find plenty, and only offers what was perhaps meant', async () => {
      const papers = Array.from({ length: 30 }, (_, number) =>
        makePaper({ id: `jsonl:${100 + number}`, title: 'Language' }),
      );
      await index.put(papers);
      const suspicions = [{ from: 'quantisatoin', to: 'quantization' }];
      expect(await ask('language quantisatoin')).toMatchObject({ total: 30, complete: 0, corrections: [], suspicions });
      // No word is near enough to be meant.
      expect(await ask('language forest')).toMatchObject({ total: 30, corrections: [], suspicions: [] });
    });

    it('takes only a name for a name, and a word of a title for one of a title', async () => {
      expect((await ask('au:hintno')).corrections).toEqual([{ from: 'hintno', to: 'hinton' }]);
      expect(await ask('au:wieght')).toMatchObject({ total: 0, corrections: [] });
      expect((await ask('wieght')).corrections).toEqual([{ from: 'wieght', to: 'weight' }]);
    });

    it('falls back to the parts of a compound that no paper has', async () => {
      const result = await ask('GPT-5x');
      expect(result).toMatchObject({ total: 1, complete: 0, hits: [{ id: 'arxiv:2406.00001', words: ['GPT'] }] });
    });

    it('suggests words and titles', async () => {
      expect(await index.suggest('atten', 5)).toEqual([
        { kind: 'word', text: 'attention' },
        { kind: 'title', text: 'Attention Is All You Need', id: 'arxiv:2405.01234' },
      ]);
      expect(await index.suggest('all you n', 1)).toEqual([
        { kind: 'title', text: 'Attention Is All You Need', id: 'arxiv:2405.01234' },
      ]);
      expect(await index.suggest('   ', 5)).toEqual([]);
      expect(await index.suggest('atten', 0)).toEqual([]);
    });

    it('suggests authors by any beginnings of their names, in any order, who wrote most first', async () => {
      await index.put([
        makePaper({ id: 'arxiv:2401.00001', authors: ['Zoë Müller', 'Ann Bee'] }),
        makePaper({ id: 'arxiv:2401.00002', authors: ['Zoe Muller', 'Zoe Miles'] }),
        makePaper({ id: 'arxiv:2401.00003', authors: ['Miles Zoeller'] }),
      ]);
      const names = async (text: string, limit = 5) =>
        (await index.suggestAuthors(text, limit)).map((suggestion) => suggestion.text);
      expect(await names('zoe')).toEqual(['zoe muller', 'miles zoeller', 'zoe miles']);
      expect(await names('Mü z')).toEqual(['zoe muller']);
      expect(await names('zoe mi')).toEqual(['miles zoeller', 'zoe miles']);
      expect(await names('zoe', 1)).toEqual(['zoe muller']);
      expect(['arxiv:2401.00001', 'arxiv:2401.00002']).toContain((await index.suggestAuthors('mull', 1))[0]?.id);
      for (const nobody of ['', '  ', 'zoe zoe', 'muller bee', '!?']) expect(await names(nobody)).toEqual([]);
      await index.remove(['arxiv:2401.00001', 'arxiv:2401.00002']);
      expect(await names('zoe')).toEqual(['miles zoeller']);
    });
  });

  describe('changing', () => {
    beforeEach(start);
    afterEach(stop);

    it('replaces a paper at once', async () => {
      await index.put(library);
      await index.put([makePaper({ id: 'jsonl:7', title: 'Ophelia drowns' })]);
      expect(await ids('hamlet')).toEqual([]);
      expect(await ids('au:manning')).toEqual([]);
      expect(await ids('ophelia')).toEqual(['jsonl:7']);
      expect(await index.size()).toBe(4);
    });

    it('forgets a paper and ignores ids that it does not know', async () => {
      await index.put(library);
      await index.remove(['jsonl:7', 'nobody:1']);
      expect(await ids('hamlet')).toEqual([]);
      expect(await ids('sort:new')).not.toContain('jsonl:7');
      expect(await index.size()).toBe(3);
    });

    it('answers the same after papers came and went', async () => {
      await index.put(library);
      const before = await ask('weight attention low-rank decay 学习');
      await index.put([makePaper({ id: 'jsonl:99', title: 'Weight of attention', abstract: 'decay decay low rank' })]);
      await index.put(library.toReversed());
      await index.remove(['jsonl:99']);
      const after = await ask('weight attention low-rank decay 学习');
      expect(rounded(after)).toEqual(rounded(before));
      expect(after.total).toBe(before.total);
    });

    it('takes the last one when a batch has the same paper twice', async () => {
      await index.put([makePaper({ id: 'jsonl:1', title: 'First' }), makePaper({ id: 'jsonl:1', title: 'Second' })]);
      expect([await ids('first'), await ids('second'), await index.size()]).toEqual([[], ['jsonl:1'], 1]);
    });

    it('puts the paper whose title was typed first, whatever others say of its words', async () => {
      const [title, other] = ['arxiv:2405.01234', 'jsonl:same'];
      await index.put([...library, loud('jsonl:loud', '2025'), loud('jsonl:louder', '2026')]);
      for (const asked of ['attention is all you need', 'Attention Is All You Need!', '"attention is all you need"']) {
        expect((await ids(asked))[0]).toBe(title);
      }
      // The beginning of this title only, of four words; then of three, and of two titles.
      expect((await ids('attention is all you'))[0]).toBe(title);
      expect((await ids('attention is all'))[0]).toBe('jsonl:louder');
      // Two papers of that title come by their scores, and the shorter text has more of it.
      await index.put([makePaper({ id: other, title: 'attention is all: you need', published: '1999' })]);
      expect((await ids('attention is all you need')).slice(0, 2)).toEqual([other, title]);
      expect((await ids('attention is all you'))[0]).toBe('jsonl:louder');
      await index.remove([title]);
      expect((await ids('attention is all you need'))[0]).toBe(other);
      expect((await ids('attention is all you'))[0]).toBe(other);
      // A new text, and the old one is no title any more.
      await index.put([makePaper({ id: other, title: 'Something else that you need' })]);
      expect((await ids('attention is all you need'))[0]).toBe('jsonl:louder');
      expect((await ids('attention is all you need year:2025'))[0]).toBe('jsonl:loud');
      expect((await ids('something else that you'))[0]).toBe(other);
    });

    it('puts the papers of a category before those that have its letters, unless it is a word', async () => {
      const letters = makePaper({
        id: 'jsonl:letters',
        title: 'CS and CL: a CS.CL for CS, for CL',
        abstract: 'CS CL. '.repeat(30),
        categories: ['Search'],
      });
      const quoted = makePaper({
        id: 'jsonl:quoted',
        title: 'CS.CL, cs.CL',
        abstract: 'search',
        categories: ['math.CO'],
      });
      await index.put([...library, makePaper({ id: 'jsonl:in', categories: ['cs.CL', 'x.y'] }), letters, quoted]);
      const first = async (text: string): Promise<readonly string[]> => (await ids(text)).slice(0, 2).toSorted();
      await index.put([makePaper({ id: 'jsonl:too', categories: ['cs.CL'] })]);
      expect((await ids('cs.CL')).slice(0, 3).toSorted()).toEqual(['arxiv:2405.01234', 'jsonl:in', 'jsonl:too']);
      expect((await ids('CS.cl')).slice(0, 3).toSorted()).toEqual(['arxiv:2405.01234', 'jsonl:in', 'jsonl:too']);
      expect(await first('math-ph')).toEqual(['title:00000000000000aa']);
      // Two papers have it in their texts, and one is in the category.
      await index.put([makePaper({ id: 'jsonl:word', title: 'Search', abstract: 'search, search' })]);
      expect((await ids('search'))[0]).toBe('jsonl:word');
      // Removed papers are no papers of the category.
      await index.remove(['jsonl:in', 'jsonl:too']);
      expect((await ids('cs.CL'))[0]).not.toBe('arxiv:2405.01234');
    });

    it('leaves the scores of the others alone when a title was typed', async () => {
      await index.put(library);
      const before = (await ask('weight decay')).hits;
      await index.put([makePaper({ id: 'jsonl:short', title: 'Weight decay' })]);
      const { hits } = await ask('weight decay');
      expect(hits[0]?.id).toBe('jsonl:short');
      expect(hits.slice(1).map((hit) => hit.id)).toEqual(before.map((hit) => hit.id));
      expect(hits[0]?.score).toBeLessThan(2 * (hits[1]?.score ?? 0));
    });

    it('finds the papers of every source by the id that it gave, until they go', async () => {
      const id = 'acl:2007.jeptalnrecital-long.30';
      await index.put([...library, makePaper({ id: `jsonl:${id}` }), makePaper({ id: 'other:7' })]);
      expect(await ids(`id:${id}`)).toEqual([`jsonl:${id}`]);
      expect(await ids(`id:jsonl:${id}`)).toEqual([`jsonl:${id}`]);
      expect(await ids('id:7 sort:new')).toEqual(['jsonl:7', 'other:7']);
      await index.remove(['other:7']);
      expect(await ids('id:7')).toEqual(['jsonl:7']);
    });

    it('is empty at first', async () => {
      expect(await ask('anything')).toEqual(nothing);
      expect(await index.related('jsonl:1', all)).toEqual(nothing);
      expect(await index.size()).toBe(0);
    });

    it('rejects every call after it was closed', async () => {
      await index.close();
      await expect(ask('weight')).rejects.toThrow('The search index was closed');
      await expect(index.put(library)).rejects.toThrow('The search index was closed');
      await expect(index.size()).rejects.toThrow('The search index was closed');
    });
  });

  describe('the papers that Paperboy starts with', () => {
    beforeEach(start);
    afterEach(stop);

    it('finds what is asked for', async () => {
      const papers = await seedPapers();
      await index.put(papers);
      const titleOf = (id: string | undefined): string | undefined => papers.find((paper) => paper.id === id)?.title;
      expect(titleOf((await ids('weight decay'))[0])).toBe('Why Do We Need Weight Decay in Modern Deep Learning?');
      const found: (string | undefined)[] = [];
      for (const paper of papers) found.push(titleOf((await ids(`"${paper.title}"`))[0]));
      expect(found).toEqual(papers.map((paper) => paper.title));
    });

    it('names similar papers, best first, without the paper itself', async () => {
      const papers = await seedPapers();
      const known = papers.find((paper) => paper.title.startsWith('Weight Normalization'));
      const twin = makePaper({ id: 'jsonl:twin', title: `${known?.title}!`, abstract: known?.abstract ?? '' });
      await index.put([...papers, twin]);
      const { hits, total } = await index.related(known?.id ?? '', { offset: 0, limit: 5 });
      expect(hits).toHaveLength(5);
      expect(hits[0]?.id).toBe('jsonl:twin');
      expect(hits.map((hit) => hit.id)).not.toContain(known?.id);
      expect(hits.map((hit) => hit.score)).toEqual(hits.map((hit) => hit.score).toSorted((a, b) => b - a));
      expect(total).toBeGreaterThan(5);
    });
  });

  describe('any text', () => {
    beforeEach(start);
    afterEach(stop);

    // Parts that mean something to the query language, so that they meet.
    const odd = fc.constantFrom(
      '"',
      '“',
      '«',
      '-',
      '- ',
      'ti:',
      'au:',
      'cat:',
      'id:',
      'after:',
      'year: ',
      '2024-13',
      ' ',
      '\\',
      '{',
      '学',
      'ﬁ',
      '\u200b',
      '\ud800',
      '😀',
      "'",
      '.',
      '__proto__',
      'constructor',
      'the ',
      'weight ',
    );
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.array(odd, { maxLength: 30 }).map((parts) => parts.join('')),
    );

    it('never throws as a query or a half-typed query', async () => {
      await index.put(library);
      await fc.assert(
        fc.asyncProperty(anyText, async (text) => {
          const result = await ask(text);
          expect(result.hits.length).toBe(result.total);
          expect(result.complete).toBeLessThanOrEqual(result.total);
          expect((await index.suggest(text, 3)).length).toBeLessThanOrEqual(3);
          expect((await index.suggestAuthors(text, 3)).length).toBeLessThanOrEqual(3);
        }),
        { seed, numRuns: 150 },
      );
    });

    it('finds a paper by its own title, until it is removed', async () => {
      await index.put(library);
      await fc.assert(
        fc.asyncProperty(anyText, anyText, anyText, async (title, abstract, name) => {
          const id = 'jsonl:any';
          await index.put([makePaper({ id, title, abstract, authors: [name], keywords: [name], categories: [name] })]);
          const query = parseQuery(title.replaceAll(/[^\p{L}\p{N}]+/gu, ' '));
          const found = (await index.search(query, all)).hits.some((hit) => hit.id === id);
          const searched = query.words.length > 0 && query.ids.length === 0;
          expect(found || !searched).toBe(true);
          await index.related(id, all);
          await index.remove([id]);
          expect((await index.search(query, all)).hits.some((hit) => hit.id === id)).toBe(false);
          expect(await index.size()).toBe(library.length);
        }),
        { seed, numRuns: 150 },
      );
    });
  });
}
