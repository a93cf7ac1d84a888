import type { Place } from '../chat/place.ts';
import type { Request } from '../chat/request.ts';
import type { SeenList } from '../store/store.ts';
import type { CommandParts } from './command.ts';

type Asked = Pick<Request, 'person' | 'place' | 'thread' | 'openly'>;
/** A list that is shown now. */
type Shown = Omit<SeenList, 'at'>;

/** The list whose numbers the person means: the first of {@link recallLists}. */
export async function recallList(asked: Asked, parts: CommandParts): Promise<SeenList | null> {
  const [first = null] = await recallLists(asked, parts);
  return first;
}

/**
 * The lists that the person can see where they speak, the likeliest first: those of the thread where one is, then those of the
 * place; and of what they saw alone and what everybody saw the newer one first.
 */
export async function recallLists(asked: Asked, { store }: CommandParts): Promise<readonly SeenList[]> {
  const { person, place, thread } = asked;
  const found: SeenList[] = [];
  for (const where of thread === undefined ? [place] : [{ ...place, thread }, place]) {
    const own = await store.people.recall(person, where);
    const common = await store.people.recall(null, where);
    const lists = [own, common].filter((list) => list !== null);
    found.push(...lists.toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0)));
  }
  return found;
}

/** From now on the person means this list, in the thread and in the place; and others who see it mean it where it is. */
export async function rememberList(asked: Asked, list: Shown, parts: CommandParts): Promise<void> {
  await rememberOwnList(asked, list, parts);
  if (asked.openly === true) await remember(null, whereSeen(asked), list, parts);
}

/** The same for a list that is nobody else's business, whoever sees it. */
export async function rememberOwnList(asked: Asked, list: Shown, parts: CommandParts): Promise<void> {
  const { person, place, thread } = asked;
  if (thread !== undefined) await remember(person, whereSeen(asked), list, parts);
  await remember(person, place, list, parts);
}

function whereSeen({ place, thread }: Asked): Place {
  return thread === undefined ? place : { ...place, thread };
}

function remember(
  person: Request['person'] | null,
  place: Place,
  list: Shown,
  { store, now }: CommandParts,
): Promise<void> {
  return store.people.remember(person, place, { ...list, at: now().toISOString() });
}
