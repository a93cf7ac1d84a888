import { describe, expect, it } from 'vitest';
import { createPace } from '../../src/sources/pace.ts';
import { createSharedPace } from '../../src/sources/shared-pace.ts';
import type { PaceLease } from '../../src/sources/shared-pace.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { createTestSourceClock } from '../support/source-clock.ts';

const signal = new AbortController().signal;

function leaseOf({ leases }: Store, holder: string): PaceLease {
  return {
    take: (at, until) => leases.take('pace', holder, at.toISOString(), until.toISOString()),
    free: (from) => leases.free('pace', holder, from.toISOString()),
  };
}

describe('a pace that processes share', () => {
  it('lets one ask at a time, and the next one only after the pause', async () => {
    const clock = createTestSourceClock('2026-11-24T08:00:00Z');
    const store = await openStore({ file: ':memory:', now: clock.now });
    const paces = ['one', 'two', 'three'].map((holder) =>
      createSharedPace({ own: createPace(3_000, clock), gapMs: 3_000, lease: leaseOf(store, holder), clock }),
    );
    let atWork = 0;
    const spans: { readonly from: number; readonly to: number }[] = [];
    const ask = async (): Promise<void> => {
      atWork += 1;
      expect(atWork).toBe(1);
      const from = clock.now().getTime();
      await clock.wait(200, signal);
      spans.push({ from, to: clock.now().getTime() });
      atWork -= 1;
    };
    await Promise.all([...paces, ...paces, ...paces].map((pace) => pace.run(ask, signal)));
    expect(spans).toHaveLength(9);
    const sorted = spans.toSorted((a, b) => a.from - b.from);
    for (const [at, { from }] of sorted.entries())
      expect(from - (sorted[at - 1]?.to ?? -Infinity)).toBeGreaterThanOrEqual(3_000);
    await store.close();
  });

  it('is free again after a failure, goes on after a process that died, and ends with its signal', async () => {
    const clock = createTestSourceClock('2026-11-24T08:00:00Z');
    const store = await openStore({ file: ':memory:', now: clock.now });
    const lease = leaseOf(store, 'one');
    const pace = createSharedPace({ own: createPace(0, clock), gapMs: 0, lease, clock });
    await expect(pace.run(() => Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
    expect(await pace.run(async () => 1, signal)).toBe(1);
    await leaseOf(store, 'dead').take(clock.now(), new Date('2026-11-24T08:02:00Z'));
    const began = clock.now().getTime();
    expect(await pace.run(async () => 2, signal)).toBe(2);
    expect(clock.now().getTime() - began).toBeGreaterThanOrEqual(100_000);
    await leaseOf(store, 'dead').take(clock.now(), new Date('2026-11-24T09:00:00Z'));
    await expect(pace.run(async () => 3, AbortSignal.abort(new Error('over')))).rejects.toThrow('over');
    await store.close();
  });
});
