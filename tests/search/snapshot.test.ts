import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Paper } from '../../src/paper/paper.ts';
import { createPaperIndex } from '../../src/search/paper-index.ts';
import { parseQuery } from '../../src/search/query.ts';
import type { SearchIndex } from '../../src/search/search-index.ts';
import type { SnapshotPlace } from '../../src/search/snapshot.ts';
import { createThreadedIndex } from '../../src/search/threaded-index.ts';
import { makePaper } from '../support/make-paper.ts';

let folder: string;
let place: SnapshotPlace;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperboy-snapshot-'));
  place = { file: join(folder, 'index.snapshot'), label: 'mine' };
});
afterEach(() => rm(folder, { recursive: true }));

const page = { offset: 0, limit: 100 };
const word = fc.constantFrom(
  'network',
  'graphs',
  'decay',
  'weights',
  'tensor',
  'the',
  'of',
  '学习',
  'low-rank',
  'naïve',
);
const text = (maxLength: number): fc.Arbitrary<string> => fc.array(word, { maxLength }).map((words) => words.join(' '));
const paper = fc.record({
  id: fc.nat(30).map((number) => `jsonl:${String(number).padStart(2, '0')}`),
  title: text(8),
  abstract: text(40),
  authors: fc.array(fc.constantFrom('Ada Lovelace', 'José Núñez'), { maxLength: 2 }),
  published: fc.constantFrom(null, '2023', '2024-01-15'),
  categories: fc.uniqueArray(fc.constantFrom('math', 'econ'), { maxLength: 2 }),
});
const questions = [
  'network decay',
  '"low rank" -tensor',
  'nunez',
  'cat:math',
  '学习',
  'tensro',
  'the of',
  'weights 2023',
];

async function answers(index: SearchIndex): Promise<unknown> {
  const found = [];
  for (const question of questions) found.push(await index.search(parseQuery(question), page));
  return [
    found,
    await index.related('jsonl:01', page),
    await index.suggest('net', 5),
    await index.suggestAuthors('ad', 5),
  ];
}

/** A few hundred papers of many words, enough to learn from. */
function many(): readonly Paper[] {
  return Array.from({ length: 450 }, (_, number) =>
    makePaper({
      id: `jsonl:m${number}`,
      title: `word${number % 37} word${number % 11}`,
      abstract: Array.from({ length: 12 }, (_unused, at) => `word${(number * (at + 1)) % 97}`).join(' '),
    }),
  );
}

describe('an index that was saved', () => {
  it('answers as it did, and goes on as it would have, whatever came and went', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(paper, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(30), { maxLength: 12 }),
        fc.array(paper, { maxLength: 8 }),
        async (batches, gone, later) => {
          const index = createPaperIndex();
          for (const batch of batches) await index.put(batch.map(makePaper));
          await index.remove(gone.map((number) => `jsonl:${String(number).padStart(2, '0')}`));
          await index.save(place, 7);
          const loaded = createPaperIndex();
          expect(await loaded.load(place)).toBe(7);
          expect(await loaded.size()).toBe(await index.size());
          expect(await answers(loaded)).toEqual(await answers(index));
          for (const changed of [index, loaded]) {
            await changed.put(later.map(makePaper));
            await changed.remove(['jsonl:02', 'jsonl:03']);
          }
          expect(await answers(loaded)).toEqual(await answers(index));
        },
      ),
      { seed: 20261124, numRuns: 60 },
    );
  });

  it('keeps what it learned from its papers', async () => {
    const index = createPaperIndex();
    await index.put(many());
    const before = await index.search(parseQuery('word3 word5 word8'), page);
    await index.save(place, 1);
    const threaded = createThreadedIndex();
    try {
      expect(await threaded.load(place)).toBe(1);
      // The thread would learn only after the first question.
      expect(await threaded.search(parseQuery('word3 word5 word8'), page)).toEqual(before);
      await threaded.put([makePaper({ id: 'jsonl:new', title: 'word3 word5 word8' })]);
      await threaded.save(place, 2);
    } finally {
      await threaded.close();
    }
    const again = createPaperIndex();
    expect(await again.load(place)).toBe(2);
    expect((await again.search(parseQuery('word3 word5 word8'), page)).hits[0]?.id).toBe('jsonl:new');
  });

  it('keeps a paper that is longer than a page of its memory', async () => {
    const index = createPaperIndex();
    const long = makePaper({
      id: 'jsonl:long',
      title: 'Long',
      abstract: `${'tensor network '.repeat(400_000)} zebra crossing`,
    });
    await index.put([long]);
    await index.save(place, 1);
    const loaded = createPaperIndex();
    await loaded.load(place);
    expect((await loaded.search(parseQuery('"zebra crossing"'), page)).total).toBe(1);
    await loaded.put([makePaper({ id: 'jsonl:2', abstract: 'other words '.repeat(100) }), long]);
    expect((await loaded.search(parseQuery('"zebra crossing"'), page)).total).toBe(1);
  });

  it('is not taken when there is none, or it is of another store', async () => {
    const index = createPaperIndex();
    expect(await index.load(place)).toBeNull();
    await index.put([makePaper({ id: 'jsonl:1', title: 'Graphs' })]);
    await index.save(place, 1);
    expect(await index.load({ ...place, label: 'yours' })).toBeNull();
    expect(await index.size()).toBe(0);
    expect(await index.load(place)).toBe(1);
  });

  it('is not taken when any of its bytes is another one, or the end is missing', async () => {
    const index = createPaperIndex();
    await index.put([makePaper({ id: 'jsonl:1', title: 'Graphs', abstract: 'A network of tensors.' })]);
    await index.save(place, 1);
    const whole = await readFile(place.file);
    const spoil = async (bytes: Buffer): Promise<number | null> => {
      await writeFile(place.file, bytes);
      return createPaperIndex().load(place);
    };
    expect(await spoil(whole)).toBe(1);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ change;
        expect(await spoil(changed)).toBeNull();
        expect(await spoil(whole.subarray(0, at))).toBeNull();
      }),
      { seed: 20261124, numRuns: 200 },
    );
    expect(await spoil(whole)).toBe(1);
  });

  it('stays what it was when it cannot be written', async () => {
    const index = createPaperIndex();
    await index.save(place, 1);
    await expect(index.save({ ...place, file: join(folder, 'nowhere', 'index.snapshot') }, 2)).rejects.toThrow(
      'ENOENT',
    );
    expect(await readdir(folder)).toEqual(['index.snapshot']);
    expect(await createPaperIndex().load(place)).toBe(1);
  });

  it.each([
    ['in this thread', createPaperIndex],
    ['on its own thread', () => createThreadedIndex()],
  ])('answers while it is written, and takes what changes after it: %s', async (_name, create) => {
    const index = create();
    await index.put(many());
    await index.learn();
    const late = makePaper({ id: 'jsonl:late', title: 'A zebra that came late' });
    const saved = index.save(place, 7);
    const [found] = await Promise.all([index.search(parseQuery('zebra'), page), index.put([late]), saved]);
    expect(found.total).toBe(0);
    expect((await index.search(parseQuery('zebra'), page)).total).toBe(1);
    expect(await index.load(place)).toBe(7);
    expect((await index.search(parseQuery('zebra'), page)).total).toBe(0);
    await index.close();
  });
});
