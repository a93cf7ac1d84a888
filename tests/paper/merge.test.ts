import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { merge } from '../../src/paper/merge.ts';
import { isWeakId, toPaper } from '../../src/paper/paper.ts';
import type { Paper, PaperFields } from '../../src/paper/paper.ts';

const seed = 20261124;
const at = '2026-11-24T06:00:00.000Z';
const paper = (fields: Partial<PaperFields>, source = 'jsonl', sourceId: string | null = '2401.01234'): Paper =>
  toPaper(
    { title: 'A Title of Some Length', abstract: 'One sentence. Another sentence.', ...fields },
    { source, sourceId, at },
  );

describe('merge', () => {
  it('returns the very same paper when there is nothing new', () => {
    const known = paper({ authors: ['Ada Lovelace'], published: '2024-01-02', upvotes: 3 });
    expect(merge(known, known)).toBe(known);
    expect(
      merge(known, { ...paper({ published: '2024' }), sightings: [{ ...known.sightings[0]!, at: 'later' }] }),
    ).toBe(known);
    // A weak sighting, as of a saved page, that only repeats what is known.
    expect(merge(known, paper({}, 'hf-page', null))).toBe(known);
  });

  it('fills what is missing and erases nothing', () => {
    const known = paper({ abstract: '', authors: ['Ada Lovelace', 'Alan Turing'], published: '2024', upvotes: 5 });
    const seen = paper({
      abstract: 'Now there is one.',
      authors: ['A. Lovelace'],
      published: '2024-05',
      codeUrl: 'https://git.org/x',
    });
    expect(merge(known, seen)).toMatchObject({
      abstract: 'Now there is one.',
      authors: ['Ada Lovelace', 'Alan Turing'],
      published: '2024-05',
      codeUrl: 'https://git.org/x',
      upvotes: 5,
    });
    expect(merge(known, paper({ title: '', abstract: 'x' })).title).toBe(known.title);
  });

  it('follows the newer version, whichever comes first', () => {
    const first = paper({ title: 'First', abstract: 'Old words here.' }, 'arxiv', '2401.01234v1');
    const second = paper({ title: 'Second', abstract: 'New.' }, 'arxiv', '2401.01234v2');
    expect(merge(first, second)).toMatchObject({ title: 'Second', abstract: 'New.', version: 2 });
    expect(merge(second, first)).toMatchObject({ title: 'Second', abstract: 'New.', version: 2 });
    const unversioned = paper({ title: 'Third' }, 'arxiv');
    expect(merge(second, unversioned).title).toBe('Second');
  });

  it('takes a correction from the source that told of the paper first, and only completes from another', () => {
    const known = paper({}, 'jsonl');
    expect(merge(known, paper({ title: 'A Corrected Title' }, 'jsonl')).title).toBe('A Corrected Title');
    const both = merge(known, paper({ title: 'Another Title Altogether' }, 'hf-daily'));
    expect(both.title).toBe(known.title);
    expect(both.sightings.map((one) => one.source)).toEqual(['jsonl', 'hf-daily']);
    const longer = paper({ abstract: `${known.abstract} And a third.` }, 'hf-daily');
    expect(merge(known, longer).abstract).toBe(longer.abstract);
  });

  it('does not take a cut or a much shorter text for a correction', () => {
    const abstract = 'A long abstract that goes on and on, with a result of 68% at the end.';
    const known = paper({ abstract });
    expect(merge(known, paper({ abstract: 'A long abstract that goes…' }))).toBe(known);
    expect(merge(known, paper({ abstract: 'A long abstract that goes on and on, with a result ...' }))).toBe(known);
    expect(merge(known, paper({ abstract: 'A teaser.' }))).toBe(known);
    expect(merge(paper({ abstract: 'A long abstract that goes…' }, 'hf-daily'), known).abstract).toBe(abstract);
  });

  it('sees a cut also through white space, case and a heading', () => {
    const sentence = 'We study the effect of weights, and show that\nmany of the claims do not hold. ';
    const known = paper({ abstract: sentence.repeat(12) });
    const start = known.abstract.slice(0, 600).replaceAll('\n', ' ');
    for (const poorer of [
      `${start}...`,
      start.toUpperCase(),
      `Abstract: ${start} ..`,
      `ABSTRACT\u2014 ${start}\u2026`,
    ]) {
      expect(merge(known, paper({ abstract: poorer }))).toBe(known);
      expect(merge(paper({ abstract: poorer }, 'hf-daily'), known).abstract).toBe(known.abstract);
    }
  });

  it('keeps a subtitle, and takes the correction of a word', () => {
    const known = paper({ title: 'Deep Learning for X: A Longer Subtitle' });
    expect(merge(known, paper({ title: 'Deep learning for x' }))).toBe(known);
    expect(merge(paper({ title: 'Deep learning for x' }), known).title).toBe(known.title);
    const corrected = (from: string, to: string): string => merge(paper({ title: from }), paper({ title: to })).title;
    expect(corrected('Learning on Graphss', 'Learning on Graphs')).toBe('Learning on Graphs');
    expect(corrected('DEEP LEARNING', 'Deep Learning')).toBe('Deep Learning');
  });

  it.each([
    ['initials', ['A. Lee', 'B. Ray'], ['Ann Maria Lee', 'Bob Ray']],
    ['initials after the family name', ['Lee, A. M.', 'Ray, B.'], ['Ann Maria Lee', 'Bob Ray']],
    ['et al.', ['A. Lee', 'et al.', 'x'], ['Ann Maria Lee', 'Bob Ray']],
    ['et al. after one', ['Ann Maria Lee', 'et al.'], ['Ann Maria Lee', 'Bob Ray']],
    ['initials and one more', ['A. Lee', 'B. Ray', 'C. Doe'], ['Ann Maria Lee', 'Bob Ray', 'C. Doe']],
    ['a corrected name', ['A. Lee', 'Rob Ray'], ['Ann Maria Lee', 'Rob Ray']],
    ['other people', ['Al Lee', 'B. Rey'], ['Al Lee', 'B. Rey']],
    ['another order', ['Bob Ray', 'Ann Maria Lee'], ['Bob Ray', 'Ann Maria Lee']],
  ])('keeps full names, and takes corrections of authors: %s', (_, seen, expected) => {
    const known = paper({ authors: ['Ann Maria Lee', 'Bob Ray'] });
    const merged = merge(known, paper({ authors: seen }));
    expect(merged.authors).toEqual(expected);
    expect(merge(merged, paper({ authors: seen }))).toBe(merged);
  });

  it('takes full names for initials from any source, and what has no et al. for what has', () => {
    const full = paper({ authors: ['Ann Maria Lee', 'Bob Ray'] }, 'hf-daily');
    for (const authors of [['A. Lee', 'B. Ray'], ['A. M. Lee', 'et al.'], []])
      expect(merge(paper({ authors }), full).authors).toEqual(full.authors);
  });

  it('makes no paper of the title of one and the abstract of another', () => {
    const known = paper({
      title: 'Lift of a wing',
      abstract: 'The lift of a wing grows with its angle of attack. '.repeat(9),
    });
    const seen = paper({
      title: 'A history of books',
      abstract: 'Books were first written by hand, by monks. '.repeat(4),
    });
    expect(merge(known, seen)).toMatchObject({ title: known.title, abstract: known.abstract });
    expect(merge(seen, known)).toMatchObject({ title: known.title, abstract: known.abstract });
    const retitled = merge(known, paper({ title: 'How wings lift', abstract: known.abstract }));
    expect(retitled).toMatchObject({ title: 'How wings lift', abstract: known.abstract });
  });

  it('lets a better id take a weak one over, with its texts, and not the other way round', () => {
    const weak = paper({ title: 'A TITLE OF SOME LENGTH' }, 'hf-page', null);
    const strong = paper({});
    const over = merge(weak, strong);
    expect(over).toMatchObject({
      id: 'arxiv:2401.01234',
      title: strong.title,
      url: 'https://arxiv.org/abs/2401.01234',
    });
    expect(over.sightings).toHaveLength(2);
    expect(merge(strong, weak)).toBe(strong);
    expect(merge(strong, { ...weak, upvotes: 7 })).toMatchObject({
      id: 'arxiv:2401.01234',
      title: strong.title,
      upvotes: 7,
    });
  });

  it('keeps the first full date, prefers the fuller one and takes the newest votes', () => {
    const date = (known: string, seen: string): string | null =>
      merge(paper({ published: known }), paper({ published: seen })).published;
    expect(date('2024-05-17', '2024-06-01')).toBe('2024-05-17');
    expect(date('2024-06-01', '2024-05-17')).toBe('2024-05-17');
    expect(date('2024', '2023-12-31')).toBe('2023-12-31');
    expect(date('2023-12-31', '2022')).toBe('2023-12-31');
    expect(merge(paper({ upvotes: 9 }), paper({ upvotes: 4 })).upvotes).toBe(4);
  });

  it('keeps the first day on the list, and what the newest version says of itself', () => {
    const first = paper({ listedOn: '2026-11-20', comment: '8 pages' }, 'hf-daily');
    const again = paper({ listedOn: '2026-11-23', comment: 'withdrawn', version: 2 }, 'arxiv', '2401.01234v2');
    const expected = { listedOn: '2026-11-20', comment: 'withdrawn' };
    expect(merge(first, again)).toMatchObject(expected);
    expect(merge(again, first)).toMatchObject(expected);
  });

  it('unites lists in the order of telling', () => {
    const merged = merge(paper({ categories: ['cs.LG', 'cs.CL'] }), paper({ categories: ['stat.ML', 'cs.CL'] }));
    expect(merged.categories).toEqual(['cs.LG', 'cs.CL', 'stat.ML']);
  });
});

describe('merge of any two sightings of one paper', () => {
  const word = fc.constantFrom('', 'a', 'a b', 'a b...', 'b', 'a b c d e f g', 'x y z');
  const words = fc.array(word, { maxLength: 3 });
  const name = fc.constantFrom('A. Lee', 'Ann Lee', 'Ann Maria Lee', 'A. M. Lee', 'Lee, Ann', 'Bob Ray', 'et al.');
  const sighting = fc
    .record({
      source: fc.constantFrom('jsonl', 'arxiv', 'hf-daily', 'hf-page'),
      sourceId: fc.constantFrom('2401.01234', '2401.01234v1', '2401.01234v2', null),
      title: word,
      abstract: word,
      authors: fc.oneof(words, fc.array(name, { maxLength: 3 })),
      published: fc.constantFrom(null, '2023', '2023-05', '2024-01-02', '2024-02-01'),
      categories: words,
      url: fc.constantFrom(null, 'https://a.org/', 'https://b.org/'),
      codeUrl: fc.constantFrom(null, 'https://c.org/'),
      upvotes: fc.option(fc.nat(9)),
      keywords: words,
      summary: fc.option(word),
    })
    .map(({ source, sourceId, ...fields }) => toPaper(fields, { source, sourceId, at }));
  const told = fc.array(sighting, { minLength: 1, maxLength: 4 });

  it('is idempotent, also after others have told', () => {
    fc.assert(
      fc.property(told, sighting, (before, seen) => {
        const once = merge(all(before), seen);
        expect(merge(once, seen)).toBe(once);
      }),
      { seed, numRuns: 2000 },
    );
  });

  it('never loses anything that was known', () => {
    fc.assert(
      fc.property(told, sighting, (before, seen) => {
        const known = all(before);
        const merged = merge(known, seen);
        const scalars = ['version', 'published', 'url', 'pdfUrl', 'codeUrl', 'upvotes', 'summary'] as const;
        const texts = ['title', 'abstract'] as const;
        const lost = [
          ...scalars.filter((field) => (known[field] ?? seen[field]) !== null && merged[field] === null),
          ...texts.filter((field) => (known[field] || seen[field]) !== '' && merged[field] === ''),
        ];
        expect(lost).toEqual([]);
        expect(people(merged)).toBe(Math.max(people(known), people(seen)));
        expect(merged.categories).toEqual(expect.arrayContaining([...known.categories, ...seen.categories]));
        expect(merged.sightings.slice(0, known.sightings.length)).toEqual(known.sightings);
        expect(merged.id).toBe(isWeakId(known.id) && !isWeakId(seen.id) ? seen.id : known.id);
      }),
      { seed, numRuns: 2000 },
    );
  });

  it('changes neither of them', () => {
    fc.assert(
      fc.property(sighting, sighting, (known, seen) => {
        const before = JSON.stringify([known, seen]);
        merge(known, seen);
        expect(JSON.stringify([known, seen])).toBe(before);
      }),
      { seed },
    );
  });
});

function all(papers: readonly Paper[]): Paper {
  return papers.reduce((known, seen) => merge(known, seen));
}

function people({ authors }: Paper): number {
  return authors.filter((name) => name !== 'et al.').length;
}
