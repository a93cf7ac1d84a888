import type { Place } from '../chat/place.ts';
import type { Request } from '../chat/request.ts';
import type { SeenList } from '../store/store.ts';
import type { CommandParts } from './command.ts';

type Asked = Pick<Request, 'person' | 'place' | 'thread' | 'openly'>;
/** On most days there is a post; where there was none for a week, nobody means it by a number. */
const POSTS_LOOKED_AT = 7;

/** A list that is shown now. */
type Shown = Omit<SeenList, 'at'>;

/** The list whose numbers the person means: the first of {@link recallLists}. */
export async function recallList(asked: Asked, parts: CommandParts): Promise<SeenList | null> {
  const [first = null] = await recallLists(asked, parts);
  return first;
}

/**
 * The lists that the person can see where they speak, the likeliest first: those of the thread where one is, then those of
 * the place, each newest first. They are the one that the person saw last, alone or with others, the one that everybody
 * saw last, and the newest post with several papers.
 */
export async function recallLists(asked: Asked, parts: CommandParts): Promise<readonly SeenList[]> {
  const { place, thread } = asked;
  const there = thread === undefined ? [] : await seenIn(whereSeen(asked), asked, parts);
  const here = [...(await seenIn(place, asked, parts)), ...(await postedIn(place, parts))];
  return [...there.toSorted(newestFirst), ...here.toSorted(newestFirst)];
}

async function seenIn(place: Place, { person }: Asked, { store }: CommandParts): Promise<readonly SeenList[]> {
  const own = await store.people.recall(person, place);
  const common = await store.people.recall(null, place);
  return [own, common].filter((list) => list !== null);
}

/** A paper that is posted alone has no number. */
async function postedIn(place: Place, { store }: CommandParts): Promise<readonly SeenList[]> {
  const subscriptions = (await store.subscriptions.list(place)).filter(({ top }) => top > 1);
  const recent = await Promise.all(subscriptions.map(({ id }) => store.ledger.recent(id, POSTS_LOOKED_AT)));
  return recent.flat().flatMap(({ outcome, papers }) => {
    const isList = outcome?.state === 'sent' && papers.length > 1;
    return isList ? [{ ids: papers.map(({ id }) => id), more: null, at: outcome.at }] : [];
  });
}

function newestFirst(one: SeenList, other: SeenList): number {
  if (one.at === other.at) return 0;
  return one.at < other.at ? 1 : -1;
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
