import { createHash } from 'node:crypto';
import { markLength, readCustomId } from './custom-id.ts';
import { fieldsOf, listOf, textOf } from '../shared/fields.ts';

/**
 * The name of a post as Discord keeps it: the same for the same delivery key, for ever. It is the nonce, of which Discord
 * takes 25 characters, and part of the first component's id, where it can be read again in the history.
 */
export function markOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, markLength);
}

/** The mark of a message as Discord's history gives it, or null when it bears none. */
export function readMark(message: unknown): string | null {
  const { nonce, components } = fieldsOf(message);
  for (const row of listOf(components)) {
    for (const component of listOf(fieldsOf(row)['components'])) {
      const id = readCustomId(textOf(fieldsOf(component)['custom_id']) ?? '');
      if (id !== null && id.kind !== 'form' && id.mark !== null) return id.mark;
    }
  }
  return textOf(nonce);
}
