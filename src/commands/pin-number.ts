import { reference as nameOf } from '../cards/paper-actions.ts';
import type { Request } from '../chat/request.ts';
import type { CommandParts } from './command.ts';
import { splitFirstWord } from './split-first-word.ts';

/** The commands whose numbers are those of a list of papers. */
const OF_PAPERS = new Set(['paper', 'abstract', 'similar', 'save', 'unsave', 'cite', 'like', 'dislike', 'why']);

/**
 * The same sentence with the number of a paper replaced by its id, so that it goes on meaning that paper when another
 * list is seen before it is said. A sentence without such a number comes back as it is.
 */
export async function pinNumber(sentence: string, request: Request, parts: CommandParts): Promise<string> {
  const { first, rest } = splitFirstWord(sentence);
  const [, number, tail = ''] = /^#?(\d{1,4})(\s.*)?$/su.exec(rest) ?? [];
  if (number === undefined || !OF_PAPERS.has(first)) return sentence;
  const seen = await parts.store.people.recall(request.person, request.place);
  const id = seen?.ids[Number(number) - 1];
  return id === undefined ? sentence : `${first} ${nameOf(id)}${tail}`;
}
