import type { Address } from './address.ts';
import type { Ask } from './ask.ts';
import type { Direct } from './direct.ts';
import { changes } from './changes.ts';
import { textOf } from '../shared/fields.ts';
import type { Fields } from '../shared/fields.ts';
import { createMemory } from '../shared/memory.ts';
import { homeView } from './search-view.ts';
import { noTrail } from './view-state.ts';
import type { Views } from './views.ts';

export type Home = {
  /** The event of https://docs.slack.dev/reference/events/app_home_opened */
  opened(event: Fields): Promise<void>;
  /** Draws the home tab of a person as it is now. */
  draw(address: Address): Promise<void>;
  /** Something was said: the home tab of whoever said it is drawn again, if it was opened and may look different now. */
  said(text: string, user: string): Promise<void>;
};

/** The sentence that answers with what belongs on the home tab. */
const homeSentence = 'home';
const day = 86_400_000;

export function createHome({
  ask,
  direct,
  views,
  now,
}: {
  readonly ask: Ask;
  readonly direct: Direct;
  readonly views: Views;
  readonly now: () => Date;
}): Home {
  /** The home tabs that were looked at, by person. */
  const looked = createMemory<Address>({ most: 5_000, lifeMs: 7 * day, now });
  const draw = (address: Address): Promise<void> =>
    views.publish(address.user, async () => {
      const { card } = await ask(homeSentence, { ...address, member: 'yes' });
      return homeView({ address, depth: 0, fromHome: true, form: null, trail: noTrail }, card);
    });
  return {
    draw,
    async opened(event) {
      const user = textOf(event['user']);
      if (user === null || event['tab'] !== 'home') return;
      const channel = textOf(event['channel']) ?? (await direct.of(user));
      direct.note(user, channel);
      const address = { user, channel, direct: true, thread: null, responseUrl: null };
      looked.set(user, address);
      await draw(address);
    },
    async said(text, user) {
      const address = looked.get(user);
      if (address !== undefined && changes(text)) await draw(address);
    },
  };
}
