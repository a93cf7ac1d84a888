import type { Answer } from '../cards/card.ts';
import { subscriptionCard, subscriptionsCard } from '../cards/subscriptions-card.ts';
import type { Request } from '../chat/request.ts';
import type { Subscription, Wish } from '../subscription/subscription.ts';
import { explain, notAllowed, toPerson, toPlace } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import { keptByFile } from './kept-by-file.ts';
import { noSuchSubscription } from './no-such-subscription.ts';
import { readWish } from './read-wish.ts';
import { confirmation } from './subscribe.ts';
import { subscriptionRow, subscriptionRows } from './subscription-rows.ts';
import { wishForm } from './wish-form.ts';

type Wanted = { readonly number: number; readonly whole: boolean; readonly wish: string };

/** Changes one subscription of this place. */
export const edit: Command = {
  name: 'edit',
  aliases: [],
  usage:
    '<number> [topic] [filters] [at HH:MM] [in Zone/City] [on days|weekly] [top N] [quiet|say-why|best-unseen] [thread] [from date]',
  summary: 'Change a subscription of this place.',
  details: [
    'What is not said stays as it is. With to behind the number, all of it is new: edit 2 to diffusion at 9:00.',
    'Words with a minus alone are left out beside what is asked for: edit 1 -survey.',
    'list shows the numbers.',
  ],
  examples: ['edit 1 at 8:30 on weekdays', 'edit 1 quantization -survey', 'edit 1'],
  fits: (args) => args === '' || parse(args) !== null,
  async run(args, request, parts) {
    if (!request.mayConfigure) return notAllowed(request);
    const wanted = parse(args);
    if (wanted === null) return which(request, parts);
    const here = await parts.store.subscriptions.list(request.place);
    const subscription = here.find(({ number }) => number === wanted.number);
    if (subscription === undefined) return noSuchSubscription(wanted.number, here, newInstead(wanted));
    if (subscription.owner === 'file') return keptByFile(subscription);
    if (wanted.wish === '') return wanted.whole ? explain(edit) : asked(subscription, request, parts);
    const unsaid = wanted.whole ? {} : { wish: wishOf(subscription) };
    const extras = request.extras !== undefined;
    const read = readWish(wanted.wish, { zone: subscription.timetable.zone, extras, now: parts.now(), ...unsaid });
    return read.kind === 'problem' ? read.answer : change(subscription, read.wish, wanted, request, parts);
  },
};

function parse(args: string): Wanted | null {
  const [, number, to, wish] = /^#?(\d{1,9})(?:\s+(to)(?=\s|$))?(?:\s+(\S[\s\S]*))?$/iu.exec(args) ?? [];
  return number === undefined ? null : { number: Number(number), whole: to !== undefined, wish: wish ?? '' };
}

async function which(request: Request, parts: CommandParts): Promise<Answer> {
  const rows = await subscriptionRows(request.place, parts);
  const card = subscriptionsCard(rows);
  return toPerson(rows.length === 0 ? card : { ...card, title: { text: 'Which one?' } });
}

/** How it is, and the same to change. */
async function asked(subscription: Subscription, { zone, extras }: Request, parts: CommandParts): Promise<Answer> {
  const form = wishForm({
    title: `Subscription ${subscription.number}`,
    submit: 'Save',
    says: `edit ${subscription.number} to`,
    elsewhere: false,
    wish: subscription,
    zone,
    extras: extras !== undefined,
  });
  return { ...toPerson(subscriptionCard(await subscriptionRow(subscription, parts))), form };
}

/** Only the whole of a wish is one for itself. */
function newInstead({ whole, wish }: Wanted): string | null {
  return whole && wish !== '' ? `subscribe ${wish}` : null;
}

async function change(
  before: Subscription,
  wish: Wish,
  wanted: Wanted,
  request: Request,
  parts: CommandParts,
): Promise<Answer> {
  const at = parts.now().toISOString();
  const updated = await parts.store.subscriptions.update(request.place, before.number, wish, at);
  if (updated.kind === 'none') {
    const here = await parts.store.subscriptions.list(request.place);
    return noSuchSubscription(before.number, here, newInstead(wanted));
  }
  const { subscription } = updated;
  if (updated.kind === 'existing') return toPerson(await confirmation(subscription, 'existing', request, parts));
  return toPlace(await confirmation(subscription, 'changed', request, parts, wishOf(before)));
}

function wishOf({ query, timetable, top, thread, empty, from, extras }: Wish): Wish {
  return { query, timetable, top, thread, empty, from, ...(extras === undefined ? {} : { extras }) };
}
