import type { CommandInfo } from '../../chat/request.ts';
import { isRemark } from '../../chat/small-talk.ts';
import { spokenTo } from '../../chat/spoken-to.ts';
import { howClear, isCourtesy, isForBot } from '../../chat/thread-talk.ts';
import type { Address } from './address.ts';
import { answerKey } from './answered.ts';
import type { Answered } from './answered.ts';
import { answerCard, isForAll } from './answer-card.ts';
import type { Ask } from './ask.ts';
import { fieldsOf, textOf } from '../shared/fields.ts';
import type { Fields } from '../shared/fields.ts';
import { isForOthers, typedText } from './incoming-text.ts';
import type { Direct } from './direct.ts';
import { createMemory } from '../shared/memory.ts';
import type { Reply } from './reply.ts';
import type { Threads } from './threads.ts';

export type MessageParts = {
  readonly ask: Ask;
  readonly reply: Reply;
  readonly threads: Threads;
  readonly direct: Pick<Direct, 'note'>;
  readonly answered: Answered;
  readonly commands: readonly CommandInfo[];
  readonly botUserId: string;
  readonly now: () => Date;
};

/** What people say to the bot in words. Each takes the event of https://docs.slack.dev/reference/events; `again`: Slack has brought it before. */
export type Messages = {
  /** `@paperboy …` in a channel. */
  mention(event: Fields, again: boolean): Promise<void>;
  /** Any message of a channel that the bot is in: replies in threads where it was mentioned may be for it, see thread-talk.ts. */
  channelMessage(event: Fields, again: boolean): Promise<void>;
  /** Any message of a group direct message that the bot is in: as in a channel, but a mention may come as nothing else. */
  groupMessage(event: Fields, again: boolean): Promise<void>;
  directMessage(event: Fields, again: boolean): Promise<void>;
};

const minute = 60_000;

type Said = { readonly user: string; readonly channel: string; readonly text: string; readonly thread: string | null };

type Heard = { readonly said: Said; readonly ts: string; readonly again: boolean; readonly isDirect?: boolean };

/** All are answered in the thread of the message. */
export function createMessages(parts: MessageParts): Messages {
  const { ask, reply, threads, direct, answered, commands, botUserId, now } = parts;
  /** Mentions that were heard: in a group direct message they come once or twice. */
  const heard = createMemory<true>({ most: 1_000, lifeMs: minute, now });

  const answer = async ({ said, ts, again, isDirect = false }: Heard): Promise<void> => {
    const thread = said.thread ?? ts;
    const key = answerKey(said.channel, ts);
    if (again && (await answered({ channel: said.channel, thread, ts }, key))) return;
    const text = spokenTo(typedText(said.text, botUserId));
    const address: Address = { ...said, direct: isDirect, thread, responseUrl: null };
    const how = isDirect ? {} : ({ openly: true } as const);
    const given = await ask(text, { ...said, ...how, direct: isDirect, thread, member: 'yes' });
    const card = answerCard({ ...given, share: null }, text, address);
    if (isForAll(given)) await reply.say(address, card, key);
    // Slack shows a private message in a thread only where there is a thread already.
    else await reply.whisper(isDirect ? address : { ...address, thread: said.thread }, card, key);
  };

  /** Who says nothing at all may want to know what can be said. */
  const isThanks = (said: Said): boolean => {
    const text = typedText(said.text, botUserId);
    return text !== '' && isCourtesy(text, commands);
  };

  const isMention = (event: Fields): boolean => textOf(event['text'])?.includes(`<@${botUserId}>`) === true;

  const mention: Messages['mention'] = async (event, again) => {
    const said = saidIn(event);
    const ts = textOf(event['ts']);
    if (said === null || ts === null) return;
    const key = `${said.channel}:${ts}`;
    if (heard.get(key) !== undefined) return;
    heard.set(key, true);
    threads.asked({ ...said, thread: said.thread ?? ts, ts });
    if (!isThanks(said)) await answer({ said, ts, again });
  };

  const channelMessage: Messages['channelMessage'] = async (event, again) => {
    const said = saidIn(event);
    const ts = textOf(event['ts']);
    if (said === null || ts === null || said.thread === null) return;
    // A mention comes as an event of its own.
    if (isMention(event)) return;
    const text = typedText(said.text, botUserId);
    if (isRemark(text)) return;
    const line = { ...said, thread: said.thread, ts };
    const clarity = isForOthers(said.text, botUserId) ? 'talk' : howClear(text, commands);
    // Only of a thread that is known already it matters who spoke in between.
    if (clarity === 'talk') return threads.spoke(line);
    const turn = await threads.turn(line);
    if (turn === null) return;
    if (!isForBot(clarity, turn)) return threads.spoke(line);
    threads.asked(line);
    await answer({ said, ts, again });
  };

  return {
    mention,
    channelMessage,
    groupMessage: (event, again) => (isMention(event) ? mention(event, again) : channelMessage(event, again)),
    async directMessage(event, again) {
      const said = saidIn(event);
      const ts = textOf(event['ts']);
      if (said === null || ts === null) return;
      direct.note(said.user, said.channel);
      if (!isThanks(said)) await answer({ said, ts, again, isDirect: true });
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
