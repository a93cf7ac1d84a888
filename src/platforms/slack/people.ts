import type { WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import { endsWithin } from '../../waiting/ends-within.ts';
import { createMemory } from '../shared/memory.ts';

/** What Slack knows of a person that matters here. */
export type Profile = {
  /** As others in the workspace see it; null where Slack does not tell. */
  readonly name: string | null;
  readonly zone: string;
  /** Whether Slack told us so. */
  readonly isZoneKnown: boolean;
  /** Of this workspace. */
  readonly isAdmin: boolean;
  /** A member who can read every public channel: no guest, and nobody from another workspace. */
  readonly isFull: boolean;
};

export type People = {
  /** Never rejects: whom Slack does not tell us of lives in the usual zone and may no more than a guest. */
  profile(user: string): Promise<Profile>;
};

const hour = 3_600_000;
/** An answer does not wait longer for this; what Slack says later counts for the next one. */
const patienceMs = 1_000;
/** Until a failed look-up is tried again. */
const againMs = 5_000;

/** People as users.info knows them, asked once an hour. `zone`: where somebody is read whose zone is not known. */
export function createPeople(parts: {
  readonly client: WebClient;
  /** People of another workspace may be in its channels. */
  readonly teamId: string;
  readonly zone: string;
  readonly now: () => Date;
  readonly log: Log;
}): People {
  const stranger: Profile = { name: null, zone: parts.zone, isZoneKnown: false, isAdmin: false, isFull: false };
  const known = createMemory<Promise<Profile>>({ most: 5_000, lifeMs: hour, now: parts.now });
  const failed = createMemory<Profile>({ most: 5_000, lifeMs: againMs, now: parts.now });

  // Of a zone that was not asked about before, Intl takes as long as a whole answer.
  const zones = createMemory<string | null>({ most: 500, lifeMs: hour, now: parts.now });
  const zoneOf = (told: unknown): string | null => {
    if (typeof told !== 'string' || told === '') return null;
    const before = zones.get(told);
    if (before !== undefined) return before;
    const zone = isZone(told) ? told : null;
    zones.set(told, zone);
    return zone;
  };

  const ask = async (user: string): Promise<Profile> => {
    try {
      const { user: found } = await parts.client.users.info({ user });
      const isGuest = found?.is_restricted === true || found?.is_ultra_restricted === true;
      const isOurs = found?.team_id === parts.teamId || found?.enterprise_user?.teams?.includes(parts.teamId) === true;
      // Slack tells the flags of another workspace's people too: they decide there, not here.
      const isAdmin = isOurs && (found?.is_admin === true || found?.is_owner === true);
      const isFull = isOurs && !isGuest && found?.is_stranger !== true;
      const zone = zoneOf(found?.tz);
      const name = found?.profile?.display_name || found?.real_name || found?.name || null;
      return { name, zone: zone ?? parts.zone, isZoneKnown: zone !== null, isAdmin, isFull };
    } catch (error) {
      parts.log.info('slack.profile-unknown', { user, error });
      failed.set(user, stranger);
      known.delete(user);
      return stranger;
    }
  };

  return {
    async profile(user) {
      const before = failed.get(user);
      if (before !== undefined) return before;
      const asked = known.get(user) ?? ask(user);
      if (known.get(user) === undefined) known.set(user, asked);
      return (await endsWithin(patienceMs, asked)) ? asked : stranger;
    },
  };
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
