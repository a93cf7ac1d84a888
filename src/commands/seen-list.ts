import type { Request } from '../chat/request.ts';
import type { SeenList } from '../store/store.ts';
import type { CommandParts } from './command.ts';

type Asked = Pick<Request, 'person' | 'place' | 'thread'>;

/** The list whose numbers the person means: that of the thread where one is, and else the last one seen in the place. */
export async function recallList({ person, place, thread }: Asked, { store }: CommandParts): Promise<SeenList | null> {
  const ofThread = thread === undefined ? null : await store.people.recall(person, { ...place, thread });
  return ofThread ?? store.people.recall(person, place);
}

/** From now on the person means this list, in the thread and in the place. */
export async function rememberList(
  { person, place, thread }: Asked,
  list: SeenList,
  { store }: CommandParts,
): Promise<void> {
  if (thread !== undefined) await store.people.remember(person, { ...place, thread }, list);
  await store.people.remember(person, place, list);
}
