import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createSignals } from '../src/signals.ts';

/** Something that gets signals and can be ended, in the place of the process. */
function target() {
  const ended: number[] = [];
  const emitter = new EventEmitter();
  let at = 1000;
  const signals = createSignals(
    { on: (name, listener) => emitter.on(name, listener), exit: (status) => ended.push(status) },
    () => at,
  );
  const after = (ms: number, name: string): void => {
    at += ms;
    emitter.emit(name, name);
  };
  return { signals, ended, after };
}

describe('signals', () => {
  it('are left alone until somebody watches', () => {
    const { signals, after } = target();
    after(0, 'SIGINT');
    expect(signals.ending.aborted).toBe(false);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])('ask for an orderly end, and the second %s ends at once', (name, status) => {
    const { signals, after, ended } = target();
    signals.watch();
    after(0, name);
    expect(signals.ending.aborted).toBe(true);
    expect(ended).toEqual([]);
    after(600, name);
    expect(ended).toEqual([status]);
  });

  it('take the echo of one Ctrl-C through npm for the same one', () => {
    const { signals, after, ended } = target();
    signals.watch();
    after(0, 'SIGINT');
    after(3, 'SIGINT');
    after(100, 'SIGINT');
    expect(ended).toEqual([]);
  });

  it('end at once when the end has begun already', () => {
    const { signals, after, ended } = target();
    signals.watch();
    signals.end();
    after(0, 'SIGINT');
    expect(ended).toEqual([130]);
  });
});
