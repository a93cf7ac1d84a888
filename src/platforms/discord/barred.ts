import type { Place } from '../../chat/place.ts';
import { placeKey } from '../../chat/place.ts';
import type { DeliveryError } from '../platform.ts';

/** Not everything that puts a place right is told to us: after this time a place is tried again. Our own choice. */
const longestMs = 12 * 60 * 60 * 1000;
/** Whoever runs the bot may be changing its token, or Discord may have made a mistake. Our own choice. */
const everywhereMs = 5 * 60 * 1000;

/**
 * Places that failed in a way that only a change mends. Discord shuts out whoever goes on with calls that it has refused:
 * 10,000 of them in ten minutes (https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans).
 */
export type Barred = {
  /** How it failed there last, where nothing has changed since. */
  readonly failure: (place: Place) => DeliveryError | null;
  readonly bar: (place: Place, failure: DeliveryError) => void;
  /** Nothing works anywhere for a while. */
  readonly barAll: (failure: DeliveryError) => void;
  /** Something changed in the server, channel or thread with this id, or for this person. */
  readonly changed: (id: string) => void;
};

export function createBarred(now: () => Date): Barred {
  const places = new Map<string, { readonly place: Place; readonly error: DeliveryError; readonly until: number }>();
  let everywhere: { readonly error: DeliveryError; readonly until: number } | null = null;

  return {
    failure: (place) => {
      const time = now().getTime();
      if (everywhere !== null && everywhere.until > time) return everywhere.error;
      const found = places.get(placeKey(place));
      return found !== undefined && found.until > time ? found.error : null;
    },
    bar: (place, error) => {
      places.set(placeKey(place), { place, error, until: now().getTime() + longestMs });
    },
    barAll: (error) => {
      everywhere = { error, until: now().getTime() + everywhereMs };
    },
    changed: (id) => {
      for (const [key, { place }] of places) {
        if ([place.workspace, place.channel, place.thread].includes(id)) places.delete(key);
      }
    },
  };
}
