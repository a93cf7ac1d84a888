import { createHash } from 'node:crypto';

/**
 * A short name of a list, made from its sentence: for a button that cannot hold the sentence itself, and must not go on
 * with another list that was seen since.
 */
export function listKey(sentence: string): string {
  return createHash('sha256').update(sentence).digest('hex').slice(0, 8);
}
