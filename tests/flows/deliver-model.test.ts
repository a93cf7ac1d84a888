import { expect, it } from 'vitest';
import { walk } from './delivery-model/run-model.ts';

const seed = 20261124;
const STEPS = 100_000;

it(`whatever people, clocks, crashes and networks do, the nine promises hold (seed ${seed})`, async () => {
  const { steps, messages, crashes, reopened } = await walk({ seed, steps: STEPS });
  // A walk that met nothing proves nothing.
  expect(steps).toBeGreaterThanOrEqual(STEPS);
  expect(messages).toBeGreaterThan(STEPS / 100);
  expect(crashes).toBeGreaterThan(STEPS / 1_000);
  expect(reopened).toBeGreaterThan(STEPS / 1_000);
}, 900_000);
