import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWeakId } from '../../src/paper/paper.ts';
import type { Paper } from '../../src/paper/paper.ts';
import { openStore } from '../../src/store/open-store.ts';
import { AT, seenPaper } from './numbered-paper.ts';

const SEED = 20261124;

/** The papers of a new store after these batches. */
async function after(batches: readonly (readonly Paper[])[]): Promise<{ papers: readonly Paper[]; changes: string[] }> {
  const store = await openStore({ file: ':memory:', now: () => new Date(AT) });
  const changes: string[] = [];
  for (const batch of batches) changes.push(...(await store.papers.put(batch)).map((outcome) => outcome.change));
  const papers: Paper[] = [];
  for await (const batch of store.papers.all()) papers.push(...batch);
  expect(await store.papers.count()).toBe(papers.length);
  await store.close();
  return { papers, changes };
}

const TITLES = ['Fewer bits', 'More bits', 'Introduction', ''];
const TEXTS = ['', 'We use fewer bits.', 'We use fewer bits. And then some more of them.', 'On something else.'];

/** Any sighting: ids, titles and texts meet each other often. */
const anySighting: fc.Arbitrary<Paper> = fc
  .record({
    id: fc.option(fc.constantFrom('a', 'b', 'c')),
    source: fc.constantFrom('jsonl', 'page'),
    arxivId: fc.option(fc.constantFrom('2401.01234v1', '2401.01234v2', 'hep-th/9901001')),
    title: fc.constantFrom(...TITLES),
    abstract: fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary', maxLength: 20 })),
    authors: fc.subarray(['Ada López', 'Grace Hopper']),
    published: fc.constantFrom(null, '2024', '2024-05', '2024-05-17'),
    keywords: fc.subarray(['one', 'two']),
  })
  .map(({ id, ...fields }) => seenPaper(id === null ? fields : { ...fields, id }));

/**
 * Sightings of papers that can be told apart: each has one title, one text (cut here and there, or missing) and one id,
 * which not every sighting knows.
 */
const fairSighting: fc.Arbitrary<Paper> = fc
  .record({
    number: fc.integer({ min: 1, max: 4 }),
    knowsId: fc.boolean(),
    length: fc.constantFrom(0, 120, 260, 1000),
    knowsAuthors: fc.boolean(),
  })
  .map(({ number, knowsId, length, knowsAuthors }) =>
    seenPaper({
      title: `Paper ${number}`,
      abstract: `This is what paper ${number} says, and no other one. `.repeat(10).slice(0, length),
      authors: knowsAuthors ? [`Ada ${'ABCD'[number]}aven`] : [],
      ...(knowsId ? { id: `n-${number}` } : {}),
    }),
  );

function nameOf(paper: Paper): string {
  return paper.sightings[0]?.source ?? '';
}

/** What does not depend on who told first. */
function essence(papers: readonly Paper[]): readonly unknown[] {
  return papers
    .map(({ title, abstract, authors, id }) => ({ title, abstract, authors, id: isWeakId(id) ? 'weak' : id }))
    .toSorted((one, other) => one.title.localeCompare(other.title));
}

// Every run opens stores of its own.
describe('putting papers', { timeout: 60_000 }, () => {
  it('changes nothing the second time, when no source contradicts itself', async () => {
    const consistent = fc.uniqueArray(
      anySighting.map((paper) => (nameOf(paper) === 'page' ? { ...paper, title: paper.title.toUpperCase() } : paper)),
      { maxLength: 12, selector: (paper) => `${nameOf(paper)} ${paper.id}` },
    );
    await fc.assert(
      fc.asyncProperty(consistent, async (sightings) => {
        const once = await after([sightings]);
        const twice = await after([sightings, sightings]);
        expect(twice.papers).toEqual(once.papers);
        expect(twice.changes).toEqual([...once.changes, ...sightings.map(() => 'unchanged')]);
      }),
      { seed: SEED, numRuns: 80 },
    );
  });

  it('comes to rest whatever is told again and again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anySighting, { maxLength: 12 }), async (sightings) => {
        const once = await after([sightings]);
        const twice = await after([sightings, sightings]);
        expect(twice.papers.map((paper) => paper.id)).toEqual(once.papers.map((paper) => paper.id));
        expect((await after([sightings, sightings, sightings])).papers).toEqual(twice.papers);
      }),
      { seed: SEED, numRuns: 80 },
    );
  });

  it('gives the same papers in whatever batches they come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(anySighting, { maxLength: 4 }), { maxLength: 5 }), async (batches) => {
        expect(await after(batches)).toEqual(await after([batches.flat()]));
      }),
      { seed: SEED, numRuns: 80 },
    );
  });

  it('gives the same set of papers in whatever order they come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(fairSighting, { maxLength: 12 })
          .chain((sightings) =>
            fc.tuple(
              fc.constant(sightings),
              fc.shuffledSubarray(sightings, { minLength: sightings.length, maxLength: sightings.length }),
            ),
          ),
        async ([sightings, shuffled]) => {
          expect(essence((await after([shuffled])).papers)).toEqual(essence((await after([sightings])).papers));
        },
      ),
      { seed: SEED, numRuns: 80 },
    );
  });

  it('keeps every text of any paper', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(
        fc.record({ title: text, abstract: text, authors: fc.array(text), keywords: fc.array(text), summary: text }),
        async (fields) => {
          const paper = seenPaper({ ...fields, id: 'x' });
          expect((await after([[paper]])).papers).toEqual([paper]);
        },
      ),
      { seed: SEED },
    );
  });
});
