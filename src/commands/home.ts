import { dailyCard } from '../cards/daily-card.ts';
import { homeCard } from '../cards/home-card.ts';
import type { HomeRow } from '../cards/home-card.ts';
import { placeKey } from '../chat/place.ts';
import type { Request } from '../chat/request.ts';
import { toPerson } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import { paperOfToday } from './paper-of-today.ts';
import { subscriptionRow } from './subscription-rows.ts';

const SAVED = 5;
const MAX_ROWS = 25;

/**
 * Where a person begins. The subscriptions are those of this place; where nobody else listens, also those that the person
 * made elsewhere and may still read there. What another place has is never shown in a place. The list that was seen last stays as it is.
 */
export const home: Command = {
  name: 'home',
  aliases: [],
  usage: '',
  summary: 'Show the paper of today, what you saved and what is subscribed.',
  details: ['In a direct message the subscriptions that you made elsewhere are shown as well.'],
  examples: ['home'],
  hidden: true,
  fits: (args) => args === '',
  async run(_args, request, parts) {
    const { choices, ...day } = await paperOfToday(request.place, request.zone, parts);
    const ids = await parts.store.people.saved(request.person);
    const card = homeCard({
      today: choices.length === 0 ? null : dailyCard(choices, { ...day, late: false, thread: false }),
      saved: await parts.store.papers.getMany(ids.slice(0, SAVED)),
      savedCount: ids.length,
      rows: await rows(request, parts),
    });
    return toPerson(card);
  },
};

async function rows({ place, person, direct, sees }: Request, parts: CommandParts): Promise<readonly HomeRow[]> {
  const here = await parts.store.subscriptions.list(place);
  const made = direct ? await parts.store.subscriptions.madeBy(person) : [];
  const elsewhere = made.filter((subscription) => placeKey(subscription.place) !== placeKey(place));
  const asked = elsewhere.slice(0, Math.max(0, MAX_ROWS - here.length));
  const seen = await Promise.all(asked.map((subscription) => sees(subscription.place)));
  return Promise.all(
    [...here, ...asked.filter((_, at) => seen[at])].slice(0, MAX_ROWS).map(async (subscription) => ({
      ...(await subscriptionRow(subscription, parts)),
      channel: here.includes(subscription) ? null : subscription.place.channel,
    })),
  );
}
