import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Place } from '../src/chat/place.ts';
import { keepChannels } from '../src/keep-channels.ts';
import { openStore } from '../src/store/open-store.ts';
import type { Store } from '../src/store/store.ts';
import { describeWish, parseWish } from '../src/subscription/grammar.ts';
import type { FileEntry } from '../src/subscription/channels-file.ts';
import type { FileWish } from '../src/subscription/reconcile.ts';
import type { Wish } from '../src/subscription/subscription.ts';
import { silentLog } from '../src/platforms/shared/silent-log.ts';

const ada = { platform: 'slack', workspace: 'T1', id: 'U1' };
const now = (): Date => new Date('2026-11-24T12:00:00Z');
let store: Store;

beforeEach(async () => {
  store = await openStore({ file: ':memory:', now });
});
afterEach(() => store.close());

function at(channel: string, platform = 'slack'): Place {
  return { platform, workspace: 'T1', channel, thread: null };
}

function wish(text: string): Wish {
  const read = parseWish(text, { zone: 'UTC' });
  if (read.kind === 'question') throw new Error(read.message);
  return read.wish;
}

/** Knows every channel but `C404`. */
const slack = {
  name: 'slack',
  placeOf: (channel: string) => Promise.resolve(channel === 'C404' ? null : at(channel)),
};
const entry = ({ place, wish: wanted }: FileWish): FileEntry => ({
  platform: place.platform,
  channel: place.channel,
  wish: wanted,
});
const says = (one: FileWish): string => `${one.place.channel} ${describeWish(one.wish)}`;
const keep = (...file: readonly FileWish[]): Promise<void> =>
  keepChannels(file.map(entry), slack, { subscriptions: store.subscriptions, now, log: silentLog });

async function stored(): Promise<readonly string[]> {
  const all = await store.subscriptions.all();
  return all.map((one) => {
    const rests = one.pause === null ? '' : ` (paused by ${one.pause.by})`;
    return `${one.place.channel} ${one.number} ${one.owner}: ${one.query}${rests}`;
  });
}

it('adds what is new, goes on with what changed under its number, and pauses what left', async () => {
  await keep({ place: at('C1'), wish: wish('llm') }, { place: at('C2'), wish: wish('vision') });
  expect(await stored()).toEqual(['C1 1 file: llm', 'C2 1 file: vision']);
  const [before] = await store.subscriptions.all();
  await keep({ place: at('C1'), wish: wish('agents') });
  expect(await stored()).toEqual(['C1 1 file: agents', 'C2 1 file: vision (paused by file)']);
  expect((await store.subscriptions.all())[0]?.id).toBe(before?.id);
  await keep({ place: at('C1'), wish: wish('agents') }, { place: at('C2'), wish: wish('vision at 10:00') });
  expect(await stored()).toEqual(['C1 1 file: agents', 'C2 1 file: vision']);
});

it('goes on with the likest under its number, so that no date gets a second post', async () => {
  const c1 = at('C1');
  await keep({ place: c1, wish: wish('vision at 18:00') }, { place: c1, wish: wish('quantization at 9:00') });
  await keep({ place: c1, wish: wish('quantization at 15:00') });
  expect(await stored()).toEqual(['C1 1 file: vision (paused by file)', 'C1 2 file: quantization']);
  await keep({ place: c1, wish: wish('speech at 15:00') }, { place: c1, wish: wish('vision at 8:00') });
  expect(await stored()).toEqual(['C1 1 file: vision', 'C1 2 file: speech']);
});

it('leaves alone what people of the place asked for, what they paused, and other platforms', async () => {
  await store.subscriptions.add(wish('llm'), at('C1'), ada, now().toISOString());
  await store.subscriptions.add(wish('vision'), at('C9', 'discord'), ada, now().toISOString(), 'file');
  await keep({ place: at('C1'), wish: wish('llm') }, { place: at('C2'), wish: wish('graphs') });
  const [, second] = await store.subscriptions.all();
  expect(second?.place.channel).toBe('C1');
  const graphs = (await store.subscriptions.list(at('C2')))[0];
  await store.subscriptions.setPause(graphs?.id ?? '', { by: 'person', until: null, reason: '' });
  await keep({ place: at('C1'), wish: wish('llm') }, { place: at('C2'), wish: wish('graphs') });
  expect(await stored()).toEqual(['C9 1 file: vision', 'C1 1 chat: llm', 'C2 1 file: graphs (paused by person)']);
});

it.each([
  { by: 'person', until: null, reason: 'Holidays.' },
  { by: 'person', until: '2027-01-07', reason: '' },
  { by: 'trouble', until: null, reason: 'I may not write there.' },
] as const)('keeps why it rested while its entry was away: %j', async (rest) => {
  const graphs = { place: at('C2'), wish: wish('graphs') };
  await keep(graphs);
  const [{ id } = { id: '' }] = await store.subscriptions.all();
  await store.subscriptions.setPause(id, rest);
  await keep();
  await keep();
  expect((await store.subscriptions.all())[0]?.pause).toEqual({ by: 'file', until: null, reason: '', before: rest });
  await keep({ ...graphs, wish: wish('graphs at 10:00') });
  expect((await store.subscriptions.all())[0]?.pause).toEqual(rest);
  await keep();
  await keep({ ...graphs, wish: wish('graphs at 10:00') });
  expect(await stored()).toEqual([`C2 1 file: graphs (paused by ${rest.by})`]);
});

it('leaves out a channel that nobody knows, and goes on with one that is not seen any more', async () => {
  await keep({ place: at('C404'), wish: wish('llm') }, { place: at('C2'), wish: wish('graphs') });
  expect(await stored()).toEqual(['C2 1 file: graphs']);
  const blind = { name: 'slack', placeOf: () => Promise.resolve(null) };
  const parts = { subscriptions: store.subscriptions, now, log: silentLog };
  await keepChannels([entry({ place: at('C2'), wish: wish('graphs') })], blind, parts);
  expect(await stored()).toEqual(['C2 1 file: graphs']);
});

it('holds what any file says after any other, and changes nothing the second time', async () => {
  const anyFile = fc.array(
    fc.record({
      place: fc.constantFrom('C1', 'C2').map((channel) => at(channel)),
      wish: fc.constantFrom('llm', 'vision', 'graphs', 'llm at 10:00').map(wish),
    }),
    { maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(anyFile, { minLength: 1, maxLength: 5 }), async (files) => {
      const fresh = await openStore({ file: ':memory:', now });
      const parts = { subscriptions: fresh.subscriptions, now, log: silentLog };
      await fresh.subscriptions.add(wish('vision'), at('C1'), ada, now().toISOString());
      for (const file of files) {
        await keepChannels(file.map(entry), slack, parts);
        const once = await fresh.subscriptions.all();
        const posting = once.filter(({ pause }) => pause === null);
        const wanted = new Set([...file.map(says), `C1 ${describeWish(wish('vision'))}`]);
        expect(posting.map((one) => says({ place: one.place, wish: one })).toSorted()).toEqual([...wanted].toSorted());
        await keepChannels(file.map(entry), slack, parts);
        expect(await fresh.subscriptions.all()).toEqual(once);
      }
      await fresh.close();
    }),
    { seed: 20261124, numRuns: 40 },
  );
});
