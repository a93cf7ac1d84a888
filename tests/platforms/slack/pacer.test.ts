import { describe, expect, it } from 'vitest';
import { createPacer } from '../../../src/platforms/slack/pacer.ts';

/** A clock that stands still until it is moved, and a list of how long each turn was told to wait. */
function paced(gapMs: number) {
  let time = 0;
  const waits: number[] = [];
  const wait = async (ms: number) => void waits.push(ms);
  return { turn: createPacer({ gapMs, now: () => new Date(time), wait }), waits, pass: (ms: number) => (time += ms) };
}

describe('turns', () => {
  it('asked for together in one channel are a gap apart, in the order of asking', async () => {
    const { turn, waits } = paced(1000);
    await Promise.all([turn('C1'), turn('C1'), turn('C1')]);
    expect(waits).toEqual([1000, 2000]);
  });

  it('in different channels do not wait for each other', async () => {
    const { turn, waits } = paced(1000);
    await Promise.all([turn('C1'), turn('C2'), turn('C3')]);
    expect(waits).toEqual([]);
  });

  it('wait only for what is left of the gap', async () => {
    const { turn, waits, pass } = paced(1000);
    await turn('C1');
    pass(400);
    await turn('C1');
    pass(1600);
    await turn('C1');
    expect(waits).toEqual([600]);
  });
});
