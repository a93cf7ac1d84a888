import type { Request } from '../chat/request.ts';
import type { CommandParts } from './command.ts';
import { parseReference } from './reference.ts';
import { recallList } from './seen-list.ts';

/** The sentence for a number that is said alone while a list at hand has it; null for anything else. */
export async function sayNumber(text: string, request: Request, parts: CommandParts): Promise<string | null> {
  const reference = parseReference(text);
  if (reference?.kind !== 'number') return null;
  const seen = await recallList(request, parts);
  return seen?.ids[reference.number - 1] === undefined ? null : `paper ${reference.number}`;
}
