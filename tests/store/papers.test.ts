import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWeakId } from '../../src/paper/paper.ts';
import type { Paper } from '../../src/paper/paper.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
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
const LONG = 'We use fewer bits. '.repeat(12);
const TEXTS = ['', 'We use fewer bits.', `${LONG}And more.`, `${LONG}And others.`, 'On something else.'];

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
    url: fc.constantFrom(null, 'https://a.org/', 'https://b.org/'),
    upvotes: fc.constantFrom(null, 1, 2),
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

/** All papers, and the number of the last writing. */
async function everythingIn({ papers }: Store): Promise<unknown> {
  const all: Paper[] = [];
  for await (const batch of papers.all()) all.push(...batch);
  return { all, seq: await papers.seq() };
}

function cut(papers: readonly Paper[], size: number): readonly (readonly Paper[])[] {
  return Array.from({ length: Math.ceil(papers.length / size) }, (_, at) => papers.slice(at * size, (at + 1) * size));
}

/** What does not depend on who told first. */
function essence(papers: readonly Paper[]): readonly unknown[] {
  return papers
    .map(({ title, abstract, authors, id }) => ({ title, abstract, authors, id: isWeakId(id) ? 'weak' : id }))
    .toSorted((one, other) => one.title.localeCompare(other.title));
}

// Every run opens stores of its own.
describe('putting papers', { timeout: 60_000 }, () => {
  it('changes nothing the second time, whatever was told, in whatever batches', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anySighting, { maxLength: 6 }), { maxLength: 4 }),
        fc.integer({ min: 1, max: 12 }),
        async (batches, size) => {
          const sightings = batches.flat();
          const store = await openStore({ file: ':memory:', now: () => new Date(AT) });
          for (const batch of batches) await store.papers.put(batch);
          const before = await everythingIn(store);
          const later = sightings.map((paper) => ({
            ...paper,
            sightings: paper.sightings.map((one) => ({ ...one, at: '2026-11-25T00:00:00.000Z' })),
          }));
          for (const batch of [...cut(later, size), ...batches]) {
            const outcomes = await store.papers.put(batch);
            expect(outcomes.map(({ change }) => change)).toEqual(batch.map(() => 'unchanged'));
          }
          expect(await everythingIn(store)).toEqual(before);
          await store.close();
        },
      ),
      { seed: SEED, numRuns: 150 },
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
