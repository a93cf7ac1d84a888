import type { Address } from './address.ts';
import type { Ask } from './ask.ts';
import type { Direct } from './direct.ts';
import { textOf } from './fields.ts';
import type { Fields } from './fields.ts';
import { homeView } from './search-view.ts';
import type { Views } from './views.ts';

export type Home = {
  /** The event of https://docs.slack.dev/reference/events/app_home_opened */
  opened(event: Fields): Promise<void>;
  /** Draws the home tab of a person as it is now. */
  draw(address: Address): Promise<void>;
};

/** The sentence that answers with what belongs on the home tab. */
const homeSentence = 'home';

export function createHome({
  ask,
  direct,
  views,
}: {
  readonly ask: Ask;
  readonly direct: Direct;
  readonly views: Views;
}): Home {
  const draw = (address: Address): Promise<void> =>
    views.publish(address.user, async () => {
      const { card } = await ask(homeSentence, { user: address.user, channel: address.channel, member: 'yes' });
      return homeView({ address, depth: 0, fromHome: true, form: null }, card);
    });
  return {
    draw,
    async opened(event) {
      const user = textOf(event['user']);
      if (user === null || event['tab'] !== 'home') return;
      const channel = textOf(event['channel']) ?? (await direct(user));
      await draw({ user, channel, thread: null, responseUrl: null });
    },
  };
}
