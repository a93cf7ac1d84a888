import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { expect, it } from 'vitest';
import { freeLeasesOfTheDead, leaseHolder } from '../src/lease-holder.ts';
import { openStore } from '../src/store/open-store.ts';

const now = new Date('2026-11-24T08:00:00Z');
const end = '2026-11-24T08:05:00.000Z';

it('frees what dead processes of this machine hold, and nothing of anybody else', async () => {
  const store = await openStore({ file: ':memory:', now: () => now });
  const { leases } = store;
  const { pid } = spawnSync(process.execPath, ['--version']);
  const dead = `${encodeURIComponent(hostname())}/${pid}/x`;
  const alive = leaseHolder();
  const elsewhere = `elsewhere/${pid}/x`;
  for (const [name, holder] of [
    ['source a', dead],
    ['pace a', dead],
    ['source b', alive],
    ['source c', elsewhere],
    ['source d', 'odd'],
  ] as const) {
    await leases.take(name, holder, now.toISOString(), end);
  }
  await freeLeasesOfTheDead(leases, now);
  expect(await leases.held(now.toISOString())).toEqual([
    { name: 'source b', holder: alive },
    { name: 'source c', holder: elsewhere },
    { name: 'source d', holder: 'odd' },
  ]);
  expect(await leases.take('source a', alive, now.toISOString(), end)).toBe(true);
  expect(await leases.take('pace a', alive, now.toISOString(), end)).toBe(false);
  expect(await leases.take('pace a', alive, '2026-11-24T08:00:03.000Z', end)).toBe(true);
  await store.close();
});
