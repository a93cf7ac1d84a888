import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Log, LogFields } from '../src/log.ts';
import { createSchedule } from '../src/schedule.ts';
import type { Schedule } from '../src/schedule.ts';

let schedule: Schedule;
let errors: { readonly event: string; readonly fields: LogFields | undefined }[];

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-24T08:00:30Z') });
  errors = [];
  const log: Log = {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: (event, fields) => errors.push({ event, fields }),
  };
  schedule = createSchedule(log);
});
afterEach(async () => {
  const stopped = schedule.stop();
  // A run that a test left going comes to its end.
  await minutes(10);
  await stopped;
  vi.useRealTimers();
});

function nothing(): void {}

const minutes = (count: number): Promise<unknown> => vi.advanceTimersByTimeAsync(count * 60_000);

describe('every', () => {
  it('runs at once, and then once a minute, on the minute', async () => {
    const at: string[] = [];
    schedule.every('* * * * *', 'beat', async () => {
      at.push(new Date().toISOString().slice(11, 19));
    });
    await minutes(3);
    expect(at).toEqual(['08:00:30', '08:01:00', '08:02:00', '08:03:00']);
  });

  it('does not start a run while the last one is going', async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    schedule.every('* * * * *', 'beat', async () => {
      runs += 1;
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 150_000));
      running -= 1;
    });
    await minutes(10);
    expect(most).toBe(1);
    expect(runs).toBeGreaterThan(2);
  });

  it('logs a run that fails, and goes on', async () => {
    let runs = 0;
    schedule.every('* * * * *', 'beat', async () => {
      runs += 1;
      throw new Error(`run ${runs}`);
    });
    await minutes(2);
    expect(runs).toBe(3);
    expect(errors).toMatchObject([
      { event: 'schedule.failed', fields: { name: 'beat', error: { message: 'run 1' } } },
      { event: 'schedule.failed', fields: { name: 'beat', error: { message: 'run 2' } } },
      { event: 'schedule.failed', fields: { name: 'beat', error: { message: 'run 3' } } },
    ]);
  });
});

describe('stop', () => {
  it('waits for the run that is going, and starts no other', async () => {
    const events: string[] = [];
    schedule.every('* * * * *', 'beat', async () => {
      events.push('begins');
      await new Promise((resolve) => setTimeout(resolve, 30_000));
      events.push('ends');
    });
    await minutes(0.1);
    expect(events).toEqual(['begins']);
    const stopped = schedule.stop().then(() => events.push('stopped'));
    await minutes(10);
    await stopped;
    expect(events).toEqual(['begins', 'ends', 'stopped']);
    await schedule.stop();
  });

  it('leaves nothing to be scheduled after it', async () => {
    await schedule.stop();
    let runs = 0;
    schedule.every('* * * * *', 'beat', async () => {
      runs += 1;
    });
    await minutes(3);
    expect(runs).toBe(0);
  });
});
