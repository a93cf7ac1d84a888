import { isSmallTalk } from '../../chat/small-talk.ts';
import type { Address } from './address.ts';
import { answerCard, isForAll } from './answer-card.ts';
import type { Ask } from './ask.ts';
import { fieldsOf, textOf } from '../shared/fields.ts';
import type { Fields } from '../shared/fields.ts';
import { isForSomebodyElse, typedText } from './incoming-text.ts';
import type { Direct } from './direct.ts';
import { createMemory } from './memory.ts';
import type { Reply } from './reply.ts';
import type { Threads } from './threads.ts';

export type MessageParts = {
  readonly ask: Ask;
  readonly reply: Reply;
  readonly threads: Threads;
  readonly direct: Pick<Direct, 'note'>;
  readonly botUserId: string;
  readonly now: () => Date;
};

/** What people say to the bot in words. Each takes the event of https://docs.slack.dev/reference/events */
export type Messages = {
  /** `@Paperboy …` in a channel. */
  mention(event: Fields): Promise<void>;
  /** Any message of a channel that the bot is in: only replies in threads where it was mentioned are for it. */
  channelMessage(event: Fields): Promise<void>;
  /** Any message of a group direct message that the bot is in: as in a channel, but a mention may come as nothing else. */
  groupMessage(event: Fields): Promise<void>;
  directMessage(event: Fields): Promise<void>;
};

const minute = 60_000;

type Said = { readonly user: string; readonly channel: string; readonly text: string; readonly thread: string | null };

/** All are answered in the thread of the message. */
export function createMessages({ ask, reply, threads, direct, botUserId, now }: MessageParts): Messages {
  /** Mentions that were heard: in a group direct message they come once or twice. */
  const heard = createMemory<true>({ most: 1_000, lifeMs: minute, now });

  const answer = async (said: Said, ts: string, isDirect = false): Promise<void> => {
    const text = typedText(said.text, botUserId);
    const address: Address = { ...said, direct: isDirect, thread: said.thread ?? ts, responseUrl: null };
    const given = await ask(text, { ...said, direct: isDirect, member: 'yes' });
    const card = answerCard({ ...given, share: null }, text, address);
    if (isForAll(given)) await reply.say(address, card);
    // Slack shows a private message in a thread only where there is a thread already.
    else await reply.whisper(isDirect ? address : { ...address, thread: said.thread }, card);
  };

  const isMention = (event: Fields): boolean => textOf(event['text'])?.includes(`<@${botUserId}>`) === true;

  const mention = async (event: Fields): Promise<void> => {
    const said = saidIn(event);
    const ts = textOf(event['ts']);
    if (said === null || ts === null) return;
    const key = `${said.channel}:${ts}`;
    if (heard.get(key) !== undefined) return;
    heard.set(key, true);
    threads.note(said.channel, said.thread ?? ts);
    await answer(said, ts);
  };

  const channelMessage = async (event: Fields): Promise<void> => {
    const said = saidIn(event);
    const ts = textOf(event['ts']);
    if (said === null || ts === null || said.thread === null) return;
    // A mention comes as an event of its own.
    if (isMention(event) || isForSomebodyElse(said.text, botUserId)) return;
    if (isSmallTalk(typedText(said.text, botUserId))) return;
    if (await threads.isOurs(said.channel, said.thread)) await answer(said, ts);
  };

  return {
    mention,
    channelMessage,
    groupMessage: (event) => (isMention(event) ? mention(event) : channelMessage(event)),
    async directMessage(event) {
      const said = saidIn(event);
      const ts = textOf(event['ts']);
      if (said === null || ts === null) return;
      direct.note(said.user, said.channel);
      await answer(said, ts, true);
    },
  };
}

/** Null for what no person has just said: edits, joins, other bots. */
function saidIn(event: Fields): Said | null {
  const { subtype, bot_id: botId } = event;
  const ordinary = subtype === undefined || subtype === 'file_share' || subtype === 'thread_broadcast';
  const user = textOf(event['user']);
  const channel = textOf(event['channel']);
  if (!ordinary || textOf(botId) !== null || user === null || channel === null) return null;
  if (textOf(fieldsOf(event['bot_profile'])['id']) !== null) return null;
  return { user, channel, text: textOf(event['text']) ?? '', thread: textOf(event['thread_ts']) };
}
