import { describe, expect, it } from 'vitest';
import { createPace } from '../../../src/platforms/discord/pace.ts';

/** A pace on a clock that goes on only while somebody waits, and who went when. */
function paced(perSecond: number, burst: number) {
  let time = 0;
  const went: { readonly name: string; readonly at: number }[] = [];
  const pace = createPace({
    perSecond,
    burst,
    now: () => time,
    wait: async (ms) => {
      time += ms;
    },
  });
  const go = async (name: string, isPatient = true) => {
    await pace(isPatient);
    went.push({ name, at: time });
  };
  return { go, went, pass: (ms: number) => (time += ms) };
}

describe('a pace', () => {
  it('lets no more go in any second than it may, also after a pause', async () => {
    const { go, went, pass } = paced(40, 5);
    await Promise.all(Array.from({ length: 100 }, (_, at) => go(String(at))));
    pass(60_000);
    await Promise.all(Array.from({ length: 100 }, (_, at) => go(String(at))));
    for (const { at } of went) {
      expect(went.filter((one) => one.at >= at && one.at < at + 1_000).length).toBeLessThanOrEqual(45);
    }
    expect(went.map(({ name }) => name).slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, at) => String(at)));
    expect(went[99]?.at).toBeCloseTo(95 * 25, 3);
  });

  it('keeps nobody waiting who comes alone', async () => {
    const { go, went } = paced(40, 5);
    for (const name of ['a', 'b', 'c']) await go(name);
    expect(went.map(({ at }) => at)).toEqual([0, 0, 0]);
  });

  it('lets a person go before the posts that wait', async () => {
    const { go, went } = paced(10, 1);
    await Promise.all([go('post 1'), go('post 2'), go('post 3'), go('answer', false)]);
    expect(went.map(({ name }) => name)).toEqual(['post 1', 'answer', 'post 2', 'post 3']);
  });
});
