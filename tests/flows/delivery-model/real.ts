import type { Paper } from '../../../src/paper/paper.ts';
import { createWorld, paper } from '../deliver-world.ts';
import type { Life, World } from '../deliver-world.ts';
import { recorded } from './model.ts';
import type { Happening, Model } from './model.ts';

/** The world under test: two processes over one store. */
export type Real = {
  readonly world: World;
  readonly happenings: Happening[];
  readonly lives: [Life, Life];
  /** How many messages were looked at. */
  seen: number;
  start(): Life;
};

export async function createReal(start: string, model: Model): Promise<Real> {
  const papers = Array.from({ length: 6 }, (_, i) => paper(`${i}`, `2023-11-0${i + 1}`));
  const world = await createWorld(start, papers, true);
  for (const { id, sightings } of papers) model.papers.set(id, sightings[0]!.at);
  const happenings: Happening[] = [];
  const store = { ...world.store, ledger: recorded(world.store.ledger, world.clock.now, happenings) };
  const begin = (): Life => world.start({ store });
  return { world, happenings, lives: [begin(), begin()], seen: 0, start: begin };
}

/** A paper that comes now, perhaps on the list of the day. */
export async function bring(name: string, isListed: boolean, model: Model, { world }: Real): Promise<void> {
  const at = world.clock.now().toISOString();
  const day = at.slice(0, 10);
  const told = { ...paper(name, day), listedOn: isListed ? day : null };
  const came: Paper = { ...told, sightings: [{ source: 'jsonl', sourceId: name, at }] };
  if (model.papers.has(came.id)) return;
  await world.add(came);
  model.papers.set(came.id, at);
  if (isListed) model.lists.set(came.id, day);
}
