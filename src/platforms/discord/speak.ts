import { RESTJSONErrorCodes as Code, Routes } from 'discord-api-types/v10';
import type { Card } from '../../cards/card.ts';
import type { Call } from './call.ts';
import type { Draw } from './draw.ts';
import { deliveryError, discordCode } from './errors.ts';
import { markOf } from './mark.ts';
import { renderText } from './render.ts';

/** Says something in a channel, perhaps as a reply to a message. Rejects as its call does. */
export type Speak = (
  channel: string,
  card: Card,
  given: {
    readonly replyTo: string | null;
    /** The same for the same answer: it is said once. */
    readonly key: string;
  },
) => Promise<void>;

/** Discord lets us write where it does not let us read: there is no replying then, only speaking. */
const unread = new Set<number>([
  Code.CannotReplyWithoutPermissionToReadMessageHistory,
  Code.CannotReferenceAMessageWithoutPermissionToReadMessageHistory,
]);

export function createSpeak({ call, draw }: { readonly call: Call; readonly draw: Draw }): Speak {
  return async (channel, card, { replyTo, key }) => {
    let message = await draw(card);
    let reference = replyTo === null ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
    for (let attempt = 1; ; attempt += 1) {
      const body = { ...message, ...reference, nonce: markOf(key), enforce_nonce: true };
      try {
        await call({ method: 'POST', route: Routes.channelMessages(channel), body });
        return;
      } catch (error) {
        if (attempt >= 3) throw error;
        const { kind } = deliveryError(error).failure;
        if (unread.has(discordCode(error) ?? 0)) reference = {};
        else if (kind === 'rejected') message = renderText(card);
        // It may be there: by its nonce it is not said twice.
        else if (kind !== 'unknown' || discordCode(error) !== null) throw error;
      }
    }
  };
}
