import { reference as nameOf } from '../cards/paper-actions.ts';
import type { Request } from '../chat/request.ts';
import type { CommandParts } from './command.ts';
import type { Reference } from './reference.ts';
import { parseReferences } from './references.ts';
import { splitFirstWord } from './split-first-word.ts';
import { recallList } from './seen-list.ts';

/** The commands whose numbers are those of a list of papers. */
const OF_PAPERS = new Set(['paper', 'abstract', 'similar', 'save', 'unsave', 'cite', 'like', 'dislike', 'why']);

/** What may follow the papers: how they are cited. */
const TAIL = /\s+(?:(?:as|in)\s+)?(?:bibtex|bib|ris)$/iu;

export type Named = { readonly references: readonly Reference[]; readonly tail: string };

/** The papers that a sentence of a command names when it names nothing else, but how they are cited; else null. */
export function papersNamed(sentence: string): Named | null {
  const { rest } = splitFirstWord(sentence);
  const tail = TAIL.exec(rest)?.[0] ?? '';
  const references = parseReferences(rest.slice(0, rest.length - tail.length));
  return references === null ? null : { references, tail };
}

/**
 * The same sentence with the numbers of papers replaced by their ids, so that it goes on meaning those papers when another
 * list is seen before it is said. A sentence without such numbers comes back as it is.
 */
export async function pinNumber(sentence: string, request: Request, parts: CommandParts): Promise<string> {
  const { first } = splitFirstWord(sentence);
  const named = OF_PAPERS.has(first) ? papersNamed(sentence) : null;
  if (named === null || named.references.every(({ kind }) => kind === 'id')) return sentence;
  const seen = await recallList(request, parts);
  const names = named.references.map((reference) => {
    const id = reference.kind === 'id' ? reference.id : seen?.ids[reference.number - 1];
    return id === undefined ? null : nameOf(id);
  });
  return names.includes(null) ? sentence : `${first} ${names.join(' ')}${named.tail}`;
}
