import { MessageReferenceType, MessageType } from 'discord-api-types/v10';
import type { Message } from 'discord.js';
import { noticeCard } from '../../cards/notice-card.ts';
import { unsaidCard } from '../../cards/unsaid-card.ts';
import { isRemark, isSmallTalk } from '../../chat/small-talk.ts';
import { spokenTo } from '../../chat/spoken-to.ts';
import type { Log } from '../../log.ts';
import { createMemory } from '../shared/memory.ts';
import { paperLinks } from '../shared/paper-links.ts';
import { DeliveryError } from '../platform.ts';
import type { Platform } from '../platform.ts';
import { answerCard } from './answer-card.ts';
import { personOf } from './ask.ts';
import type { Ask } from './ask.ts';
import type { Guarded } from './guard.ts';
import { afterPrefix, typedText } from './incoming-text.ts';
import type { Rights } from './rights.ts';
import type { Speak } from './speak.ts';
import type { Turns } from './turns.ts';
import type { Where } from './where.ts';

export type MessageParts = {
  readonly ask: Ask;
  readonly where: Where;
  readonly rights: Rights;
  readonly speak: Speak;
  /** As posts are: where one fails, so does the other. */
  readonly guarded: Guarded;
  readonly inTurn: Turns;
  readonly tell: Platform['tell'];
  readonly botId: string;
  /** Begins a message that is for the bot; one that is so anyhow may begin with it too. */
  readonly prefix: string;
  /** Whether Discord gives us the text of messages that are not for us otherwise. */
  readonly hearsAll: boolean;
  readonly now: () => Date;
  readonly log: Log;
};

/** A channel hears at most this often that a reply could not be read. Our own choice. */
const unreadNews = { most: 1_000, lifeMs: 6 * 60 * 60 * 1000 };

const unreadCard = noticeCard({
  title: 'I cannot read this reply',
  text: ['Discord shows me a reply only when it mentions me. Please say it again with a mention of me in it.'],
});

/**
 * What people say to the bot in words, answered as a reply: a mention, a direct message, a reply to the bot, and what
 * begins with the prefix. What is said in front of everybody is answered in front of everybody: Discord knows no private
 * reply to a message. Papers that people link to for each other are overheard, where the text may be read. Rejects only on what nobody expects.
 */
export function createMessages(parts: MessageParts): (message: Message) => Promise<void> {
  const { ask, where, rights, guarded, inTurn, speak, tell, botId, log } = parts;
  /** Who has heard that nothing can be said in a place: once as long as nothing changes there. */
  const heard = new WeakMap<DeliveryError, Set<string>>();

  /** True the first time. */
  const isNews = (failed: DeliveryError, person: string): boolean => {
    const people = heard.get(failed) ?? new Set();
    heard.set(failed, people);
    return people.size < people.add(person).size;
  };

  /** The words for the bot; null: the message is not for it. */
  const wordsIn = (message: Message): string | null => {
    const text = typedText(message.content, botId, namesIn(message));
    const prefixed = afterPrefix(text, parts.prefix);
    if (prefixed !== null && parts.hearsAll) return prefixed;
    // Thanks need no answer; who says nothing at all may want to know what can be said.
    if (message.guildId === null || namesBot(message.content, botId)) {
      return prefixed ?? (text !== '' && isSmallTalk(text) ? null : text);
    }
    if (!repliesTo(message, botId)) return null;
    return isRemark(text) ? null : text;
  };

  const toldUnread = createMemory<true>({ ...unreadNews, now: parts.now });

  /** Of a reply that does not mention the bot Discord gives no text without the intent: whoever wrote it may wait for an answer. */
  const tellUnread = async (message: Message): Promise<void> => {
    const { id, guildId, channelId, channel } = message;
    if (toldUnread.get(channelId) === true) return;
    toldUnread.set(channelId, true);
    const { place, post } = await where({ guildId, channelId, channel });
    try {
      const say = () => speak(channelId, unreadCard, { replyTo: id, key: `unread:${id}` });
      await inTurn(channelId, () => guarded({ ...place, thread: post ?? place.thread }, say));
    } catch (error) {
      log.debug('discord.unread-not-told', { channel: channelId, error });
    }
  };

  /** Whether a reply to the bot came without its text. A sticker has none. */
  const isUnread = (message: Message): boolean =>
    !parts.hearsAll && message.content === '' && message.stickers.size === 0 && repliesTo(message, botId);

  /** Whoever reads along has seen what is linked in a message: it is no news there. */
  const overhear = async (message: Message): Promise<void> => {
    const links = paperLinks(message.content);
    if (links.length === 0) return;
    const { guildId, channelId, channel, author } = message;
    const { place, post } = await where({ guildId, channelId, channel: guildId === null ? null : channel });
    const speaker = { user: author.id, place, post, direct: guildId === null, mayConfigure: false };
    await ask(`overhear ${links.join(' ')}`, speaker);
  };

  const answer = async (message: Message, words: string): Promise<void> => {
    const text = spokenTo(words);
    const { id, guildId, channelId, channel, author } = message;
    const { place, post } = await where({ guildId, channelId, channel: guildId === null ? null : channel });
    const direct = guildId === null;
    const mayConfigure = direct || (await rights.mayConfigure(author.id, place, rolesOf(message)));
    const given = await ask(text, { user: author.id, place, post, direct, mayConfigure, openly: !direct });
    const card = answerCard(given, text, { isPrivate: false });
    try {
      const say = () => speak(channelId, card, { replyTo: id, key: `reply:${id}` });
      await inTurn(channelId, () => guarded({ ...place, thread: post ?? place.thread }, say));
    } catch (error) {
      const failed = error instanceof DeliveryError ? error : null;
      if (failed !== null && !isNews(failed, author.id)) return;
      log.warn('discord.reply-failed', { channel: channelId, error });
      if (direct || failed?.failure.kind !== 'forbidden') return;
      const unsaid = unsaidCard(card, channelId, failed.failure.remedy);
      await tell(personOf(author.id), unsaid).catch((cause: unknown) => {
        log.warn('discord.asker-not-told', { channel: channelId, error: cause });
      });
    }
  };

  return async (message) => {
    if (!isSaid(message)) return;
    if (message.guildId !== null && isUnread(message)) return tellUnread(message);
    const words = wordsIn(message);
    await Promise.all([overhear(message), words === null ? null : answer(message, words)]);
  };
}

/** Whether a person has just said it: no bot, no webhook, no notice of Discord's. */
function isSaid({ author, webhookId, type }: Message): boolean {
  return !author.bot && webhookId === null && (type === MessageType.Default || type === MessageType.Reply);
}

/** The roles of whoever said it, which Discord tells with each message of a server. */
function rolesOf({ member }: Message): readonly string[] | undefined {
  return member === null ? undefined : [...member.roles.cache.keys()];
}

function repliesTo({ mentions, reference }: Message, botId: string): boolean {
  return mentions.repliedUser?.id === botId && reference?.type !== MessageReferenceType.Forward;
}

/** A mention in the text itself: a reply mentions its author without one. */
function namesBot(content: string, botId: string): boolean {
  return content.includes(`<@${botId}>`) || content.includes(`<@!${botId}>`);
}

export function namesIn({ mentions }: Pick<Message, 'mentions'>): ReadonlyMap<string, string> {
  return new Map([...mentions.users.values()].map((user) => [user.id, user.displayName]));
}
