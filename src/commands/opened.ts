import { wholePlace } from '../chat/place.ts';
import type { Request } from '../chat/request.ts';
import type { Paper } from '../paper/paper.ts';
import type { CommandParts } from './command.ts';

/** Somebody read the abstract of a paper here: a sign of what this place likes. */
export async function opened(paper: Paper, { person, place }: Request, { store }: CommandParts): Promise<void> {
  await store.people.notice(person, wholePlace(place), paper.id, 'open');
}
