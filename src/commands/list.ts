import { subscriptionsCard } from '../cards/subscriptions-card.ts';
import { toPerson } from './answers.ts';
import type { Command } from './command.ts';
import { subscriptionRows } from './subscription-rows.ts';

/** The subscriptions of this place. */
export const list: Command = {
  name: 'list',
  aliases: ['subscriptions'],
  usage: '',
  summary: 'Show the subscriptions of this place.',
  details: ['The numbers are for edit, pause, resume, skip, next, preview, post, why and unsubscribe.'],
  examples: ['list'],
  fits: (args) => args === '' || /^(?:all|subscriptions?)$/iu.test(args),
  run: async (_args, request, parts) => toPerson(subscriptionsCard(await subscriptionRows(request.place, parts))),
};
