import { plugins } from '@citation-js/core';
import { parse } from '@retorquere/bibtex-parser';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { toBibtex, toRis } from '../../src/paper/citation.ts';
import { toPaper } from '../../src/paper/paper.ts';
import type { Paper, PaperFields } from '../../src/paper/paper.ts';

// Nothing is imported from it: it makes itself known to its core.
await import('@citation-js/plugin-ris');

const seed = 20261124;
const at = '2026-11-24T06:00:00.000Z';
const paper = (fields: Partial<PaperFields>, sourceId: string | null = null): Paper =>
  toPaper({ title: 'A Title', abstract: 'An abstract.', ...fields }, { source: 'jsonl', sourceId, at });

const by = (title: string, author: string): Paper => paper({ title, authors: [author], published: '2024' });

/** What another program reads in the text: entries, with the title as plain text. */
function read(bibtex: string): ReturnType<typeof parse> {
  return parse(bibtex, { sentenceCase: false, caseProtection: false });
}

const keys = (papers: readonly Paper[]): readonly string[] => read(toBibtex(papers)).entries.map(({ key }) => key);

/** What another program reads in a text of RIS. */
function readRis(ris: string): ReturnType<typeof plugins.input.chain> {
  return plugins.input.chain(ris, { generateGraph: false });
}

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Balanced as BibTeX itself counts, for which a backslash does not hide a brace. */
function depths(text: string): { readonly lowest: number; readonly last: number } {
  let last = 0;
  let lowest = 0;
  for (const sign of text) {
    if (sign === '{') last += 1;
    if (sign === '}') last -= 1;
    lowest = Math.min(lowest, last);
  }
  return { lowest, last };
}

describe('toBibtex', () => {
  it('writes an arXiv paper as arXiv asks for it', () => {
    const known = paper({
      title: 'Why Do We Need Weight Decay in Modern Deep Learning?',
      arxivId: '2310.04415v2',
      authors: ['Francesco D’Angelo', 'Nicolas Flammarion'],
      published: '2023-10',
      categories: ['cs.LG', 'stat.ML'],
    });
    expect(toBibtex([known])).toBe(
      [
        '@misc{dangelo2023need231004415,',
        '  title = {{Why Do We Need Weight Decay in Modern Deep Learning?}},',
        '  author = {D’Angelo, Francesco and Flammarion, Nicolas},',
        '  year = {2023},',
        '  month = oct,',
        '  eprint = {2310.04415},',
        '  archivePrefix = {arXiv},',
        '  primaryClass = {cs.LG},',
        '  url = {https://arxiv.org/abs/2310.04415}',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('leaves out what is not known', () => {
    expect(toBibtex([paper({ title: '' })])).toMatch(/^@misc\{anonndpaper[a-z]{6}\n\}\n$/);
    expect(toBibtex([paper({ published: '2016' })])).toMatch(
      /^@misc\{anon2016title[a-z]{6},\n {2}title = \{\{A Title\}\},\n {2}year = \{2016\}\n\}\n$/,
    );
    expect(toBibtex([])).toBe('');
  });

  it('is read back by another parser with every sign, accent and name part', () => {
    const title = 'R&D: 100% of $5 #1_x {a} ~70% ^ \\ <b> | "Ünï" fi GPT-4';
    const authors = [
      'Pieter van Dokkum',
      'Ludwig van der Berg Jr.',
      'King, Jr., Martin Luther',
      'OpenAI',
      'The Smith & Wesson Team',
      'José García',
      'Šafařík, Jan',
      'Luc Van Gool',
      "Poincar\\'e, Henri",
      '李明',
      'et al.',
    ];
    const { entries, errors } = read(toBibtex([paper({ title, authors, published: '2024-05-17' }, 'x')]));
    expect(errors).toEqual([]);
    expect(entries[0]?.fields).toMatchObject({ title: title.normalize('NFC'), year: '2024', month: '5' });
    expect(entries[0]?.fields.author).toEqual([
      { lastName: 'Dokkum', firstName: 'Pieter', prefix: 'van' },
      { lastName: 'Berg', firstName: 'Ludwig', prefix: 'van der', suffix: 'Jr.' },
      { lastName: 'King', firstName: 'Martin Luther', suffix: 'Jr.' },
      { name: 'OpenAI' },
      { name: 'The Smith & Wesson Team' },
      { lastName: 'García', firstName: 'José' },
      { lastName: 'Šafařík', firstName: 'Jan' },
      { lastName: 'Van Gool', firstName: 'Luc' },
      { lastName: 'Poincaré', firstName: 'Henri' },
      { name: '李明' },
      { lastName: 'others' },
    ]);
  });

  it.each([
    ['Learning in $\\mathcal{O}(n^2)$ Time', 'Learning in $\\mathcal{O}(n^2)$ Time'],
    ['$\\ell_1$-Norm and $L_0$', '$\\ell_1$-Norm and $L_0$'],
    ['From $5 to $10', 'From \\$5 to \\$10'],
    ['An Odd $ Sign', 'An Odd \\$ Sign'],
    ['Unbalanced $\\frac{1$ Math', 'Unbalanced \\$\\textbackslash{}frac\\textbraceleft{}1\\$ Math'],
    ['$\\input{/etc/passwd}$', '\\$\\textbackslash{}input\\textbraceleft{}/etc/passwd\\textbraceright{}\\$'],
    ['$a%b$', '\\$a\\%b\\$'],
    ['$^^5cinput$', '\\$\\textasciicircum{}\\textasciicircum{}5cinput\\$'],
    ['\\textsc{Foo}: Bar \\& Baz\\_1', '\\textsc{Foo}: Bar \\& Baz\\_1'],
    ['{\\gamma}', '\\textbraceleft{}\\textbackslash{}gamma\\textbraceright{}'],
    ['Erd\\H{o}s, Poincar\\\'{e} and {\\"o}', 'Erdős, Poincaré and ö'],
    ['Two\nlines  here', 'Two lines here'],
  ])('keeps what is meant as TeX and escapes the rest: %s', (title, tex) => {
    expect(toBibtex([paper({ title })])).toContain(`title = {{${tex}}}`);
  });

  it('keeps the braces of an address balanced', () => {
    const bibtex = toBibtex([paper({ url: 'https://example.org/a_b?q={x}$#y%20z' })]);
    expect(read(bibtex).entries[0]?.fields.url).toBe('https://example.org/a_b?q=%7Bx%7D%24#y%20z');
  });

  it('gives a paper the same key in every answer, and another to every paper', () => {
    const titles = ['Müller One', 'Müller Two', 'Müller Three'];
    const some = titles.map((title, number) => ({ ...by(title, 'Jan Müller'), id: `arxiv:2401.1111${number}` }));
    const rest = [
      by('Foo One', 'Ann Li'),
      by('Foo Two', 'Bo Li'),
      paper({ title: 'Foo' }, 'a'),
      paper({ title: 'Foo' }, 'b'),
    ];
    const together = keys([...some, ...rest]);
    expect(together.slice(0, 3)).toEqual([0, 1, 2].map((number) => `muller2024muller24011111${number}`));
    expect(new Set(together).size).toBe(7);
    expect([...some, ...rest].flatMap((one) => keys([one]))).toEqual(together);
    expect(keys(rest.toReversed())).toEqual(together.slice(3).toReversed());
  });

  it('begins a key with what a person knows of the paper', () => {
    const papers = [by('On the Ünïque Øne', 'Jørgen Łukasz'), by('大模型', '李明'), by('What Is It', 'Ann Li')];
    expect(keys(papers).map((key) => key.replace(/[a-z]{6}$/, ''))).toEqual([
      'lukasz2024unique',
      'anon2024paper',
      'li2024what',
    ]);
  });

  it('gives unique keys also where one paper comes twice', () => {
    const one = { ...by('Foo', 'Ann Li'), id: 'arxiv:hep-th/9901001' };
    expect(keys([one, one])).toEqual(['li2024foohepth9901001a', 'li2024foohepth9901001b']);
  });

  it('is read back as it was from hostile titles and names without TeX', () => {
    // Without what TeX sets otherwise: a dollar or a backslash, two hyphens, two quotes.
    const sign = fc.constantFrom(...'aB1é {}&%#_~^<>|@,;:"=()[]/+*大й'.split(''));
    const text = fc
      .string({ unit: sign, minLength: 1, maxLength: 40 })
      .map((raw) => raw.replace(/\s+/g, ' ').trim())
      .filter((clean) => clean !== '');
    fc.assert(
      fc.property(text, text, (title, author) => {
        const bibtex = toBibtex([
          { ...paper({ authors: [author, 'Ada Lovelace'] }), title },
          paper({ title: 'The Next' }),
        ]);
        const { entries, errors } = read(bibtex);
        expect(errors).toEqual([]);
        expect(entries.map((entry) => entry.fields.title)).toEqual([title, 'The Next']);
        expect(entries[0]?.fields.author?.at(-1)).toEqual({ lastName: 'Lovelace', firstName: 'Ada' });
      }),
      { seed, numRuns: 300 },
    );
  });

  it('never unbalances a brace or lets an unknown command through, whatever the texts are', () => {
    const part = fc.constantFrom(
      '$',
      '\\',
      '{',
      '}',
      '\\{',
      '\\}',
      '\\$',
      '%',
      '^^',
      '\\input',
      '\\def',
      '\\"',
      'a',
      ' ',
      '\n',
      '@',
    );
    const text = fc.array(part, { maxLength: 15 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, text, (title, author, url) => {
        const bibtex = toBibtex([paper({ title, authors: [author, `${author} Li`], url: `https://a.org/${url}` })]);
        expect(depths(bibtex)).toEqual({ lowest: 0, last: 0 });
        expect(bibtex).not.toMatch(/\\(?:input|def)/);
        // Nothing but the escape for it may start a comment.
        expect(bibtex.replace(/url = .*/, '')).not.toMatch(/(?<!\\)%/);
        expect(read(bibtex).entries).toHaveLength(1);
      }),
      { seed, numRuns: 500 },
    );
  });
});

describe('toRis', () => {
  // The grammar of a record, apart from the code that writes it.
  const line = /^[A-Z][A-Z0-9] {2}- [^\r\n\u0085\u2028\u2029]*$/;

  it('writes a record with a line for each value', () => {
    const known = paper({
      title: 'A "Title" & More',
      abstract: 'One.\nTwo.',
      arxivId: 'math.GT/0309136v1',
      authors: ['Pieter van Dokkum', 'King, Jr., Martin Luther', 'OpenAI'],
      published: '2003-09',
      categories: ['math.GT'],
      keywords: ['knots'],
    });
    expect(toRis([known]).split('\r\n')).toEqual([
      'TY  - UNPB',
      'ID  - vandokkum2003titlemath0309136',
      'AU  - van Dokkum, Pieter',
      'AU  - King, Martin Luther, Jr.',
      'AU  - OpenAI',
      'TI  - A "Title" & More',
      'PY  - 2003',
      'DA  - 2003/09//',
      'AB  - One. Two.',
      'KW  - math.GT',
      'KW  - knots',
      'AN  - arXiv:math/0309136',
      'UR  - https://arxiv.org/abs/math/0309136',
      'L1  - https://arxiv.org/pdf/math/0309136',
      'ER  - ',
      '',
    ]);
    expect(toRis([])).toBe('');
  });

  it('is read back by another program with names, accents and dates', () => {
    const known = paper({
      title: 'A "Title" & More: naïve $x_1$',
      abstract: 'One.\nER  - \nTY  - JOUR',
      arxivId: '2405.01234v1',
      authors: ['Pieter van Dokkum', 'King, Jr., Martin Luther', 'Smith, John, Jr.', 'OpenAI', 'José Šafařík', '李明'],
      published: '2024-05-17',
      categories: ['cs.LG'],
      keywords: ['knots'],
    });
    expect(readRis(toRis([known, paper({ title: 'The Next', published: '2023-04' }, 'x')]))).toMatchObject([
      {
        id: 'vandokkum2024title240501234',
        type: 'manuscript',
        title: known.title,
        abstract: 'One. ER - TY - JOUR',
        author: [
          { family: 'van Dokkum', given: 'Pieter' },
          { family: 'King', given: 'Martin Luther', suffix: 'Jr.' },
          { family: 'Smith', given: 'John', suffix: 'Jr.' },
          { family: 'OpenAI' },
          { family: 'Šafařík', given: 'José' },
          { family: '李明' },
        ],
        issued: { 'date-parts': [[2024, 5, 17]] },
        keyword: 'cs.LG,knots',
        URL: 'https://arxiv.org/abs/2405.01234',
      },
      { type: 'document', title: 'The Next', issued: { 'date-parts': [[2023, 4]] } },
    ]);
  });

  it('is read back as it was from hostile texts', () => {
    const sign = fc.constantFrom(
      ...'aB1é {}&%#_~^<>|@,;:"=()[]/+*-大й\\$\n\u2028'.split(''),
      '\r\nER  - ',
      'TY  - ',
      'AU  - ',
    );
    const text = fc
      .string({ unit: sign, minLength: 1, maxLength: 40 })
      .filter((raw) => /\S/.test(raw) && !/^\s*(?:[A-Z]{2} {2}- )?\s*$/.test(raw));
    fc.assert(
      fc.property(text, text, (title, abstract) => {
        const hostile = { ...paper({ authors: ['Ada Lovelace'], published: '2024-05-17' }), title, abstract };
        const entries = readRis(toRis([hostile, paper({ title: 'The Next' })]));
        expect(entries.map((one) => one.title)).toEqual([flat(title), 'The Next']);
        expect(entries[0]?.abstract).toBe(flat(abstract));
      }),
      { seed, numRuns: 300 },
    );
  });

  it('keeps the grammar whatever the texts are', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('ER  - ', '\r\nER  - \r\nTY  - JOUR', 'a\u2028ER  - ', 'a\u0085b', '\nTI  - x'),
    );
    fc.assert(
      fc.property(text, text, fc.array(text, { maxLength: 3 }), (title, abstract, names) => {
        const papers = [
          paper({ title, abstract, authors: names, keywords: names }),
          paper({ published: '2024-05-17' }),
        ];
        const records = toRis(papers).split(/(?<=\r\nER {2}- \r\n)\r\n/);
        expect(records).toHaveLength(2);
        for (const record of records) {
          const lines = record.split('\r\n');
          expect(lines.pop()).toBe('');
          expect(lines.filter((one) => !line.test(one))).toEqual([]);
          expect(lines[0]).toMatch(/^TY {2}- /);
          expect(lines.filter((one) => one.startsWith('ER'))).toEqual(['ER  - ']);
          expect(lines.at(-1)).toBe('ER  - ');
        }
      }),
      { seed, numRuns: 500 },
    );
  });
});
