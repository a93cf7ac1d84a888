import { RESTJSONErrorCodes as Code, Routes } from 'discord-api-types/v10';
import type { Place } from '../../chat/place.ts';
import type { Found } from '../platform.ts';
import type { Call } from './call.ts';
import { discordCode } from './errors.ts';
import { fieldsOf, listOf, textOf } from '../shared/fields.ts';
import type { Fields } from '../shared/fields.ts';
import { limits } from './limits.ts';
import { readMark } from './mark.ts';

/** More threads of ours than this in one forum since the post are not looked into. Our own choice. */
const mostThreads = 50;

/** Looks for the post with that mark among the threads that the bot began in a forum, newer than the id `after`. */
export async function findInForum(
  { call, userId }: { readonly call: Call; readonly userId: string },
  place: Place,
  mark: string,
  after: bigint,
): Promise<Found> {
  if (place.workspace === null) return { kind: 'cannot-know' };
  const active = fieldsOf(await call({ method: 'GET', route: Routes.guildActiveThreads(place.workspace) }));
  const archived = fieldsOf(
    await call({
      method: 'GET',
      route: Routes.channelThreads(place.channel, 'public'),
      query: { limit: String(limits.historyPage) },
    }),
  );
  const threads = [...listOf(active['threads']), ...listOf(archived['threads'])].map(fieldsOf);
  const own = threads.filter(
    (thread) => thread['parent_id'] === place.channel && thread['owner_id'] === userId && idOf(thread) > after,
  );
  if (own.length > mostThreads) return { kind: 'cannot-know' };
  for (const thread of own) {
    const id = String(idOf(thread));
    const found = await readFirst(call, id);
    if (found === 'unmarked') return { kind: 'cannot-know' };
    if (found === mark) return { kind: 'found', message: `${id}:${id}` };
  }
  return archived['has_more'] === true ? { kind: 'cannot-know' } : { kind: 'absent' };
}

/** The mark of the message that began a thread; null when that message was taken away. */
async function readFirst(call: Call, thread: string): Promise<string | null> {
  try {
    const message = await call({ method: 'GET', route: Routes.channelMessage(thread, thread) });
    return readMark(message) ?? 'unmarked';
  } catch (error) {
    if (discordCode(error) === Code.UnknownMessage) return null;
    throw error;
  }
}

function idOf(thread: Fields): bigint {
  const id = textOf(thread['id']);
  return id !== null && /^\d{1,20}$/u.test(id) ? BigInt(id) : 0n;
}
