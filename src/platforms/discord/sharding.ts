import { WebSocketShardDestroyRecovery, WebSocketShardEvents, WebSocketShardStatus } from '@discordjs/ws';
import type { IShardingStrategy } from '@discordjs/ws';
import { managerToFetchingStrategyOptions, SimpleContextFetchingStrategy } from 'discord.js';
import type { WebSocketOptions } from 'discord.js';
import type { Log } from '../../log.ts';
import { StartFailure } from '../platform.ts';
import type { Backoff } from '../../waiting/backoff.ts';
import { Shard } from './shard.ts';
import { budgetFailure, closeFailure } from './start-failure.ts';

/** How long is waited for Discord, in milliseconds. */
export type Patience = {
  /** Between two looks at the connections. */
  readonly lookMs: number;
  /** A resume that is not answered for so long will never be: the library would wait for ever. */
  readonly resumeMs: number;
  /** A start in which Discord says nothing for so long has failed. */
  readonly openMs: number;
  /** A connection that is no use for so long later is given up, and everything begins anew. */
  readonly lostMs: number;
};

export type ShardingParts = {
  readonly now: () => Date;
  readonly backoff: Backoff;
  readonly patience: Patience;
  readonly log: Log;
};

/** The connections of one client, one for each shard that Discord asks for. */
export type Sharding = {
  readonly build: NonNullable<WebSocketOptions['buildStrategy']>;
  /** Resolves when the client will never be connected again, with the reason. */
  readonly lost: Promise<StartFailure>;
  /** Says goodbye to Discord. Bounded in time. */
  readonly end: () => Promise<void>;
};

export function createSharding(parts: ShardingParts): Sharding {
  const { now, patience, log } = parts;
  const shards = new Map<number, Shard>();
  const lost = Promise.withResolvers<StartFailure>();

  let isOpen = false;

  const look = () => {
    if (shards.size === 0) return;
    const useless = [...shards.values()].map((shard) => shard.uselessMs);
    if (Math.max(...useless) >= patience.lostMs || (!isOpen && Math.min(...useless) >= patience.openMs)) {
      lost.resolve(new StartFailure('The gateway of Discord cannot be reached', { retry: true }));
      return;
    }
    for (const [id, shard] of shards) {
      if (shard.status !== WebSocketShardStatus.Resuming || shard.uselessMs < patience.resumeMs) continue;
      log.info('discord.resume-unanswered', { shard: id });
      void shard.destroy({ recover: WebSocketShardDestroyRecovery.Reconnect });
    }
  };
  const watch = setInterval(look, patience.lookMs).unref();

  const end = async (): Promise<void> => {
    clearInterval(watch);
    await Promise.all([...shards.values()].map((shard) => shard.end()));
  };

  const build: Sharding['build'] = (manager): IShardingStrategy => ({
    async spawn(ids) {
      const options = await managerToFetchingStrategyOptions(manager);
      const { remaining, reset_after } = options.gatewayInformation.session_start_limit;
      if (remaining < ids.length) throw budgetFailure(reset_after, now());
      for (const id of ids) {
        const context = new SimpleContextFetchingStrategy(manager, options);
        const shard = new Shard({ ...parts, context }, id);
        for (const event of Object.values(WebSocketShardEvents)) {
          shard.on(event, (payload?: object) => manager.emit(event, { ...payload, shardId: id }));
        }
        shard.on(WebSocketShardEvents.Closed, ({ code }) => {
          log.info('discord.connection-ended', { shard: id, code });
          const failure = closeFailure(code);
          if (failure !== null) lost.resolve(failure);
        });
        shards.set(id, shard);
      }
    },
    async connect() {
      await Promise.all([...shards.values()].map((shard) => shard.connect()));
      isOpen = true;
    },
    async destroy() {
      // Before the first shards, the library calls this as well.
      if (shards.size > 0) await end();
    },
    async send(id, payload) {
      await shards.get(id)?.send(payload);
    },
    fetchStatus: () => Promise.reject(new Error('Nobody asks for it')),
  });

  return { build, lost: lost.promise, end };
}
