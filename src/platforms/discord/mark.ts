import { createHash } from 'node:crypto';
import { MessageFlags } from 'discord-api-types/v10';
import { markLength, readCustomId } from './custom-id.ts';
import { fieldsOf, listOf, numberOf, textOf } from '../shared/fields.ts';

/** Behind the mark of a post that is to be passed on: whoever finds it again learns it from nowhere else. */
const passing = '+';

/**
 * The name of a post as Discord keeps it: the same for the same delivery key, for ever. It is the nonce, of which Discord
 * takes 25 characters, and part of the first component's id, where it can be read again in the history. `passesOn`: the
 * post is to be passed on to the servers that follow the channel.
 */
export function markOf(key: string, { passesOn = false }: { readonly passesOn?: boolean } = {}): string {
  const name = createHash('sha256')
    .update(key)
    .digest('base64url')
    .slice(0, markLength - passing.length);
  return passesOn ? `${name}${passing}` : name;
}

/** The mark of a message as Discord's history gives it, the same whether it is to be passed on; null when it bears none. */
export function readMark(message: unknown): string | null {
  const written = writtenOn(message);
  return written?.endsWith(passing) === true ? written.slice(0, -passing.length) : written;
}

/** Whether a message is to be passed on, and was not yet. */
export function waitsToBePassedOn(message: unknown): boolean {
  const isPassedOn = ((numberOf(fieldsOf(message)['flags']) ?? 0) & MessageFlags.Crossposted) !== 0;
  return !isPassedOn && writtenOn(message)?.endsWith(passing) === true;
}

function writtenOn(message: unknown): string | null {
  const { nonce, components } = fieldsOf(message);
  for (const row of listOf(components)) {
    for (const component of listOf(fieldsOf(row)['components'])) {
      const id = readCustomId(textOf(fieldsOf(component)['custom_id']) ?? '');
      if (id !== null && id.kind !== 'form' && id.mark !== null) return id.mark;
    }
  }
  return textOf(nonce);
}
