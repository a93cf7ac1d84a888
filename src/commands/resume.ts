import { subscriptionCard } from '../cards/subscriptions-card.ts';
import { notAllowed, toPerson, toPlace } from './answers.ts';
import type { Command } from './command.ts';
import { leftFile } from './kept-by-file.ts';
import { noSuchSubscription } from './no-such-subscription.ts';
import { findSubscription, readNumber } from './numbered.ts';
import { subscriptionRow } from './subscription-rows.ts';

/** Brings a subscription back that rests or was set aside. */
export const resume: Command = {
  name: 'resume',
  aliases: [],
  usage: '<number>',
  summary: 'Let a subscription of this place post again.',
  details: ['Also one that was set aside after a trouble: say it when that is mended. It goes on with its next post.'],
  examples: ['resume 1'],
  fits: (args) => args === '' || readNumber(args) !== null,
  async run(args, request, parts) {
    if (!request.mayConfigure) return notAllowed(request);
    const found = await findSubscription(readNumber(args), request, parts);
    if (found.kind === 'problem') return found.answer;
    const { id, number, pause } = found.subscription;
    if (pause === null) {
      const card = subscriptionCard(await subscriptionRow(found.subscription, parts));
      return toPerson({ ...card, title: { text: `Subscription ${number} is not paused` } });
    }
    if (pause.by === 'file') return leftFile(number);
    const resumed = await parts.store.subscriptions.setPause(id, null);
    if (resumed === null) return noSuchSubscription(number, await parts.store.subscriptions.list(request.place));
    const card = subscriptionCard(await subscriptionRow(resumed, parts));
    return toPlace({ ...card, title: { text: `Subscription ${number} posts again` } });
  },
};
