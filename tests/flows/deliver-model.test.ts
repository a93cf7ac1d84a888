import { expect, it } from 'vitest';
import { walk } from './delivery-model/run-model.ts';

const seed = 20261124;

it(`whatever people, clocks, crashes and networks do, the nine promises hold (seed ${seed})`, async () => {
  const { steps, messages, crashes } = await walk({ seed, ms: 50_000 });
  // A walk that met nothing proves nothing.
  expect(steps).toBeGreaterThan(1_000);
  expect(messages).toBeGreaterThan(100);
  expect(crashes).toBeGreaterThan(10);
}, 180_000);
