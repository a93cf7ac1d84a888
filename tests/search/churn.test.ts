import { describe, expect, it } from 'vitest';
import { createShelf, paperCount, putPaper, removePaper } from '../../src/search/core/shelf.ts';
import type { Shelf } from '../../src/search/core/shelf.ts';
import { createPaperIndex } from '../../src/search/paper-index.ts';
import { parseQuery } from '../../src/search/query.ts';
import type { Paper } from '../../src/paper/paper.ts';
import { makePaper } from '../support/make-paper.ts';

const vocabulary = Array.from({ length: 400 }, (_, number) => `word${number.toString(36)}x`);

/** The words of a paper follow from its number and revision; frequent ones are far more frequent. */
function paper(number: number, revision: number): Paper {
  let state = (number * 7919 + revision * 104729 + 1) >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const words = (count: number): string =>
    Array.from({ length: count }, () => vocabulary[Math.floor(next() ** 3 * vocabulary.length)]).join(' ');
  return makePaper({
    id: `jsonl:${number}`,
    title: words(6),
    abstract: `the ${words(40 + Math.floor(next() * 40))}`,
    authors: ['Ada Lovelace', `Name${number % 50}`],
    categories: ['cs.CL'],
  });
}

type Sizes = {
  readonly postings: number;
  readonly postingRoom: number;
  readonly tokenRoom: number;
  readonly slots: number;
};

function sizesOf({ telling, silent, names, categories, tokens, columns }: Shelf): Sizes {
  const all = [telling, silent, names, categories].map((postings) => postings.sizes());
  return {
    postings: all.reduce((sum, { used }) => sum + used, 0),
    postingRoom: all.reduce((sum, { held }) => sum + held, 0),
    tokenRoom: tokens.sizes().held,
    slots: columns.slots,
  };
}

/** Slots and postings of the removed papers may wait for two rounds of the sweep. */
const waiting = 1.25;

describe('a shelf whose papers change all the time', () => {
  it('needs no more room after twenty changes of every paper than after one', () => {
    const shelf = createShelf();
    const count = 2000;
    const change = (revision: number): void => {
      for (let number = 0; number < count; number += 1) putPaper(shelf, paper(number, revision));
    };
    change(0);
    change(1);
    const before = sizesOf(shelf);
    const words = shelf.vocabulary.size();
    for (let revision = 2; revision <= 20; revision += 1) change(revision);
    const after = sizesOf(shelf);
    expect(paperCount(shelf)).toBe(count);
    expect(after.slots).toBeLessThan(count * waiting);
    expect(after.postings).toBeLessThan(before.postings * waiting);
    expect(after.postingRoom).toBeLessThanOrEqual(before.postingRoom * waiting);
    expect(after.tokenRoom).toBeLessThanOrEqual(before.tokenRoom * waiting);
    expect(shelf.vocabulary.size()).toBe(words);
  });

  it('holds exactly the postings of the papers that are there once the sweep is through', () => {
    const changed = createShelf();
    for (let number = 0; number < 600; number += 1) putPaper(changed, paper(number, 0));
    for (let number = 0; number < 400; number += 1) removePaper(changed, `jsonl:${number}`);
    for (let number = 400; number < 500; number += 1) putPaper(changed, paper(number, 1));
    // Enough changes for two rounds.
    for (let times = 0; times < 400; times += 1) putPaper(changed, paper(9999, times));
    while (changed.sweep.running()) changed.sweep.step();

    const fresh = createShelf();
    for (let number = 400; number < 500; number += 1) putPaper(fresh, paper(number, 1));
    for (let number = 500; number < 600; number += 1) putPaper(fresh, paper(number, 0));
    putPaper(fresh, paper(9999, 399));

    const gone = changed.columns.dropped();
    const perPaper = sizesOf(fresh).postings / paperCount(fresh);
    expect(paperCount(changed)).toBe(paperCount(fresh));
    expect(changed.columns.sums).toEqual(fresh.columns.sums);
    expect(sizesOf(changed).postings).toBeLessThan(sizesOf(fresh).postings + 1.5 * gone * perPaper + 1);
    for (const word of vocabulary) {
      const [one, other] = [changed.vocabulary.find(word) ?? 0, fresh.vocabulary.find(word) ?? 0];
      for (const what of ['any', 'title', 'text', 'labels', 'names'] as const) {
        expect(changed.vocabulary.papers(what, one)).toBe(fresh.vocabulary.papers(what, other));
      }
      expect(changed.vocabulary.occurrences(one)).toBe(fresh.vocabulary.occurrences(other));
    }
  });

  it('answers like an index that never knew another paper', async () => {
    const [changed, fresh] = [createPaperIndex(), createPaperIndex()];
    for (let revision = 0; revision < 6; revision += 1) {
      for (let number = 0; number < 300; number += 1) {
        await changed.put([paper(number, revision)]);
        if (number % 3 === revision % 3) await changed.remove([`jsonl:${number}`]);
      }
    }
    for (let number = 0; number < 300; number += 1) if (number % 3 !== 2) await fresh.put([paper(number, 5)]);
    for (const asked of ['word0x', 'word1x word2x word30x', 'au:name7', '"the word0x"', 'word5x -word0x', 'the']) {
      const [one, other] = [
        await changed.search(parseQuery(asked), { offset: 0, limit: 300 }),
        await fresh.search(parseQuery(asked), { offset: 0, limit: 300 }),
      ];
      expect(one.hits.map(({ id, words }) => [id, words])).toEqual(other.hits.map(({ id, words }) => [id, words]));
      expect([one.total, one.complete]).toEqual([other.total, other.complete]);
    }
  });

  it('touches no posting when only the votes or the date of a paper change', () => {
    const shelf = createShelf();
    putPaper(shelf, paper(1, 0));
    const before = sizesOf(shelf);
    putPaper(shelf, { ...paper(1, 0), upvotes: 7, published: '2024-05' });
    expect(sizesOf(shelf)).toEqual(before);
    const slot = shelf.columns.slotOf.get('jsonl:1') ?? -1;
    expect([shelf.columns.upvotes[slot], shelf.columns.published[slot]]).toEqual([7, 20240501]);
  });

  it('keeps a paper whose text is longer than a page of its memory', () => {
    const shelf = createShelf();
    const long = Array.from({ length: 400_000 }, (_, number) => `w${number % 70_000}`).join(' ');
    putPaper(shelf, paper(1, 0));
    putPaper(shelf, makePaper({ id: 'jsonl:long', abstract: long }));
    putPaper(shelf, paper(2, 0));
    const read = shelf.tokens.read(shelf.columns.slotOf.get('jsonl:long') ?? -1);
    expect(read.ends.at(-1)).toBe(400_000);
    expect(shelf.vocabulary.surface(read.tokens[399_999] ?? 0)).toBe(`w${399_999 % 70_000}`);
    const held = shelf.tokens.sizes().held;
    for (let times = 0; times < 5; times += 1) {
      removePaper(shelf, 'jsonl:long');
      putPaper(shelf, makePaper({ id: 'jsonl:long', abstract: long }));
    }
    expect(shelf.tokens.sizes().held).toBe(held);
  });
});
