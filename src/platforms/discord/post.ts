import { RESTJSONErrorCodes as Code, Routes } from 'discord-api-types/v10';
import type { Card } from '../../cards/card.ts';
import type { Place } from '../../chat/place.ts';
import type { Log } from '../../log.ts';
import { DeliveryError } from '../platform.ts';
import type { Platform, Sentences } from '../platform.ts';
import { askPermissions, isForum, readChannel } from './ask-permissions.ts';
import { openConversation } from './conversation.ts';
import type { Call } from './call.ts';
import { draftPost } from './draft-post.ts';
import type { Drafted } from './draft-post.ts';
import { deliveryError, discordCode } from './errors.ts';
import { fieldsOf, textOf } from '../shared/fields.ts';
import type { Fields } from '../shared/fields.ts';
import { findPost } from './find.ts';
import { startPost, tagsFor, tagsOf, threadName } from './forum.ts';
import { createGuard } from './guard.ts';
import type { Guard } from './guard.ts';
import { markOf } from './mark.ts';
import { createPassOn } from './pass-on.ts';
import { mayModerate } from './permissions.ts';
import { callsRole, withPing } from './ping.ts';

export type PosterParts = {
  readonly call: Call;
  /** What is missing is found out by this one; in the ordinary way unless told. */
  readonly ask?: Call;
  /** The id of the bot's own user. */
  readonly userId: string;
  readonly sentences: Pick<Sentences, 'keep'>;
  readonly now: () => Date;
  /** How people call the bot. */
  readonly botName?: string;
  readonly log?: Log;
};

/** `changed`: something changed in the server, channel, thread or for the person with this id. */
export type Poster = Pick<Platform, 'post' | 'find' | 'tell'> & Guard;

/** Codes with which Discord refuses an ordinary message where only threads can be. */
const notForMessages = new Set<number>([
  Code.CannotSendAMessageInAForumChannel,
  Code.CannotSendMessagesInNonTextChannel,
]);

type Sent = { readonly channel: string; readonly message: string };

/**
 * Posts cards, and finds them again. The id of a message is `CHANNEL:MESSAGE`; in a forum the channel is the new thread. A
 * place that failed in a way that only a change mends is not asked again until `changed` names it, or long after; `guarded` shares that with others who say something there.
 */
export function createPoster(parts: PosterParts): Poster {
  const { call, ask = call, userId, botName = 'Paperboy', log } = parts;
  const passOn = createPassOn(parts);
  const { guarded, changed } = createGuard({ call: ask, userId, botName, now: parts.now });

  const send = async (channel: string, { body, nonce }: Drafted): Promise<Sent> =>
    sentOf(
      await call({
        method: 'POST',
        route: Routes.channelMessages(channel),
        body: { ...body, nonce, enforce_nonce: true },
      }),
    );

  /** Asked only where it counts: some tags are for moderators alone. */
  const moderatesIn = async (place: Place, forum: Fields): Promise<boolean> => {
    if (!tagsOf(forum).some(({ moderated }) => moderated)) return false;
    const rights = await askPermissions({ call: ask, userId }, place);
    return rights.kind === 'known' && mayModerate(rights.have);
  };

  const sendInto = async (place: Place, card: Card, drafted: Drafted): Promise<Sent> => {
    const channel = place.thread ?? place.channel;
    try {
      return await send(channel, drafted);
    } catch (error) {
      if (place.thread !== null || !notForMessages.has(discordCode(error) ?? 0)) throw error;
      const forum = await forumOf(call, channel);
      if (forum === null) throw error;
      const tags = tagsFor(forum, card.extras?.tag ?? null, await moderatesIn(place, forum));
      const given = { title: card.title.text, message: drafted.body, tags };
      const { thread, message } = await startPost(call, forum, given);
      return sentOf({ channel_id: thread, id: message });
    }
  };

  const sendCard = async (place: Place, card: Card, nonceKey: string, marked: boolean): Promise<Sent> => {
    const role = card.extras?.ping;
    const nonce = markOf(nonceKey, { passesOn: passesOn(place, card) });
    const plain = await draftPost(card, parts, { nonce, marked });
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
    const sendThere = async (): Promise<void> => {
      const thread = sent.channel === place.channel ? await startThread(call, sent, title) : sent.channel;
      await sendCard({ ...place, thread }, card, `${key}:below`, false);
    };
    try {
      await guarded(place, () => onceMore(sendThere), 'below');
    } catch (error) {
      log?.warn('discord.reply-below-failed', { channel: place.channel, error });
    }
  };

  return {
    post: (place, card, key) =>
      guarded(place, async () => {
        const sent = await sendCard(place, card, key, true);
        if (passesOn(place, card) && sent.channel === place.channel) await passOn(sent);
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
    find: (place, key, since) => findPost({ call, userId, botName, passOn }, place, key, since),
    changed,
    guarded,
  };
}

/** Threads are not passed on, nor is what stands in one. */
function passesOn({ thread, workspace }: Place, { extras }: Card): boolean {
  return extras?.crosspost === true && thread === null && workspace !== null;
}

async function forumOf(call: Call, id: string): Promise<Fields | null> {
  const channel = await readChannel(call, id);
  return isForum(channel) ? channel : null;
}

/** Where nobody knows what became of it: a message has one thread, and a nonce one message. */
async function onceMore(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (deliveryError(error).failure.kind !== 'unknown') throw error;
    await work();
  }
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
