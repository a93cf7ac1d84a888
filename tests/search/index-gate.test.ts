import { describe, expect, it } from 'vitest';
import { createIndexGate, NotFilled } from '../../src/search/index-gate.ts';
import { createPaperIndex } from '../../src/search/paper-index.ts';
import { parseQuery } from '../../src/search/query.ts';
import { createClock } from '../support/clock.ts';
import { makePaper } from '../support/make-paper.ts';
import { searchIndexContract } from './search-index-contract.ts';

const page = { offset: 0, limit: 10 };
const paper = makePaper({ id: 'jsonl:1', title: 'Weight decay' });

function closedGate() {
  const index = createPaperIndex();
  const clock = createClock('2026-11-24T12:00:00Z');
  return { index, clock, gate: createIndexGate(index, clock.now) };
}

describe('an index behind an open gate', () => {
  searchIndexContract(() => {
    const { gate } = closedGate();
    gate.open();
    return gate.index(0);
  });
});

describe('an index behind a closed gate', () => {
  it('answers no question from a part of the papers, and takes them all the same', async () => {
    const { gate } = closedGate();
    const index = gate.index(0);
    await index.put([paper]);
    expect(await index.size()).toBe(1);
    const questions = [
      index.search(parseQuery('weight'), page),
      index.related(paper.id, page),
      index.suggest('wei', 3),
    ];
    for (const question of questions) await expect(question).rejects.toBeInstanceOf(NotFilled);
  });

  it('says how far it is, and how long the rest takes at the pace so far', async () => {
    const { gate, clock } = closedGate();
    const fillingNow = () =>
      gate
        .index(0)
        .suggest('wei', 3)
        .catch((error: unknown) => (error instanceof NotFilled ? error.filling : error));
    expect(await fillingNow()).toEqual({ done: 0, all: 0, leftMs: null });
    gate.report(1_000, 101_000);
    expect(await fillingNow()).toEqual({ done: 1_000, all: 101_000, leftMs: null });
    clock.set('2026-11-24T12:00:10Z');
    gate.report(41_000, 101_000);
    expect(await fillingNow()).toEqual({ done: 41_000, all: 101_000, leftMs: 15_000 });
    clock.set('2026-11-24T11:00:00Z');
    expect(await fillingNow()).toMatchObject({ leftMs: 0 });
  });

  it('answers whoever waits when it opens, however patient they are', async () => {
    const { gate } = closedGate();
    await gate.index(0).put([paper]);
    const waiting = [null, 600_000].map((ms) => gate.index(ms).search(parseQuery('weight'), page));
    gate.open();
    for (const { total } of await Promise.all(waiting)) expect(total).toBe(1);
  });

  it('lets go whoever waits when everything ends, and keeps nobody later', async () => {
    const { gate } = closedGate();
    const waiting = gate.index(null).search(parseQuery('weight'), page);
    gate.shut();
    await expect(waiting).rejects.toMatchObject({ filling: null });
    await expect(gate.index(null).related(paper.id, page)).rejects.toMatchObject({ filling: null });
  });

  it('stays open once it is', async () => {
    const { gate } = closedGate();
    gate.open();
    gate.shut();
    expect((await gate.index(0).search(parseQuery('weight'), page)).total).toBe(0);
  });
});
