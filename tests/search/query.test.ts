import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeQuery } from '../../src/search/describe-query.ts';
import { parseQuery } from '../../src/search/query.ts';
import type { Query } from '../../src/search/query.ts';
import { cpuMs } from '../support/cpu-time.ts';

const nothing = {
  words: [],
  phrases: [],
  required: [],
  excluded: [],
  categories: [],
  ids: [],
  after: null,
  before: null,
  min: null,
  sort: null,
  notes: [],
} satisfies Omit<Query, 'text' | 'filters'>;

const clause = (field: 'title' | 'abstract' | 'authors' | null, text: string) => ({ field, text });

describe('parseQuery', () => {
  it.each<[string, Partial<Query>]>([
    ['', {}],
    [' \n\t ', {}],
    ['weight decay', { words: ['weight', 'decay'] }],
    ['Weight (decay), please!', { words: ['Weight', 'decay', 'please'] }],
    ['C++ and C#', { words: ['C++', 'and', 'C#'] }],
    ['-foo', { excluded: [clause(null, 'foo')] }],
    ['a -foo -3d', { words: ['a'], excluded: [clause(null, 'foo'), clause(null, '3d')] }],
    ['−foo －bar', { excluded: [clause(null, 'foo'), clause(null, 'bar')] }],
    ['-"foo bar" baz', { words: ['baz'], excluded: [clause(null, 'foo bar')] }],
    ['-ti:foo -au:"a b"', { excluded: [clause('title', 'foo'), clause('authors', 'a b')] }],
    ['a - b', { words: ['a', 'b'] }],
    ['word — dash', { words: ['word', 'dash'] }],
    ['at -5 degrees and -0.3', { words: ['at', '5', 'degrees', 'and', '0.3'] }],
    ['state-of-the-art x-ray', { words: ['state-of-the-art', 'x-ray'] }],
    ["don't 'quote' me", { words: ["don't", 'quote', 'me'] }],
    ['question: what is N:M?', { words: ['question', 'what', 'is', 'N:M'] }],
    ['see https://example.org/a:b', { words: ['see', 'https://example.org/a:b'] }],
    ['"weight decay" why', { words: ['weight', 'decay', 'why'], phrases: [clause(null, 'weight decay')] }],
    ['“weight decay”', { words: ['weight', 'decay'], phrases: [clause(null, 'weight decay')] }],
    ['„weight decay“', { words: ['weight', 'decay'], phrases: [clause(null, 'weight decay')] }],
    ['« weight decay »', { words: ['weight', 'decay'], phrases: [clause(null, 'weight decay')] }],
    ['＂weight decay＂', { words: ['weight', 'decay'], phrases: [clause(null, 'weight decay')] }],
    ['「weight decay」', { words: ['weight', 'decay'], phrases: [clause(null, 'weight decay')] }],
    [
      '"weight decay"-based nets',
      { words: ['weight', 'decay', 'based', 'nets'], phrases: [clause(null, 'weight decay')] },
    ],
    ['a 5" pipe', { words: ['a', '5', 'pipe'] }],
    ['"" "..." x', { words: ['x'] }],
    ['ti:decay', { words: ['decay'], required: [clause('title', 'decay')] }],
    [
      'TI:decay Abs:rate',
      { words: ['decay', 'rate'], required: [clause('title', 'decay'), clause('abstract', 'rate')] },
    ],
    ['ti：decay', { words: ['decay'], required: [clause('title', 'decay')] }],
    [
      'title:decay author:hinton',
      { words: ['decay'], required: [clause('title', 'decay'), clause('authors', 'hinton')] },
    ],
    ['ti:"weight decay"', { words: ['weight', 'decay'], phrases: [clause('title', 'weight decay')] }],
    [
      'au:hinton, (au:"g hinton")',
      { required: [clause('authors', 'hinton')], phrases: [clause('authors', 'g hinton')] },
    ],
    ['Title: Attention is all', { words: ['Title', 'Attention', 'is', 'all'] }],
    ['cat:cs.CL cat:cs', { categories: ['cs.CL', 'cs'] }],
    ['the cat: a study', { words: ['the', 'cat', 'a', 'study'] }],
    ['cat: math', { categories: ['math'] }],
    ['id:2401.01234v2', { ids: ['arxiv:2401.01234'] }],
    ['id:arXiv:hep-th/9901001 x', { words: ['x'], ids: ['arxiv:hep-th/9901001'] }],
    ['id:51 x', { words: ['x'], ids: ['51'] }],
    ['id:acl:2007.jeptalnrecital-long.30', { ids: ['acl:2007.jeptalnrecital-long.30'] }],
    ['id:jsonl:51, id:51', { ids: ['jsonl:51', '51'] }],
    ['id:2401.01234 id:arXiv:2401.01234v2', { ids: ['arxiv:2401.01234'] }],
    ['cat:cs.CL cat:CS.cl', { categories: ['cs.CL'] }],
    [
      '-foo -Foo ti:a1 ti:a1',
      { words: ['a1', 'a1'], required: [clause('title', 'a1')], excluded: [clause(null, 'foo')] },
    ],
    ['"a b" "a b"', { words: ['a', 'b', 'a', 'b'], phrases: [clause(null, 'a b')] }],
    ['id: please', { words: ['id', 'please'] }],
    ['2401.01234', { ids: ['arxiv:2401.01234'] }],
    ['https://arxiv.org/abs/2401.01234v3', { ids: ['arxiv:2401.01234'] }],
    ['2401.01234, 2402.00001', { ids: ['arxiv:2401.01234', 'arxiv:2402.00001'] }],
    ['like 2401.01234', { words: ['like', '2401.01234'] }],
    ['after:2025-01', { after: '2025-01' }],
    ['after:2025-1-5 before: 2026', { after: '2025-01-05', before: '2026' }],
    ['after:2024 after:2025', { after: '2025' }],
    ['year:2024', { after: '2024', before: '2025' }],
    ['year:2020-2024', { after: '2020', before: '2025' }],
    ['year:>2023', { after: '2024' }],
    ['year:>=2023', { after: '2023' }],
    ['year:≥2023', { after: '2023' }],
    ['year:<2023', { before: '2023' }],
    ['year:<=2023 (year:＞2019)', { after: '2020', before: '2024' }],
    ['year:=2023', { after: '2023', before: '2024' }],
    ['year:2023+', { after: '2023' }],
    ['year:2023-', { after: '2023' }],
    ['year:2020..2023', { after: '2020', before: '2024' }],
    ['year:2020–2023', { after: '2020', before: '2024' }],
    ['year:9999', { after: '9999' }],
    ['year:２０２４', { after: '2024', before: '2025' }],
    ['after:01/2024', { after: '2024-01' }],
    ['after:1-2024 before:2024.05', { after: '2024-01', before: '2024-05' }],
    ['after:31/01/2024', { after: '2024-01-31' }],
    ['after:1/31/2024', { after: '2024-01-31' }],
    ['after:01.02.2024.', { after: '2024-02-01' }],
    ['after:02/02/2024', { after: '2024-02-02' }],
    ['sort:new sort:date', { sort: 'new' }],
    ['weight decay min:5', { words: ['weight', 'decay'], min: 5 }],
    ['min:５ min:5', { min: 5 }],
    ['(min:10)', { min: 10 }],
    ['min:0', { min: 0 }],
    ['the min: of a sum', { words: ['the', 'min', 'of', 'a', 'sum'] }],
    ['a before: and after: picture', { words: ['a', 'before', 'and', 'after', 'picture'] }],
    ['sort:new', { sort: 'new' }],
    ['x sort:TOP', { words: ['x'], sort: 'top' }],
    ['sort:relevance', { sort: 'relevance' }],
    ['sort: this out', { words: ['sort', 'this', 'out'] }],
    ['ti:', { words: ['ti'] }],
    ['ti:"', { words: ['ti'] }],
  ])('reads %j', (text, expected) => {
    const { notes, filters: _, ...query } = parseQuery(text);
    expect(query).toEqual({ ...nothing, text, ...expected, notes: undefined });
    // Only the quotation that is opened and never closed is worth a word here.
    expect(notes.length).toBe({ 'ti:': 1, 'ti:"': 2 }[text] ?? 0);
  });

  it.each([
    ['weight after:yesterday', 'after:yesterday', ['weight', 'after:yesterday']],
    ['after:2024-13', 'after:2024-13', ['after:2024-13']],
    ['x min:many', 'min:many', ['x', 'min:many']],
    ['x -min:5', '-min:5', ['x']],
    ['before:2024-02-30', 'before:2024-02-30', ['before:2024-02-30']],
    ['year:20', 'year:20', ['year:20']],
    ['sort:best x', 'sort:best', ['sort:best', 'x']],
    ['cat:42', 'cat:42', ['cat:42']],
    ['id:nothing', 'id:nothing', ['id:nothing']],
    ['an "open end of it', '"open end of it', ['an', 'open', 'end', 'of', 'it']],
    ['x -cat:cs.CL', '-cat:cs.CL', ['x']],
    ['x -year:2024', '-year:2024', ['x']],
    ['x -after:2024', '-after:2024', ['x']],
    ['x after:01/02/2024', 'after:01/02/2024', ['x', 'after:01/02/2024']],
    ['after:13/2024', 'after:13/2024', ['after:13/2024']],
    ['after:>2023', 'after:>2023', ['after:>2023']],
    ['year:2024-2020', 'year:2024-2020', ['year:2024-2020']],
    ['year:>9999', 'year:>9999', ['year:>9999']],
    ['x sort:new sort:top', 'sort:top', ['x']],
    ['x -cat:cs.CL -cat:cs.CL', '-cat:cs.CL', ['x']],
    ['sort:best sort:best', 'sort:best', ['sort:best', 'sort:best']],
    ['id:"nonsense words"', 'id:"nonsense words"', ['id:nonsense', 'words']],
    ['id:nonsense words', 'id:nonsense', ['id:nonsense', 'words']],
  ])('notes how it read %j', (text, place, words) => {
    const query = parseQuery(text);
    expect(query.words).toEqual(words);
    expect(query.notes.map(({ at, length }) => text.slice(at, at + length))).toEqual([place]);
    expect(query.notes[0]?.message).toMatch(/^[A-Z].*\.$/);
  });

  it('reads an open quotation to its end', () => {
    expect(parseQuery('x "weight decay').phrases).toEqual([clause(null, 'weight decay')]);
  });

  it('reads a long question as words, whatever it quotes', () => {
    const question =
      'I remember reading a paper last year: it said that "implicit bias of optimisation" — not the usual kind — matters ' +
      'more than explicit regularisation -- e.g. weight-decay - and that the so-called “double descent” is state-of-the-art; ' +
      'which one is it (and who wrote it)? Note: before: we had nothing. ';
    const query = parseQuery(question.repeat(4));
    expect(query.words.length).toBeGreaterThan(180);
    expect(query.words).toContain('descent');
    expect(query).toMatchObject({
      phrases: [],
      required: [],
      excluded: [],
      ids: [],
      after: null,
      before: null,
      sort: null,
    });
    expect(query.notes.length).toBeLessThanOrEqual(8);
    expect(query.notes[0]?.message).toContain('implicit bias of optimisation');
  });

  const prose = 'which of the many papers about weight decay that I know is the best one';

  it.each<[string, Partial<Query>]>([
    [`${prose} after:2025-01`, { after: '2025-01' }],
    [`cat:cs.CL ${prose}`, { categories: ['cs.CL'] }],
    [`cat:math ti:decay ${prose}`, { categories: ['math'], required: [clause('title', 'decay')] }],
    [
      `${prose} au:hinton "double descent" -survey id:51 year:>2020 sort:new`,
      {
        required: [clause('authors', 'hinton')],
        excluded: [clause(null, 'survey')],
        ids: ['51'],
        after: '2021',
        sort: 'new',
      },
    ],
    [`${prose} (ti:"weight decay").`, { phrases: [clause('title', 'weight decay')] }],
    [`${prose} published year:2024, and ${prose}`, { after: '2024', before: '2025' }],
    [`${prose} like id:2401.01234 or cat:stat.ML ${prose}`, { ids: ['arxiv:2401.01234'], categories: ['stat.ML'] }],
    [`${prose} -ti:survey -au:smith ${prose}`, { excluded: [clause('title', 'survey'), clause('authors', 'smith')] }],
  ])('keeps the deliberate filters of the long question %j', (text, expected) => {
    const { notes: _, filters: typed, words, ...query } = parseQuery(text);
    expect(typed).not.toEqual([]);
    expect(words.length).toBeGreaterThan(8);
    const { words: none, notes: any, ...rest } = nothing;
    expect([none, any]).toEqual([[], []]);
    expect(query).toEqual({ ...rest, text, ...expected });
  });

  it.each([
    [`Finally, year: 2024 or later would be best: ${prose}`, 'year: 2024', ['year', '2024']],
    [`${prose}, after: 2024`, 'after: 2024', ['after', '2024']],
    [`does cat:egory matter? ${prose}`, 'cat:egory', ['cat', 'egory']],
    [`cat:egory ${prose}`, 'cat:egory', ['cat', 'egory']],
    [`${prose} in cat: math`, 'cat: math', ['cat', 'math']],
    [`I mean title:attention ${prose}`, 'title:attention', ['attention']],
    [`I mean title:"attention is all" ${prose}`, 'title:"attention is all"', ['attention', 'all']],
    [`something by au:hinton, perhaps: ${prose}`, 'au:hinton,', ['hinton']],
    [`the abs:tract of ${prose}`, 'abs:tract', ['tract']],
    [`see id:51 ${prose}`, 'id:51', ['51']],
    [`see id: 2401.01234 ${prose}`, 'id: 2401.01234', ['2401.01234']],
    [`${prose} before: 2024 that is`, 'before: 2024', ['before', '2024']],
    [`I want them sort: new and ${prose}`, 'sort: new', ['sort', 'new']],
  ])('reads %j as words, and says so', (text, place, words) => {
    const query = parseQuery(text);
    expect({ ...query, words: [], notes: [] }).toEqual({ ...nothing, text, filters: [] });
    for (const word of words) expect(query.words).toContain(word);
    expect(query.notes.map(({ at, length }) => text.slice(at, at + length))).toEqual([place]);
    expect(query.notes[0]?.message).toMatch(/^In a long question .*\.$/);
  });

  it('reads a pasted page of conditions in a moment, and keeps as many ids as somebody may mean', () => {
    const query = parseQuery(Array.from({ length: 20_000 }, (_, number) => `id:${number} cat:a${number}`).join(' '));
    expect(query.ids).toHaveLength(200);
  });

  const question = 'which of the many papers about transformers that I know';
  const between = `${question} says why -decay- is needed in them, and in which of the layers of a deep network it does most?`;

  // What stands behind a dash: the words that are left out, and the pieces that a note tells of.
  it.each<[string, readonly string[], readonly string[]]>([
    ['quantization -weight', ['weight'], []],
    ['quantization -weight, -survey', ['weight', 'survey'], []],
    ['quantization −weight －survey (-bits)', ['weight', 'survey', 'bits'], []],
    ['quantization\n-weight', ['weight'], []],
    ['quantization -weight - bits', ['weight'], []],
    ['-weight pre- and post-training', ['weight'], []],
    ['-weight decay-free and low- or mid-rank', ['weight'], []],
    ['llama -16bit -3d -1-shot', ['16bit', '3d', '1-shot'], []],
    ['word -word word -"other words"', ['word', 'other words'], []],
    ['-weight\nquantization', ['weight'], []],
    ['decay', [], []],
    ['why - decay - is needed', [], []],
    ['why — decay – is', [], []],
    ['why --decay-- and —decay— and –decay–', [], []],
    ['pre- and post-training', [], []],
    ['at -1 or -0.5, -1e-5, -20 % and -2024-01', [], []],
    ['- first\n- second', [], []],
    ['-decay-', [], ['-decay-']],
    ['why -decay- is needed', [], ['-decay-']],
    ['why −decay－, then', [], ['−decay－,']],
    ['word -word- word -word', ['word'], ['-word-']],
    ['why (-decay-)?', [], ['(-decay-)?']],
    ['why -weight decay- is needed', [], ['-weight']],
    ['-first\n-second\n -third', [], ['-first']],
    ['about:\n-first\n- second', [], ['-first']],
    ['quantization –weight', [], ['–weight']],
    ['quantization --weight', [], ['--weight']],
    [between, [], ['-decay-']],
    [between.replace('-decay-', '-something'), [], ['-something']],
    [between.replace('-decay-', '-"weight decay"'), [], ['-"weight decay"']],
    [between.replace('-decay-', '–decay and --decay and pre- and post-training'), [], []],
    [`-Why not? ${between}`, [], ['-Why', '-decay-']],
    [
      `${question} says -that- -weight -"of networks"`,
      ['weight', 'of networks'],
      ['-that-', '-weight', '-"of networks"'],
    ],
    [`- ${question}\n- ${question}`, [], []],
    [`${question}\n-weight, and ${question}`, [], ['-weight,']],
  ])('reads the dashes of %j', (text, excluded, noted) => {
    const query = parseQuery(text);
    expect(query.excluded.map((one) => one.text)).toEqual(excluded);
    expect(query.notes.map(({ at, length }) => text.slice(at, at + length))).toEqual(noted);
  });

  it.each([
    ['why -decay- is', 'Read as a word; put -decay at the end to leave it out.'],
    [`${question} is -not about`, 'In a long question this counts as words; put -not at its end to leave it out.'],
    [`${question} is deep (-survey).`, 'Papers with “survey” are left out.'],
  ])('says how it read the dash of %j', (text, message) => {
    expect(parseQuery(text).notes.map((note) => note.message)).toEqual([message]);
  });

  it('takes any text: every note is inside of it, and what it makes can be described', () => {
    const part = fc.constantFrom(
      '"',
      '“',
      '-',
      ' ',
      'ti:',
      'AU:',
      'cat: ',
      'id:',
      'after:',
      'year:',
      'sort:',
      '2024',
      'a',
      '。',
      '\ud800',
      '😀',
      '(',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(part, { maxLength: 40 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (any) => {
        const query = parseQuery(any);
        expect(query.text).toBe(any);
        for (const { at, length } of query.notes) {
          expect(at).toBeGreaterThanOrEqual(0);
          expect(length).toBeGreaterThan(0);
          expect(at + length).toBeLessThanOrEqual(any.length);
        }
        for (const filter of describeQuery(query)) expect(filter).not.toBe('');
        for (const { text: value } of [...query.phrases, ...query.required, ...query.excluded])
          expect(value.trim()).toBe(value);
      }),
      { seed: 20261124, numRuns: 500 },
    );
  });

  it.each(['"', '-', 'ti:', '((((', '!', 'a:', '" ', '-"a', 'a!', '\ud800', 'after:', '“”', '。', '学', "a'", 'a-'])(
    'takes time in proportion for a text of %j',
    (part) => {
      const timeFor = (length: number): number => {
        const text = part.repeat(Math.ceil(length / part.length));
        return cpuMs(() => parseQuery(text));
      };
      timeFor(1000);
      const [short, long] = [timeFor(10_000), timeFor(100_000)];
      // Ten times the text: about ten times the time; a hundred times would be quadratic.
      expect(long).toBeLessThan(Math.max(short, 10) * 40);
    },
  );
});

describe('filters', () => {
  it.each([
    ['weight decay sort:new', []],
    ['weight year:2014–2016 “low rank” decay', ['year:2014–2016', '“low rank”']],
    ['(-foo) -"foo" title:bar, cat:cs', ['(-foo)', '-"foo"', 'title:bar,', 'cat:cs']],
    ['id:51 after: 2024 -before:2020 x', ['id:51', 'after: 2024', '-before:2020']],
    ['x -cat:cs after:yesterday -the "..."', ['-the']],
    ['2401.01234 2401.01235', []],
  ])('are kept as they were typed in %j', (text, typed) => {
    expect(parseQuery(text).filters.map(({ at, length }) => text.slice(at, at + length))).toEqual(typed);
  });
});

describe('conditions', () => {
  it('are held up to a number that anybody can mean', () => {
    const many = Array.from({ length: 100 }, (_, number) => `-w${number} ti:t${number}`).join(' ');
    const query = parseQuery(many);
    expect(query.excluded.length + query.required.length).toBe(24);
    expect(query.notes.at(-1)?.message).toContain('Only the first 24');
  });
});

describe('describeQuery', () => {
  it.each([
    ['weight decay sort:new', []],
    ['"weight decay" -foo -"foo bar" -au:x', ['with “weight decay”', 'without foo', 'without “foo bar”', 'not by x']],
    ['ti:a1 abs:"b c" au:hinton', ['abstract has “b c”', 'title has a1', 'by hinton']],
    ['cat:cs.CL cat:math after:2025-01', ['in cs.CL or math', 'from 2025-01 on']],
    ['year:2024', ['from 2024']],
    ['year:2020-2024', ['from 2020 to 2024']],
    ['after:2024-02 before:2025', ['from 2024-02 on, before 2025']],
    ['before:2025', ['before 2025']],
    ['min:5 after:2025', ['from 2025 on', 'at least 5 votes']],
    ['min:1', ['at least 1 vote']],
    ['2401.01234', ['paper 2401.01234']],
    ['2401.01234 2401.01235', ['2 papers by id']],
  ])('says the filters of %j', (text, filters) => {
    expect(describeQuery(parseQuery(text))).toEqual(filters);
  });
});
