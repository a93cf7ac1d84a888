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

  it('unites lists in the order of telling', () => {
    const merged = merge(paper({ categories: ['cs.LG', 'cs.CL'] }), paper({ categories: ['stat.ML', 'cs.CL'] }));
    expect(merged.categories).toEqual(['cs.LG', 'cs.CL', 'stat.ML']);
  });
});

describe('merge of any two sightings of one paper', () => {
  const word = fc.constantFrom('', 'a', 'a b', 'a b...', 'b', 'a b c d e f g', 'x y z');
  const words = fc.array(word, { maxLength: 3 });
  const sighting = fc
    .record({
      source: fc.constantFrom('jsonl', 'arxiv', 'hf-daily', 'hf-page'),
      sourceId: fc.constantFrom('2401.01234', '2401.01234v1', '2401.01234v2', null),
      title: word,
      abstract: word,
      authors: words,
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
        expect(merged.authors.length).toBe(Math.max(known.authors.length, seen.authors.length));
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
