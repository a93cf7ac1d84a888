import { expect, it } from 'vitest';
import type { Reject, Store } from '../../../src/store/store.ts';
import { AT, LATER } from './examples.ts';

function reject(more: Partial<Reject> = {}): Reject {
  return {
    source: 'hf-daily',
    where: '2026-11-24, item 3',
    reason: 'its title is not a text',
    parser: '1',
    excerpt: '{"paper":{"id":"2611.00001"}}',
    at: AT,
    ...more,
  };
}

export function rejectsContract(open: () => Store): void {
  it('keeps a record once, counts it, and knows its last place and reason', async () => {
    const { rejects } = open();
    await rejects.keep([reject()]);
    await rejects.keep([reject({ where: '2026-11-24, item 5', reason: 'it has no title', parser: '2', at: LATER })]);
    expect(await rejects.list(10)).toEqual([
      {
        source: 'hf-daily',
        key: expect.stringMatching(/^[\w-]{22}$/),
        where: '2026-11-24, item 5',
        reason: 'it has no title',
        parser: '2',
        excerpt: '{"paper":{"id":"2611.00001"}}',
        firstAt: AT,
        lastAt: LATER,
        times: 2,
      },
    ]);
    expect(await rejects.count()).toBe(1);
  });

  it('tells records apart by what they are, and by their place where nothing of them can be shown', async () => {
    const { rejects } = open();
    await rejects.keep([
      reject(),
      reject({ source: 'arxiv' }),
      reject({ excerpt: null }),
      reject({ excerpt: null, where: 'item 4' }),
      reject({ excerpt: 'a\0b\ud800' }),
    ]);
    expect(await rejects.count()).toBe(5);
    expect((await rejects.list(10)).map(({ excerpt }) => excerpt)).toContain('a\ufffdb\ufffd');
  });

  it('lists those told last first, and no more than asked for', async () => {
    const { rejects } = open();
    await rejects.keep([reject(), reject({ excerpt: 'later', at: LATER })]);
    expect((await rejects.list(1)).map(({ excerpt }) => excerpt)).toEqual(['later']);
  });

  it('gives those that another parser refused, piece by piece, until they are forgotten', async () => {
    const { rejects } = open();
    await rejects.keep([
      ...['a', 'b', 'c'].map((excerpt) => reject({ excerpt })),
      reject({ excerpt: 'new', parser: '2' }),
      reject({ source: 'arxiv' }),
    ]);
    const first = await rejects.toRetry('hf-daily', '2', '', 2);
    const second = await rejects.toRetry('hf-daily', '2', first.at(-1)?.key ?? '', 2);
    expect([first.length, second.length]).toEqual([2, 1]);
    expect(new Set([...first, ...second].map(({ excerpt }) => excerpt))).toEqual(new Set(['a', 'b', 'c']));
    await rejects.forget(
      'hf-daily',
      first.map(({ key }) => key),
    );
    expect(await rejects.toRetry('hf-daily', '2', '', 9)).toEqual(second);
    expect(await rejects.count()).toBe(3);
    await rejects.forget('hf-daily', []);
    await rejects.keep([]);
    expect(await rejects.count()).toBe(3);
  });
}
