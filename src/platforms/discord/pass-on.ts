import { RESTJSONErrorCodes as Code, Routes } from 'discord-api-types/v10';
import type { Log } from '../../log.ts';
import type { Call } from './call.ts';
import { discordCode } from './errors.ts';

/** Passes a post of an announcement channel on to the servers that follow it. The post stays, whatever becomes of this: never rejects. */
export type PassOn = (sent: { readonly channel: string; readonly message: string }) => Promise<void>;

export function createPassOn({ call, log }: { readonly call: Call; readonly log?: Log }): PassOn {
  return async ({ channel, message }) => {
    try {
      await call({ method: 'POST', route: Routes.channelMessageCrosspost(channel, message) });
    } catch (error) {
      if (discordCode(error) === Code.ThisMessageWasAlreadyCrossposted) return;
      log?.warn('discord.not-passed-on', { channel, message, error });
    }
  };
}
