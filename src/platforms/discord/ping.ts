import type { Place } from '../../chat/place.ts';
import { limits } from './limits.ts';
import type { DiscordMessage } from './render.ts';

/** Whether that is the id of a role that can be called in a place: the one of the server itself is everybody. */
export function callsRole({ workspace }: Place, role: string): boolean {
  return workspace !== null && workspace !== role && /^\d{15,20}$/u.test(role);
}

/** A message that calls one role, and nobody else: nothing else in any message of ours calls anybody. */
export function withPing(message: DiscordMessage, role: string): DiscordMessage {
  const content = `<@&${role}> ${message.content}`;
  if (content.length > limits.content) return message;
  return { ...message, content, allowed_mentions: { parse: [], roles: [role] } };
}
