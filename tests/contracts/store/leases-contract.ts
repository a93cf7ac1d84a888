import { expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';

const at = (minute: number): string => `2026-11-24T08:${String(minute).padStart(2, '0')}:00.000Z`;

export function leasesContract(open: () => Store): void {
  it('are held by one at a time, until they end', async () => {
    const { leases } = open();
    expect(await leases.take('arxiv', 'one', at(0), at(5))).toBe(true);
    expect(await leases.take('arxiv', 'two', at(4), at(9))).toBe(false);
    expect(await leases.take('arxiv', 'one', at(4), at(8))).toBe(true);
    expect(await leases.take('arxiv', 'two', at(7), at(9))).toBe(false);
    expect(await leases.take('arxiv', 'two', at(8), at(9))).toBe(true);
    expect(await leases.take('arxiv', 'one', at(8), at(9))).toBe(false);
    expect(await leases.take('hf-daily', 'one', at(8), at(9))).toBe(true);
  });

  it('are given up by whoever holds them, and from when on they say', async () => {
    const { leases } = open();
    await leases.take('arxiv', 'one', at(0), at(5));
    expect(await leases.held(at(4))).toEqual([{ name: 'arxiv', holder: 'one' }]);
    expect(await leases.held(at(5))).toEqual([]);
    await leases.free('arxiv', 'two', at(0));
    expect(await leases.take('arxiv', 'two', at(0), at(5))).toBe(false);
    await leases.free('arxiv', 'one', at(1));
    expect(await leases.held(at(0))).toEqual([]);
    expect(await leases.take('arxiv', 'one', at(0), at(5))).toBe(false);
    expect(await leases.take('arxiv', 'two', at(1), at(5))).toBe(true);
  });

  it('go to one of all who ask at once', async () => {
    const { leases } = open();
    const asked = ['one', 'two', 'three'].map((holder) => leases.take('arxiv', holder, at(0), at(5)));
    expect((await Promise.all(asked)).filter((taken) => taken)).toHaveLength(1);
  });
}
