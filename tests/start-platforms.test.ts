import { describe, expect, it } from 'vitest';
import type { Log, LogFields } from '../src/log.ts';
import { StartFailure } from '../src/platforms/platform.ts';
import type { Platform } from '../src/platforms/platform.ts';
import { StartError } from '../src/start-error.ts';
import { startPlatforms } from '../src/start-platforms.ts';

type Try = 'listens' | 'refused' | 'unreachable' | 'broken';

const reasons = {
  refused: () => new StartFailure('its token was refused', { retry: false }),
  unreachable: () => new StartFailure('it cannot be reached', { retry: true }),
  broken: () => new Error('nobody foresaw this'),
};

/** A platform whose tries end as told, one after another; the last one again and again. */
function platform(name: string, ...tries: readonly [Try, ...Try[]]): Platform & { readonly tries: () => number } {
  let count = 0;
  return {
    name,
    tries: () => count,
    start() {
      const how = tries[Math.min(count, tries.length - 1)] ?? 'listens';
      count += 1;
      return how === 'listens' ? Promise.resolve() : Promise.reject(reasons[how]());
    },
    post: () => Promise.reject(new Error('not here')),
    find: () => Promise.resolve({ kind: 'cannot-know' }),
    tell: () => Promise.reject(new Error('not here')),
    sees: () => Promise.resolve(false),
    placeOf: () => Promise.resolve(null),
    stop: () => Promise.resolve(),
  };
}

/** Starts them with pauses that pass at once, `limit` of them, and then ends everything. */
async function begin(platforms: readonly Platform[], { limit = 100, random = 1 } = {}) {
  const ending = new AbortController();
  const pauses: number[] = [];
  const lines: { readonly event: string; readonly fields: LogFields }[] = [];
  const listening: string[] = [];
  const calm = Promise.withResolvers<void>();
  const note = (event: string, fields: LogFields = {}) => lines.push({ event, fields });
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const failure: unknown = await startPlatforms({
    platforms,
    handlers: { commands: [], answer: () => Promise.reject(new Error('nobody asks')), log },
    onListening: ({ name }) => {
      listening.push(name);
      if (listening.length === platforms.length) calm.resolve();
    },
    signal: ending.signal,
    log,
    retry: {
      random: () => random,
      pause: async (ms) => {
        pauses.push(ms);
        if (pauses.length < limit) return;
        ending.abort();
        calm.resolve();
      },
    },
  }).then(
    () => null,
    (error: unknown) => error,
  );
  return { failure, pauses, lines, listening, calm: calm.promise };
}

describe('platforms that begin', () => {
  it('all listen, and nobody waits', async () => {
    const { failure, listening, pauses } = await begin([platform('a', 'listens'), platform('b', 'listens')]);
    expect([failure, pauses]).toEqual([null, []]);
    expect(listening.toSorted()).toEqual(['a', 'b']);
  });

  it.each(['refused', 'broken'] as const)('end the start when the only one is %s', async (how) => {
    const { failure, pauses } = await begin([platform('a', how)]);
    expect(failure).toBeInstanceOf(StartError);
    expect(failure).toMatchObject({ message: `a could not start: ${reasons[how]().message}` });
    expect(pauses).toEqual([]);
  });

  it('go on without the one that was refused', async () => {
    const refused = platform('a', 'refused');
    const { failure, listening, lines } = await begin([refused, platform('b', 'listens')]);
    expect([failure, listening, refused.tries()]).toEqual([null, ['b'], 1]);
    expect(lines).toContainEqual({
      event: 'platform-failed',
      fields: { platform: 'a', reason: 'its token was refused' },
    });
  });

  it('name every reason when all of them were refused', async () => {
    const { failure } = await begin([platform('a', 'refused'), platform('b', 'broken')]);
    expect(failure).toMatchObject({
      message: 'a could not start: its token was refused; b could not start: nobody foresaw this',
    });
  });

  it('are tried again while that can help, after pauses that grow up to five minutes', async () => {
    const slow = platform('a', 'unreachable', ...Array.from({ length: 9 }, () => 'unreachable' as const), 'listens');
    const { failure, pauses, listening, calm, lines } = await begin([slow]);
    expect(failure).toBeNull();
    await calm;
    expect(pauses.map((ms) => ms / 1_000)).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    expect(listening).toEqual(['a']);
    expect(lines[0]).toEqual({
      event: 'platform-waits',
      fields: { platform: 'a', reason: 'it cannot be reached', retryInMs: 2_000 },
    });
  });

  it('wait for different times in different processes', async () => {
    const { pauses, calm } = await begin([platform('a', 'unreachable', 'unreachable', 'listens')], { random: 0 });
    await calm;
    expect(pauses).toEqual([1_000, 2_000]);
  });

  it('are tried seldom when, later, a person would have to mend it', async () => {
    const { pauses, calm } = await begin([platform('a', 'unreachable', 'refused', 'listens')]);
    await calm;
    expect(pauses).toEqual([2_000, 300_000]);
  });

  it('are not tried again after the end', async () => {
    const never = platform('a', 'unreachable');
    const { calm } = await begin([never], { limit: 3 });
    await calm;
    expect(never.tries()).toBe(3);
  });
});
