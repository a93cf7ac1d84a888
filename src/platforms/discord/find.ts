import { MessageType, RESTJSONErrorCodes as Code, Routes } from 'discord-api-types/v10';
import type { Place } from '../../chat/place.ts';
import type { Found } from '../platform.ts';
import { askPermissions, isAnnouncement, isForum, readChannel } from './ask-permissions.ts';
import type { Call } from './call.ts';
import { deliveryError, discordCode } from './errors.ts';
import { fieldsOf, listOf, numberOf, textOf } from '../shared/fields.ts';
import type { Fields } from '../shared/fields.ts';
import { findInForum } from './find-in-forum.ts';
import { limits } from './limits.ts';
import { markOf, readMark, waitsToBePassedOn } from './mark.ts';
import type { PassOn } from './pass-on.ts';
import { mayReadHistory } from './permissions.ts';
import { snowflakeAt } from './snowflake.ts';

/** Two clocks differ: messages count from this much before the time that was asked for. Our own choice. */
const clockSlackMs = 120_000;
/** 2,000 messages. A place where more was said since the post is not read to its end. Our own choice. */
const mostPages = 20;

/** Discord lets us post in more places than it lets us read: these codes say that this is one. */
const unreadable = new Set<number>([
  Code.MissingAccess,
  Code.MissingPermissions,
  Code.CannotExecuteActionOnThisChannelType,
  Code.CannotSendMessagesInNonTextChannel,
]);

export type FindParts = {
  readonly call: Call;
  readonly userId: string;
  readonly botName?: string;
  readonly passOn: PassOn;
};

/**
 * Looks for the post with `key` among the bot's own messages in the place, from `since` (ISO instant) on. `cannot-know`
 * where the history may not be read, is too long to be read, or holds a message of ours that bears no mark; throws a
 * DeliveryError when Discord could not be asked now. A post that was to be passed on when its answer was lost is passed on.
 */
export async function findPost(parts: FindParts, place: Place, key: string, since: string): Promise<Found> {
  const time = Date.parse(since);
  if (Number.isNaN(time)) throw new Error(`Expected an ISO instant, got ${JSON.stringify(since)}`);
  const after = snowflakeAt(time - clockSlackMs);
  try {
    const channel = await readChannel(parts.call, place.thread ?? place.channel);
    if (isForum(channel)) return await findInForum(parts, place, markOf(key), after);
    const found = await findInChannel(parts, place, markOf(key), after);
    if (found === null || found === 'unclear') return { kind: found === null ? 'absent' : 'cannot-know' };
    const sent = { channel: place.thread ?? place.channel, message: textOf(found['id']) ?? '' };
    if (isAnnouncement(channel) && waitsToBePassedOn(found)) await parts.passOn(place, sent);
    return { kind: 'found', message: `${sent.channel}:${sent.message}` };
  } catch (error) {
    const code = discordCode(error);
    if (code !== null && unreadable.has(code)) return { kind: 'cannot-know' };
    if (code === Code.UnknownChannel) return { kind: 'absent' };
    throw deliveryError(error, parts.botName === undefined ? {} : { botName: parts.botName });
  }
}

/** The message; null where it is not, `unclear` where nobody can say. */
async function findInChannel(
  parts: FindParts,
  place: Place,
  mark: string,
  after: bigint,
): Promise<Fields | 'unclear' | null> {
  const channel = place.thread ?? place.channel;
  let from = after;
  let seen = 0;
  let doubtful = false;
  for (let page = 0; page < mostPages; page += 1) {
    const query = { after: String(from), limit: String(limits.historyPage) };
    const route = Routes.channelMessages(channel);
    const messages = listOf(await parts.call({ method: 'GET', route, query })).map(fieldsOf);
    const own = messages.filter((message) => isOwn(message, parts.userId));
    const found = own.find((message) => readMark(message) === mark);
    if (found !== undefined) return found;
    doubtful ||= own.some((message) => isPost(message) && readMark(message) === null);
    seen += messages.length;
    if (messages.length < limits.historyPage) {
      return doubtful || !(seen > 0 || (await mayRead(parts, place))) ? 'unclear' : null;
    }
    from = messages.reduce((newest, message) => later(newest, textOf(message['id'])), from);
  }
  return 'unclear';
}

/** Discord shows an empty history to whoever may not read it, and does not say so. */
async function mayRead({ call, userId }: FindParts, place: Place): Promise<boolean> {
  if (place.workspace === null) return true;
  const rights = await askPermissions({ call, userId }, place);
  return rights.kind === 'known' && mayReadHistory(rights.have);
}

export function isOwn(message: Fields, userId: string): boolean {
  return fieldsOf(message['author'])['id'] === userId;
}

/** Answers to commands and replies are messages of ours as well, but of another type. */
export function isPost(message: Fields): boolean {
  const ordinary: number = MessageType.Default;
  return (numberOf(message['type']) ?? ordinary) === ordinary && message['interaction_metadata'] === undefined;
}

function later(newest: bigint, id: string | null): bigint {
  const other = id === null || !/^\d{1,20}$/u.test(id) ? 0n : BigInt(id);
  return other > newest ? other : newest;
}
