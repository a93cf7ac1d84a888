import type { Place } from '../../chat/place.ts';
import { placeKey } from '../../chat/place.ts';
import type { DeliveryError } from '../platform.ts';

/** An event may be missed, so that after this time a place is tried again. Our own choice. */
const longestMs = 7 * 24 * 60 * 60 * 1000;
/** The same where what failed may pass without an event: a time-out of the bot, too many open threads. Our own choice. */
const passingMs = 12 * 60 * 60 * 1000;
/** Whoever runs the bot may be changing its token, or Discord may have made a mistake. Our own choice. */
const everywhereMs = 5 * 60 * 1000;

/**
 * Places that failed in a way that only a change mends. Discord shuts out whoever goes on with calls that it has refused:
 * 10,000 of them in ten minutes (https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans).
 */
export type Barred = {
  /** How it failed there, where nothing has changed since: always the same error. */
  readonly failure: (place: Place, work: Work) => DeliveryError | null;
  /** `passing`: it may mend without an event that tells of it. */
  readonly bar: (place: Place, work: Work, failure: DeliveryError, passing: boolean) => void;
  /** Nothing works anywhere for a while. */
  readonly barAll: (failure: DeliveryError) => void;
  /** Something changed in the server, channel or thread with this id, or for this person. */
  readonly changed: (id: string) => void;
};

/** What is done in a place: something is said there, or put into a thread below what was said, or passed on to other servers. */
export type Work = 'say' | 'below' | 'pass on';

export function createBarred(now: () => Date): Barred {
  const places = new Map<string, { readonly place: Place; readonly error: DeliveryError; readonly until: number }>();
  let everywhere: { readonly error: DeliveryError; readonly until: number } | null = null;

  return {
    failure: (place, work) => {
      const time = now().getTime();
      if (everywhere !== null && everywhere.until > time) return everywhere.error;
      const found = places.get(keyOf(place, work));
      return found !== undefined && found.until > time ? found.error : null;
    },
    bar: (place, work, error, passing) => {
      places.set(keyOf(place, work), { place, error, until: now().getTime() + (passing ? passingMs : longestMs) });
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

function keyOf(place: Place, work: Work): string {
  return `${work} ${placeKey(place)}`;
}
