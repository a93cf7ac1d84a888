import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Place } from '../../src/chat/place.ts';
import type { Person } from '../../src/chat/request.ts';
import { openStore } from '../../src/store/open-store.ts';
import { temporaryFolder } from './temporary-folder.ts';

const here: Place = { platform: 'slack', workspace: 'T1', channel: 'C1', thread: null };
const at = '2026-11-24T10:00:00.000Z';
const now = () => new Date(at);
const person = (id: number): Person => ({ platform: 'slack', workspace: 'T1', id: `U${id}` });

afterEach(() => {
  vi.useRealTimers();
});

describe('the lists that people saw last', () => {
  it('are known at once, and to the next process after the end of this one', async () => {
    const file = join(temporaryFolder(), 'paperboy.db');
    const first = await openStore({ file, now });
    for (let each = 0; each < 450; each += 1) {
      await first.people.remember(person(each), here, { ids: ['arxiv:1'], more: null, at });
      await first.people.remember(person(each), here, { ids: [`arxiv:${each}`], more: 'next', at });
      expect(await first.people.recall(person(each), here)).toEqual({ ids: [`arxiv:${each}`], more: 'next', at });
    }
    await first.close();
    const second = await openStore({ file, now });
    for (const each of [0, 199, 200, 449]) {
      expect(await second.people.recall(person(each), here)).toEqual({ ids: [`arxiv:${each}`], more: 'next', at });
    }
    await second.close();
  });

  it('reach other processes a moment later, without an end', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const file = join(temporaryFolder(), 'paperboy.db');
    const [writer, reader] = [await openStore({ file, now }), await openStore({ file, now })];
    await writer.people.remember(person(1), here, { ids: ['arxiv:7'], more: null, at });
    expect(await reader.people.recall(person(1), here)).toBeNull();
    await vi.advanceTimersByTimeAsync(1_000);
    vi.useRealTimers();
    await vi.waitFor(async () => {
      expect(await reader.people.recall(person(1), here)).toEqual({ ids: ['arxiv:7'], more: null, at });
    });
    await Promise.all([writer.close(), reader.close()]);
  });
});
