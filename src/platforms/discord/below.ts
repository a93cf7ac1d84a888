import { RESTJSONErrorCodes as Code, Routes } from 'discord-api-types/v10';
import type { Card } from '../../cards/card.ts';
import type { Place } from '../../chat/place.ts';
import type { Log } from '../../log.ts';
import type { Again } from './again.ts';
import type { Call } from './call.ts';
import { discordCode } from './errors.ts';
import { fieldsOf, listOf } from '../shared/fields.ts';
import { isOwn, isPost } from './find.ts';
import { threadName } from './forum.ts';
import type { Guarded } from './guard.ts';
import { limits } from './limits.ts';
import { idOf } from './sent.ts';
import type { Sent } from './sent.ts';

export type BelowParts = {
  readonly call: Call;
  readonly userId: string;
  readonly guarded: Guarded;
  readonly again: Again;
  /** Sends a card into a thread; with the same key once. */
  readonly send: (place: Place, card: Card, key: string) => Promise<void>;
  readonly log?: Log;
};

/**
 * Puts what belongs below a post there, in a thread of its own or in that of the forum. `isFound`: the post was found again,
 * and what belongs below may be there. The post is there, whatever becomes of this: never rejects.
 */
export type Below = (
  post: { readonly place: Place; readonly sent: Sent; readonly key: string; readonly isFound: boolean },
  card: Card,
) => Promise<void>;

export function createBelow({ call, userId, guarded, again, send, log }: BelowParts): Below {
  const stands = async ({ message }: Sent): Promise<boolean> => {
    // A thread has the id of the message that it hangs on, in a forum too.
    const query = { after: message, limit: String(limits.historyPage) };
    try {
      const messages = listOf(await call({ method: 'GET', route: Routes.channelMessages(message), query }));
      return messages.map(fieldsOf).some((one) => isOwn(one, userId) && isPost(one));
    } catch (error) {
      if (discordCode(error) === Code.UnknownChannel) return false;
      throw error;
    }
  };

  return async ({ place, sent, key, isFound }, { title, thread: card }) => {
    if (card === undefined || place.thread !== null || place.workspace === null) return;
    const sendThere = async (): Promise<void> => {
      if (isFound && (await stands(sent))) return;
      const thread = sent.channel === place.channel ? await startThread(call, sent, title.text) : sent.channel;
      await send({ ...place, thread }, card, `${key}:below`);
    };
    try {
      // Where nobody knows what became of it: a message has one thread, and a nonce one message.
      await guarded(place, () => again(sendThere), 'below');
    } catch (error) {
      log?.warn('discord.reply-below-failed', { channel: place.channel, error });
    }
  };
}

/** The thread of a message, which has the id of that message; somebody else may have begun it. */
async function startThread(call: Call, { channel, message }: Sent, title: string): Promise<string> {
  const route = Routes.threads(channel, message);
  try {
    return idOf(await call({ method: 'POST', route, body: { name: threadName(title) } }));
  } catch (error) {
    if (discordCode(error) !== Code.ThreadAlreadyCreatedForMessage) throw error;
    return message;
  }
}
