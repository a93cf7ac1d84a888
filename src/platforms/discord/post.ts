import { RESTJSONErrorCodes as Code, Routes } from 'discord-api-types/v10';
import type { Card } from '../../cards/card.ts';
import type { Place } from '../../chat/place.ts';
import type { Log } from '../../log.ts';
import type { Platform, Sentences } from '../platform.ts';
import { createAgain } from './again.ts';
import type { AgainParts } from './again.ts';
import { askPermissions, isForum, readChannel } from './ask-permissions.ts';
import { createBelow } from './below.ts';
import { openConversation } from './conversation.ts';
import type { Call } from './call.ts';
import { draftPost } from './draft-post.ts';
import type { Drafted } from './draft-post.ts';
import { deliveryError, discordCode } from './errors.ts';
import type { Fields } from '../shared/fields.ts';
import { findPost } from './find.ts';
import { startPost, tagsFor, tagsOf } from './forum.ts';
import { createGuard } from './guard.ts';
import type { Guard } from './guard.ts';
import { markOf } from './mark.ts';
import { createPassOn } from './pass-on.ts';
import { mayModerate } from './permissions.ts';
import { callsRole, withPing } from './ping.ts';
import { nameOf, readName, sentOf } from './sent.ts';
import type { Sent } from './sent.ts';

export type PosterParts = AgainParts & {
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
export type Poster = Pick<Platform, 'post' | 'find' | 'tell'> & Omit<Guard, 'failure'>;

/** Codes with which Discord refuses an ordinary message where only threads can be. */
const notForMessages = new Set<number>([
  Code.CannotSendAMessageInAForumChannel,
  Code.CannotSendMessagesInNonTextChannel,
]);

/**
 * Posts cards, and finds them again. The id of a message is `CHANNEL:MESSAGE`; in a forum the channel is the new thread. A
 * place that failed in a way that only a change mends is not asked again until `changed` names it, or long after; `guarded` shares that with others who say something there.
 */
export function createPoster(parts: PosterParts): Poster {
  const { call, ask = call, userId, botName = 'Paperboy', log } = parts;
  const again = createAgain(parts);
  const { guarded, changed, failure } = createGuard({ call: ask, userId, botName, now: parts.now });
  const passOn = createPassOn({ call, guarded, again, ...(log === undefined ? {} : { log }) });

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

  const below = createBelow({
    call,
    userId,
    guarded,
    again,
    send: async (place, card, key) => void (await sendCard(place, card, key, false)),
    ...(log === undefined ? {} : { log }),
  });

  return {
    post: (place, card, key) =>
      guarded(place, async () => {
        const sent = await sendCard(place, card, key, true);
        if (passesOn(place, card) && sent.channel === place.channel) await passOn(place, sent);
        await below({ place, sent, key, isFound: false }, card);
        return nameOf(sent);
      }),
    tell: (person, card) =>
      guarded({ platform: 'discord', workspace: null, channel: person.id, thread: null }, async () => {
        const conversation = await openConversation(call, person.id);
        const key = `${conversation}:${parts.now().toISOString()}:${card.title.text}`;
        await sendCard({ platform: 'discord', workspace: null, channel: conversation, thread: null }, card, key, false);
      }),
    async find(place, key, since, card = null) {
      const failed = failure(place);
      if (failed?.failure.kind === 'gone') return { kind: 'absent' };
      // Nothing is asked where Discord refuses us: it is asked later, when something may have changed.
      if (failed !== null) throw failed;
      const found = await findPost({ call, userId, botName, passOn }, place, key, since);
      if (found.kind === 'found' && card !== null) {
        await below({ place, sent: readName(found.message), key, isFound: true }, card);
      }
      return found;
    },
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
