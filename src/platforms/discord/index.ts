import { randomBytes } from 'node:crypto';
import { DeliveryError } from '../platform.ts';
import type { Platform, PlatformModule } from '../platform.ts';
import type { Poster } from './post.ts';
import { readSettings } from './settings.ts';
import type { DiscordSettings } from './settings.ts';

export type DiscordParts = {
  readonly now: () => Date;
  /** A new short name for a request. */
  readonly reference: () => string;
};

const ordinaryParts: DiscordParts = {
  now: () => new Date(),
  reference: () => randomBytes(4).toString('hex'),
};

/** A post that comes before there is a connection is to be tried again after this. */
const notYetMs = 30_000;

/** Discord, from the environment: see settings.ts. */
export const discord: PlatformModule = {
  name: 'discord',
  fromEnv(env) {
    const settings = readSettings(env);
    return settings === null ? null : createDiscord(settings);
  },
};

/** Discord as a chat platform. It can be started again after a start that failed. */
export function createDiscord(settings: DiscordSettings, given: Partial<DiscordParts> = {}): Platform {
  const parts = { ...ordinaryParts, ...given };
  const poster: Poster | null = null;
  void settings;
  void parts;

  const ready = (): Poster => {
    if (poster !== null) return poster;
    throw new DeliveryError({ kind: 'busy', retryAfterMs: notYetMs }, 'Discord: not connected yet');
  };

  return {
    name: 'discord',
    async start() {},
    post: async (place, card, key) => ready().post(place, card, key),
    find: async (place, key, since) => ready().find(place, key, since),
    tell: async (person, card) => ready().tell(person, card),
    async stop() {},
  };
}
