import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Card } from '../../src/cards/card.ts';
import { plainText } from '../../src/cards/plain-text.ts';
import { placeKey } from '../../src/chat/place.ts';
import type { Place } from '../../src/chat/place.ts';
import type { Person } from '../../src/chat/request.ts';
import { createDeliver } from '../../src/flows/deliver.ts';
import type { Deliver } from '../../src/flows/deliver.ts';
import type { Log, LogFields } from '../../src/log.ts';
import { toPaper } from '../../src/paper/paper.ts';
import type { Paper } from '../../src/paper/paper.ts';
import type { Found, Platform } from '../../src/platforms/platform.ts';
import { createPaperIndex } from '../../src/search/paper-index.ts';
import type { SearchIndex } from '../../src/search/search-index.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { parseWish } from '../../src/subscription/grammar.ts';
import type { Subscription } from '../../src/subscription/subscription.ts';
import { createClock } from '../support/clock.ts';
import type { Clock } from '../support/clock.ts';

export type Message = { readonly id: string; readonly place: Place; readonly key: string; readonly card: Card };

/** A chat platform that keeps its messages in memory, and fails as it is told. */
export type Chat = Platform & {
  readonly messages: readonly Message[];
  /** What the next posts do instead, in order: throw before or after the message is there. */
  readonly postFaults: { readonly when: 'before' | 'after'; readonly error: Error }[];
  /** What the next questions are answered with instead. */
  readonly findFaults: (Error | Found)[];
  /** What people were told alone. */
  readonly told: { readonly person: Person; readonly card: Card }[];
  /** What somebody may not read: `PERSON CHANNEL`. */
  readonly hidden: Set<string>;
  /** The most posts that were under way at one time: anywhere, and in one place. */
  readonly busiest: { anywhere: number; inOnePlace: number };
};

export function createChat(name: string): Chat {
  const messages: Message[] = [];
  const postFaults: Chat['postFaults'] = [];
  const findFaults: Chat['findFaults'] = [];
  const busiest = { anywhere: 0, inOnePlace: 0 };
  const told: Chat['told'] = [];
  const hidden = new Set<string>();
  const posting: string[] = [];
  return {
    name,
    messages,
    postFaults,
    findFaults,
    busiest,
    told,
    hidden,
    tell: async (person, card) => {
      told.push({ person, card });
    },
    sees: async ({ id }, { channel }) => !hidden.has(`${id} ${channel}`),
    placeOf: async () => null,
    start: async () => {},
    stop: async () => {},
    async post(where, card, key) {
      const at = placeKey(where);
      posting.push(at);
      busiest.anywhere = Math.max(busiest.anywhere, posting.length);
      busiest.inOnePlace = Math.max(busiest.inOnePlace, posting.filter((other) => other === at).length);
      // A few turns of the event loop, so that what can overlap does.
      for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      posting.splice(posting.indexOf(at), 1);
      const fault = postFaults.shift();
      if (fault?.when === 'before') throw fault.error;
      const id = `m${messages.length + 1}`;
      messages.push({ id, place: where, card, key });
      if (fault !== undefined) throw fault.error;
      return id;
    },
    async find(where, key) {
      const fault = findFaults.shift();
      if (fault instanceof Error) throw fault;
      if (fault !== undefined) return fault;
      const message = messages.find((one) => one.key === key && placeKey(one.place) === placeKey(where));
      return message === undefined ? { kind: 'absent' } : { kind: 'found', message: message.id };
    },
  };
}

export type Line = { readonly level: keyof Log; readonly event: string; readonly fields: LogFields };

/** One life of the process: what it calls can be made to be the last thing that it does. */
export type Life = Deliver & {
  /** Dies at the crossing of that number from now on: each call of the ledger or the platform is two, in and out. */
  dieAt(crossing: number): void;
  /** Dies before or after a call of that name. */
  dieOn(call: string, when: 'before' | 'after'): void;
  /** The tick, or the recovery, up to its end or that of the process. */
  live(work: 'tick' | 'recover'): Promise<'done' | 'died'>;
};

export type World = {
  readonly store: Store;
  readonly index: SearchIndex;
  readonly clock: Clock;
  readonly chat: Chat;
  readonly platforms: Map<string, Platform>;
  readonly lines: Line[];
  add(...papers: readonly Paper[]): Promise<void>;
  subscribe(text: string, channel?: string, platform?: string): Promise<Subscription>;
  /** Starts a process over what is stored; `replace` takes the place of parts of it. */
  start(replace?: { readonly index?: SearchIndex; readonly store?: Store }): Life;
  /** The first line of each message, the title of its card, in order. */
  titles(): readonly string[];
  texts(): readonly string[];
  close(): Promise<void>;
};

export function place(channel = 'general', platform = 'chat'): Place {
  return { platform, workspace: null, channel, thread: null };
}

export function paper(name: string, published: string | null = null): Paper {
  const sighting = { source: 'jsonl', sourceId: name, at: '2026-11-01T00:00:00.000Z' };
  return toPaper({ title: `Paper ${name}`, abstract: `About ${name}.`, published }, sighting);
}

/** `memory`: without a file, for worlds of which there are thousands. */
export async function createWorld(start: string, papers: readonly Paper[], memory = false): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-deliver-'));
  const clock = createClock(start);
  const store = await openStore({ file: memory ? ':memory:' : join(folder, 'paperboy.db'), now: clock.now });
  const index = createPaperIndex();
  const chat = createChat('chat');
  const platforms = new Map<string, Platform>([[chat.name, chat]]);
  const lines: Line[] = [];
  const world: World = {
    store,
    index,
    clock,
    chat,
    platforms,
    lines,
    async add(...more) {
      await store.papers.put(more);
      await index.put(more);
    },
    async subscribe(text, channel, platform) {
      const read = parseWish(text, { zone: 'UTC' });
      if (read.kind === 'question') throw new Error(read.message);
      const by = { platform: 'chat', workspace: null, id: 'ada' };
      return (await store.subscriptions.add(read.wish, place(channel, platform), by, clock.now().toISOString()))
        .subscription;
    },
    start: (replace = {}) => startLife(world, replace),
    titles: () => chat.messages.map(({ card }) => card.title.text),
    texts: () => chat.messages.map(({ card }) => plainText(card)),
    async close() {
      await index.close();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
  await world.add(...papers);
  return world;
}

function startLife(world: World, replace: { readonly index?: SearchIndex; readonly store?: Store }): Life {
  const death = Promise.withResolvers<'died'>();
  let dead = false;
  let left = Infinity;
  let last = '';
  const never = new Promise<never>(() => {});
  const cross = async (name: string): Promise<void> => {
    left -= 1;
    if (left <= 0 || name === last) {
      dead = true;
      death.resolve('died');
    }
    if (dead) await never;
  };
  const underWay = new Set<unknown>();
  /** What was called is done, whether or not somebody is there to hear of it. */
  const sent = async (call: unknown): Promise<unknown> => {
    underWay.add(call);
    try {
      return await call;
    } finally {
      underWay.delete(call);
    }
  };
  /** The same object, but a dead process calls nothing and hears nothing. */
  const mortal = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, name) {
        const member: unknown = Reflect.get(object, name);
        if (typeof member !== 'function') return member;
        return async (...args: readonly unknown[]): Promise<unknown> => {
          await cross(`before ${String(name)}`);
          // It may have died over another call since.
          if (dead) await never;
          try {
            return await sent(Reflect.apply(member, object, args));
          } finally {
            await cross(`after ${String(name)}`);
          }
        };
      },
    });
  const store = replace.store ?? world.store;
  const deliver = createDeliver({
    store: { ...store, ledger: mortal(store.ledger) },
    index: replace.index ?? world.index,
    platforms: new Map([...world.platforms].map(([name, platform]) => [name, mortal(platform)])),
    now: world.clock.now,
    log: logTo(world.lines),
  });
  return {
    ...deliver,
    dieAt: (crossing) => {
      left = crossing;
    },
    dieOn: (call, when) => {
      last = `${when} ${call}`;
    },
    async live(work) {
      const end = await Promise.race([deliver[work]().then(() => 'done' as const), death.promise]);
      // What a dead process had sent arrives, and not on another day.
      await Promise.allSettled(underWay);
      return end;
    },
  };
}

function logTo(lines: Line[]): Log {
  const at =
    (level: keyof Log) =>
    (event: string, fields: LogFields = {}): void => {
      lines.push({ level, event, fields });
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
