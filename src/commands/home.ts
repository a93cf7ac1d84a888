import { dailyCard } from '../cards/daily-card.ts';
import { homeCard } from '../cards/home-card.ts';
import type { HomeRow } from '../cards/home-card.ts';
import { beforeThere, placeKey } from '../chat/place.ts';
import { personKey } from '../chat/request.ts';
import type { Request, Sight } from '../chat/request.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { toPerson } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import { paperOfToday } from './paper-of-today.ts';
import { subscriptionRow } from './subscription-rows.ts';

const SAVED = 5;
const MAX_ROWS = 25;
const byName = new Intl.Collator('en');

/**
 * Where a person begins. The subscriptions are those of this place; where nobody else listens, also those of every other
 * place that the person may read. What another place has is never shown in a place. The list that was seen last stays as it is.
 */
export const home: Command = {
  name: 'home',
  aliases: [],
  usage: '',
  summary: 'Show the paper of today, what you saved and what is subscribed.',
  details: ['In a direct message the subscriptions of the places that you may see are shown as well.'],
  examples: ['home'],
  hidden: true,
  fits: (args) => args === '',
  async run(_args, request, parts) {
    const { choices, ...day } = await paperOfToday(request.place, request.zone, parts);
    const ids = await parts.store.people.saved(request.person);
    const all = [...(await here(request, parts)), ...(request.direct ? await elsewhere(request, parts) : [])];
    const card = homeCard({
      today: choices.length === 0 ? null : dailyCard(choices, { ...day, late: false, thread: false }),
      saved: await parts.store.papers.getMany(ids.slice(0, SAVED)),
      savedCount: ids.length,
      rows: await Promise.all(all.slice(0, MAX_ROWS).map((found) => row(found, parts))),
      more: Math.max(0, all.length - MAX_ROWS),
    });
    return toPerson(card);
  },
};

/** `sight`: null for what is here. */
type Found = { readonly subscription: Subscription; readonly sight: Sight | null };

async function here({ place }: Request, parts: CommandParts): Promise<readonly Found[]> {
  return (await parts.store.subscriptions.list(place)).map((subscription) => ({ subscription, sight: null }));
}

/** Those that the person made come first, then by the names of their places. */
async function elsewhere({ place, person, sees }: Request, parts: CommandParts): Promise<readonly Found[]> {
  const all = (await parts.store.subscriptions.all()).filter((other) => other.place.platform === place.platform);
  const byPlace = Map.groupBy(all, (other) => placeKey(other.place));
  byPlace.delete(placeKey(place));
  const seen = await Promise.all(
    [...byPlace.values()].map(async (there) => ({ there, sight: there[0] && (await sees(there[0].place)) })),
  );
  const found = seen
    .flatMap(({ there, sight }) => (sight ? [{ there, sight }] : []))
    .toSorted((one, other) => byName.compare(one.sight.name, other.sight.name))
    .flatMap(({ there, sight }) => there.map((subscription) => ({ subscription, sight })));
  const me = personKey(person);
  const mine = Map.groupBy(found, ({ subscription }) => personKey(subscription.createdBy) === me);
  return [...(mine.get(true) ?? []), ...(mine.get(false) ?? [])];
}

async function row({ subscription, sight }: Found, parts: CommandParts): Promise<HomeRow> {
  const { place } = subscription;
  const shown = await subscriptionRow(subscription, parts);
  if (sight === null) return { ...shown, where: null, before: '' };
  const where = { name: sight.name, channel: place.channel };
  return { ...shown, where, before: sight.mayConfigure ? beforeThere(place) : null };
}
