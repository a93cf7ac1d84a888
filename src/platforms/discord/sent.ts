import { DeliveryError } from '../platform.ts';
import { fieldsOf, textOf } from '../shared/fields.ts';

/** A message that is there. */
export type Sent = { readonly channel: string; readonly message: string };

/** The message that Discord answers with. Throws a DeliveryError for anything else: nobody knows what became of it. */
export function sentOf(answer: unknown): Sent {
  const channel = textOf(fieldsOf(answer)['channel_id']);
  if (channel === null) throw new DeliveryError({ kind: 'unknown' }, 'Discord: an answer without a channel');
  return { channel, message: idOf(answer) };
}

export function idOf(answer: unknown): string {
  const id = textOf(fieldsOf(answer)['id']);
  if (id === null) throw new DeliveryError({ kind: 'unknown' }, 'Discord: an answer without an id');
  return id;
}

/** How the id of a post is written outside of Discord: `CHANNEL:MESSAGE`. */
export function nameOf({ channel, message }: Sent): string {
  return `${channel}:${message}`;
}

export function readName(name: string): Sent {
  const [channel = '', message = ''] = name.split(':');
  return { channel, message };
}
