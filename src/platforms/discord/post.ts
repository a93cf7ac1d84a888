import { RESTJSONErrorCodes as Code, Routes } from 'discord-api-types/v10';
import type { Card } from '../../cards/card.ts';
import type { Place } from '../../chat/place.ts';
import type { Log } from '../../log.ts';
import { DeliveryError } from '../platform.ts';
import type { Platform, Sentences } from '../platform.ts';
import { askPermissions, isForum, readChannel } from './ask-permissions.ts';
import type { Rights } from './ask-permissions.ts';
import { openConversation } from './conversation.ts';
import { createBarred } from './barred.ts';
import type { Call } from './call.ts';
import { draftPost } from './draft-post.ts';
import type { Drafted } from './draft-post.ts';
import { deliveryError, discordCode, isUnauthorized } from './errors.ts';
import { fieldsOf, textOf } from '../shared/fields.ts';
import type { Fields } from '../shared/fields.ts';
import { findPost } from './find.ts';
import { startPost, threadName } from './forum.ts';
import { markOf } from './mark.ts';
import { missingPermissions } from './permissions.ts';
import { callsRole, withPing } from './ping.ts';
import { inviteAgain } from './remedies.ts';

export type PosterParts = {
  readonly call: Call;
  /** The id of the bot's own user. */
  readonly userId: string;
  readonly sentences: Pick<Sentences, 'keep'>;
  readonly now: () => Date;
  /** How people call the bot. */
  readonly botName?: string;
  readonly log?: Log;
};

export type Poster = Pick<Platform, 'post' | 'find' | 'tell'> & {
  /** Something changed in the server, channel, thread or for the person with this id: a place that failed may work now. */
  readonly changed: (id: string) => void;
};

/** Codes with which Discord refuses an ordinary message where only threads can be. */
const notForMessages = new Set<number>([
  Code.CannotSendAMessageInAForumChannel,
  Code.CannotSendMessagesInNonTextChannel,
]);

type Sent = { readonly channel: string; readonly message: string };

/**
 * Posts cards, and finds them again. The id of a message is `CHANNEL:MESSAGE`; in a forum the channel is the new thread. A
 * place that failed in a way that only a change mends is not asked again until `changed` names it, or half a day later.
 */
export function createPoster(parts: PosterParts): Poster {
  const { call, userId, botName = 'Paperboy', log } = parts;
  const barred = createBarred(parts.now);

  const send = async (channel: string, { body, nonce }: Drafted): Promise<Sent> =>
    sentOf(
      await call({
        method: 'POST',
        route: Routes.channelMessages(channel),
        body: { ...body, nonce, enforce_nonce: true },
      }),
    );

  const sendInto = async (place: Place, card: Card, drafted: Drafted): Promise<Sent> => {
    const channel = place.thread ?? place.channel;
    try {
      return await send(channel, drafted);
    } catch (error) {
      if (place.thread !== null || !notForMessages.has(discordCode(error) ?? 0)) throw error;
      const forum = await forumOf(call, channel);
      if (forum === null) throw error;
      const tag = card.extras?.tag ?? null;
      const { thread, message } = await startPost(call, forum, card.title.text, drafted.body, tag);
      return sentOf({ channel_id: thread, id: message });
    }
  };

  const sendCard = async (place: Place, card: Card, nonceKey: string, marked: boolean): Promise<Sent> => {
    const role = card.extras?.ping;
    const plain = await draftPost(card, parts, { nonce: markOf(nonceKey), marked });
    const drafted =
      role === undefined || !callsRole(place, role)
        ? plain
        : { ...plain, body: withPing(plain.body, role), plain: withPing(plain.plain, role) };
    try {
      return await sendInto(place, card, drafted);
    } catch (error) {
      if (deliveryError(error).failure.kind !== 'rejected') throw error;
      // Our embeds were refused, which is our mistake: the reader still gets the paper, without buttons.
      return sendInto(place, card, { ...drafted, body: drafted.plain });
    }
  };

  /** The post is there: nothing that happens to what belongs below it may say otherwise. */
  const sendBelow = async (place: Place, sent: Sent, title: string, card: Card, key: string): Promise<void> => {
    try {
      const thread = sent.channel === place.channel ? await startThread(call, sent, title) : sent.channel;
      await sendCard({ ...place, thread }, card, `${key}:below`, false);
    } catch (error) {
      log?.warn('discord.reply-below-failed', { channel: place.channel, error });
    }
  };

  /** The post is there, and stays there whatever becomes of this. */
  const passOn = async ({ channel, message }: Sent): Promise<void> => {
    try {
      await call({ method: 'POST', route: Routes.channelMessageCrosspost(channel, message) });
    } catch (error) {
      log?.warn('discord.not-passed-on', { channel, message, error });
    }
  };

  const guarded = async <T>(place: Place, work: () => Promise<T>): Promise<T> => {
    const known = barred.failure(place);
    if (known !== null) throw known;
    try {
      return await work();
    } catch (error) {
      const failed = await explained(error, place);
      if (isUnauthorized(error)) barred.barAll(failed);
      else if (failed.failure.kind === 'gone' || failed.failure.kind === 'forbidden') barred.bar(place, failed);
      throw failed;
    }
  };

  /** Discord says only that a permission is missing, or that it shows nothing: which one is found out by asking. */
  const explained = async (error: unknown, place: Place): Promise<DeliveryError> => {
    const code = discordCode(error);
    if (isUnauthorized(error) || (code !== Code.MissingAccess && code !== Code.MissingPermissions)) {
      return deliveryError(error, { botName });
    }
    const rights = await askPermissions({ call, userId }, place);
    if (rights.kind === 'no-server') {
      const remedy = inviteAgain({ botName, missing: [] });
      return new DeliveryError({ kind: 'forbidden', remedy }, `Discord: ${code}`, { cause: error });
    }
    return deliveryError(error, { botName, missing: missingFrom(rights) });
  };

  return {
    post: (place, card, key) =>
      guarded(place, async () => {
        const sent = await sendCard(place, card, key, true);
        // Threads are not passed on, nor is what stands in one.
        if (card.extras?.crosspost === true && sent.channel === place.channel) await passOn(sent);
        if (card.thread !== undefined && place.thread === null && place.workspace !== null) {
          await sendBelow(place, sent, card.title.text, card.thread, key);
        }
        return `${sent.channel}:${sent.message}`;
      }),
    tell: (person, card) =>
      guarded({ platform: 'discord', workspace: null, channel: person.id, thread: null }, async () => {
        const conversation = await openConversation(call, person.id);
        const key = `${conversation}:${parts.now().toISOString()}:${card.title.text}`;
        await sendCard({ platform: 'discord', workspace: null, channel: conversation, thread: null }, card, key, false);
      }),
    find: (place, key, since) => findPost({ call, userId, botName }, place, key, since),
    changed: barred.changed,
  };
}

/** Who does not see a channel has no permission in it at all, whatever its roles say. */
function missingFrom(rights: Rights): readonly string[] {
  if (rights.kind === 'known') return missingPermissions(rights.have, rights.surface);
  return rights.kind === 'hidden' ? missingPermissions(0n, 'channel') : [];
}

async function forumOf(call: Call, id: string): Promise<Fields | null> {
  const channel = await readChannel(call, id);
  return isForum(channel) ? channel : null;
}

async function startThread(call: Call, { channel, message }: Sent, title: string): Promise<string> {
  const route = Routes.threads(channel, message);
  return idOf(await call({ method: 'POST', route, body: { name: threadName(title) } }));
}

function idOf(answer: unknown): string {
  const id = textOf(fieldsOf(answer)['id']);
  if (id === null) throw new DeliveryError({ kind: 'unknown' }, 'Discord: an answer without an id');
  return id;
}

function sentOf(answer: unknown): Sent {
  const channel = textOf(fieldsOf(answer)['channel_id']);
  if (channel === null) throw new DeliveryError({ kind: 'unknown' }, 'Discord: an answer without a channel');
  return { channel, message: idOf(answer) };
}
