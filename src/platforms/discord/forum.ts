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

/**
 * A message as a new thread of a forum, with the tag that was asked for, or with one where the forum asks for one and has
 * one that everybody may set.
 * Resolves with what Discord answers: the thread, and its `message`.
 */
export async function startPost(
  call: Call,
  forum: Fields,
  title: string,
  message: DiscordMessage,
  tag: string | null,
): Promise<{ readonly thread: string | null; readonly message: string | null }> {
  const answer = fieldsOf(
    await call({
      method: 'POST',
      route: Routes.threads(textOf(forum['id']) ?? ''),
      body: { name: threadName(title), message, applied_tags: tagsFor(forum, tag) },
    }),
  );
  const thread = textOf(answer['id']);
  // The first message of a forum's thread has the id of the thread.
  return { thread, message: textOf(fieldsOf(answer['message'])['id']) ?? thread };
}

/** The id of the tag with that name, in whatever letter case; null when the forum has none. */
export function tagNamed(forum: Fields, name: string): string | null {
  const wanted = name.trim().toLowerCase();
  const tags = listOf(forum['available_tags']).map(fieldsOf);
  return textOf(tags.find((tag) => textOf(tag['name'])?.trim().toLowerCase() === wanted)?.['id']);
}

function tagsFor(forum: Fields, wanted: string | null): readonly string[] {
  const named = wanted === null ? null : tagNamed(forum, wanted);
  if (named !== null) return [named];
  if (((numberOf(forum['flags']) ?? 0) & ChannelFlags.RequireTag) === 0) return [];
  const open = listOf(forum['available_tags'])
    .map(fieldsOf)
    .filter((tag) => tag['moderated'] !== true);
  // One that says what comes is better than the first that there is.
  const fitting = open.find((tag) => /paper|news|feed|bot/iu.test(textOf(tag['name']) ?? '')) ?? open[0];
  const id = textOf(fitting?.['id']);
  return id === null ? [] : [id];
}
