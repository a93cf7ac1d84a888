import type { Card } from '../../cards/card.ts';
import type { Log } from '../../log.ts';
import { isForum, readChannel } from './ask-permissions.ts';
import type { Call } from './call.ts';
import { deliveryError } from './errors.ts';
import type { Speak } from './speak.ts';

/**
 * Tells the people of a channel or thread what was changed there from elsewhere; `key` is the same for the same change. In a
 * forum there is nobody to tell: it holds nothing but posts. Never rejects.
 */
export type TellThere = (channel: string, card: Card, key: string) => Promise<void>;

export type TellThereParts = {
  /** For questions that were answered a moment ago. */
  readonly asking: Call;
  readonly speak: Speak;
  readonly log: Log;
};

export function createTellThere({ asking, speak, log }: TellThereParts): TellThere {
  return async (channel, card, key) => {
    try {
      if (!isForum(await readChannel(asking, channel))) await speak(channel, card, { replyTo: null, key });
    } catch (error) {
      log.info('discord.not-told-there', { channel, reason: deliveryError(error).message });
    }
  };
}
