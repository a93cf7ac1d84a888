import { ChannelFlags, Routes } from 'discord-api-types/v10';
import { clampText } from '../../cards/clamp-spans.ts';
import { cleanLine } from '../../cards/clean-text.ts';
import type { Call } from './call.ts';
import { fieldsOf, listOf, numberOf, textOf } from '../shared/fields.ts';
import type { Fields } from '../shared/fields.ts';
import { limits } from './limits.ts';
import type { DiscordMessage } from './render.ts';

/** A thread's name is shown as it is: nothing in it is Markdown. */
export function threadName(title: string): string {
  return clampText(cleanLine(title), limits.threadName) || 'Untitled';
}

/** A message as a new thread of a forum, with these tags. Resolves with what Discord answers: the thread, and its `message`. */
export async function startPost(
  call: Call,
  forum: Fields,
  {
    title,
    message,
    tags,
  }: { readonly title: string; readonly message: DiscordMessage; readonly tags: readonly string[] },
): Promise<{ readonly thread: string | null; readonly message: string | null }> {
  const answer = fieldsOf(
    await call({
      method: 'POST',
      route: Routes.threads(textOf(forum['id']) ?? ''),
      body: { name: threadName(title), message, applied_tags: tags },
    }),
  );
  const thread = textOf(answer['id']);
  // The first message of a forum's thread has the id of the thread.
  return { thread, message: textOf(fieldsOf(answer['message'])['id']) ?? thread };
}

/** A tag of a forum. `moderated`: only moderators may set it. */
export type Tag = { readonly id: string; readonly name: string; readonly moderated: boolean };

export function tagsOf(forum: Fields): readonly Tag[] {
  return listOf(forum['available_tags']).flatMap((value) => {
    const tag = fieldsOf(value);
    const id = textOf(tag['id']);
    return id === null ? [] : [{ id, name: textOf(tag['name']) ?? '', moderated: tag['moderated'] === true }];
  });
}

/** The tag with that name, in whatever letter case; null when the forum has none. */
export function tagNamed(forum: Fields, name: string): Tag | null {
  const wanted = name.trim().toLowerCase();
  return tagsOf(forum).find((tag) => tag.name.trim().toLowerCase() === wanted) ?? null;
}

/**
 * The tags of a post: the one that was asked for, or one where the forum asks for one; of those that only moderators may
 * set none unless `moderates`. None where the forum asks for one and nobody else may set any: see {@link lacksTag}.
 */
export function tagsFor(forum: Fields, wanted: string | null, moderates: boolean): readonly string[] {
  const open = tagsOf(forum).filter((tag) => moderates || !tag.moderated);
  const named = wanted === null ? null : tagNamed(forum, wanted);
  if (named !== null && open.some(({ id }) => id === named.id)) return [named.id];
  if (!needsTag(forum)) return [];
  // One that says what comes is better than the first that there is.
  const fitting = open.find((tag) => /paper|news|feed|bot/iu.test(tag.name)) ?? open[0];
  return fitting === undefined ? [] : [fitting.id];
}

/** Whether the forum takes no post: it asks for a tag, and has none that may be set. */
export function lacksTag(forum: Fields, moderates: boolean): boolean {
  return needsTag(forum) && tagsFor(forum, null, moderates).length === 0;
}

function needsTag(forum: Fields): boolean {
  return ((numberOf(forum['flags']) ?? 0) & ChannelFlags.RequireTag) !== 0;
}
