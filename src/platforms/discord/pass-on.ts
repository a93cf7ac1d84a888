import { RESTJSONErrorCodes as Code, Routes } from 'discord-api-types/v10';
import type { Place } from '../../chat/place.ts';
import type { Log } from '../../log.ts';
import type { Again } from './again.ts';
import type { Call } from './call.ts';
import { discordCode } from './errors.ts';
import type { Guarded } from './guard.ts';
import type { Sent } from './sent.ts';

export type PassOnParts = {
  readonly call: Call;
  readonly guarded: Guarded;
  readonly again: Again;
  readonly log?: Log;
};

/** Passes a post of an announcement channel on to the servers that follow it. The post stays, whatever becomes of this: never rejects. */
export type PassOn = (place: Place, sent: Sent) => Promise<void>;

export function createPassOn({ call, guarded, again, log }: PassOnParts): PassOn {
  const ask = async ({ channel, message }: Sent): Promise<void> => {
    try {
      await call({ method: 'POST', route: Routes.channelMessageCrosspost(channel, message) });
    } catch (error) {
      if (discordCode(error) !== Code.ThisMessageWasAlreadyCrossposted) throw error;
    }
  };

  return async (place, sent) => {
    try {
      await guarded(place, () => again(() => ask(sent)), 'pass on');
    } catch (error) {
      log?.warn('discord.not-passed-on', { ...sent, error });
    }
  };
}
