import type { Answer } from '../cards/card.ts';
import { noticeCard } from '../cards/notice-card.ts';
import { subscriptionsCard } from '../cards/subscriptions-card.ts';
import type { Request } from '../chat/request.ts';
import { describeWish } from '../subscription/grammar.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { notice, toPerson, toPlace } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import { subscriptionRows } from './subscription-rows.ts';

/** Ends one subscription of this place, or all of them. */
export const unsubscribe: Command = {
  name: 'unsubscribe',
  aliases: [],
  usage: '<number|all>',
  summary: 'End a subscription of this place.',
  details: ['list shows the numbers.'],
  examples: ['unsubscribe 1', 'unsubscribe all'],
  fits: () => true,
  async run(args, request, parts) {
    const here = await parts.store.subscriptions.list(request.place);
    if (here.length === 0) return toPerson(subscriptionsCard([]));
    const wanted = /^(?:(?:from\s+)?(all)|#?(\d{1,9}))$/iu.exec(args);
    if (wanted === null) return ask(args, request, parts);
    const numbers = wanted[1] === undefined ? [Number(wanted[2])] : here.map(({ number }) => number);
    const removed: Subscription[] = [];
    for (const number of numbers) {
      const subscription = await parts.store.subscriptions.remove(request.place, number);
      if (subscription !== null) removed.push(subscription);
    }
    return removed.length === 0 ? noSuch(Number(wanted[2]), here) : ended(removed);
  },
};

async function ask(args: string, request: Request, parts: CommandParts): Promise<Answer> {
  const card = subscriptionsCard(await subscriptionRows(request.place, parts));
  const title = args === '' ? 'Which one?' : 'Which one? Say its number, or all';
  return toPerson({ ...card, title: { text: title } });
}

function noSuch(number: number, here: readonly Subscription[]): Answer {
  const numbers = here.map((subscription) => subscription.number).join(', ');
  return notice({
    title: `There is no subscription ${number} here`,
    text: [here.length === 1 ? `The only one is number ${numbers}.` : `There are ${numbers}.`],
    actions: [{ label: 'Show all here', says: 'list' }],
  });
}

function ended(removed: readonly Subscription[]): Answer {
  const title =
    removed.length === 1
      ? `Subscription ${removed[0]?.number ?? ''} has ended`
      : `${removed.length} subscriptions have ended`;
  return toPlace(
    noticeCard({
      title,
      text: removed.map((subscription) => [
        { text: 'It was: ' },
        { text: `subscribe ${describeWish(subscription)}`, style: 'code' },
      ]),
    }),
  );
}
