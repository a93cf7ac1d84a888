import { subscriptionCard } from '../cards/subscriptions-card.ts';
import { notAllowed, toPerson, toPlace } from './answers.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { slotInstant } from '../subscription/timetable.ts';
import type { Command, CommandParts } from './command.ts';
import { leftFile } from './kept-by-file.ts';
import { noSuchSubscription } from './no-such-subscription.ts';
import { findSubscription, readNumber } from './numbered.ts';
import { subscriptionRow } from './subscription-rows.ts';

/** So many of the newest are taken back at once; said again, more. */
const MOST_SKIPS = 100;

/** Brings a subscription back that rests or was set aside. */
export const resume: Command = {
  name: 'resume',
  aliases: [],
  usage: '<number>',
  summary: 'Let a subscription of this place post again.',
  details: [
    'Also one that was set aside after a trouble: say it when that is mended. It goes on with its next post.',
    'One that is not paused gets back the posts to come that skip left out.',
  ],
  examples: ['resume 1'],
  fits: (args) => args === '' || readNumber(args) !== null,
  async run(args, request, parts) {
    if (!request.mayConfigure) return notAllowed(request);
    const found = await findSubscription(readNumber(args), request, parts);
    if (found.kind === 'problem') return found.answer;
    const { id, number, pause } = found.subscription;
    if (pause === null) {
      const isBack = await takeSkipsBack(found.subscription, parts);
      const card = subscriptionCard(await subscriptionRow(found.subscription, parts));
      if (isBack) return toPlace({ ...card, title: { text: `Subscription ${number} leaves nothing out` } });
      return toPerson({ ...card, title: { text: `Subscription ${number} is not paused` } });
    }
    if (pause.by === 'file') return leftFile(number);
    const resumed = await parts.store.subscriptions.setPause(id, null);
    if (resumed === null) return noSuchSubscription(number, await parts.store.subscriptions.list(request.place));
    const card = subscriptionCard(await subscriptionRow(resumed, parts));
    return toPlace({ ...card, title: { text: `Subscription ${number} posts again` } });
  },
};

/** Whether there were any: only somebody here closes a slot before its time. */
async function takeSkipsBack({ id, timetable }: Subscription, { store, now }: CommandParts): Promise<boolean> {
  let isBack = false;
  for (const { slot, outcome } of await store.ledger.recent(id, MOST_SKIPS)) {
    const isToCome = slotInstant(timetable, slot.date).getTime() > now().getTime();
    if (isToCome && outcome?.state === 'skipped') isBack = (await store.ledger.reopen(slot)) || isBack;
  }
  return isBack;
}
