import type { Answer, Span } from '../cards/card.ts';
import { noticeCard } from '../cards/notice-card.ts';
import { subscriptionsCard } from '../cards/subscriptions-card.ts';
import type { Request } from '../chat/request.ts';
import { describeWish } from '../subscription/grammar.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { notAllowed, toPerson, toPlace } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import { isKeptByFile, keptByFile } from './kept-by-file.ts';
import { noSuchSubscription } from './no-such-subscription.ts';
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
    if (!request.mayConfigure) return notAllowed(request);
    const here = await parts.store.subscriptions.list(request.place);
    const wanted = /^(?:(?:from\s+)?(all)|#?(\d{1,9}))$/iu.exec(args);
    if (wanted === null) return ask(args, request, parts);
    const meant = wanted[1] === undefined ? here.filter(({ number }) => number === Number(wanted[2])) : here;
    const kept = meant.filter(isKeptByFile);
    const removed: Subscription[] = [];
    for (const { number } of meant.filter((one) => !kept.includes(one))) {
      const subscription = await parts.store.subscriptions.remove(request.place, number);
      if (subscription !== null) removed.push(subscription);
    }
    if (removed.length > 0) return ended(removed, kept);
    const [first] = kept;
    if (first !== undefined) return keptByFile(first);
    return wanted[1] === undefined ? noSuchSubscription(Number(wanted[2]), here) : toPerson(subscriptionsCard([]));
  },
};

async function ask(args: string, request: Request, parts: CommandParts): Promise<Answer> {
  const rows = await subscriptionRows(request.place, parts);
  const card = subscriptionsCard(rows);
  if (rows.length === 0) return toPerson(card);
  const title = args === '' ? 'Which one?' : 'Which one? Say its number, or all';
  return { ...toPerson({ ...card, title: { text: title } }), outcome: args === '' ? 'ok' : 'problem' };
}

function ended(removed: readonly Subscription[], kept: readonly Subscription[]): Answer {
  const title =
    removed.length === 1
      ? `Subscription ${removed[0]?.number ?? ''} has ended`
      : `${removed.length} subscriptions have ended`;
  return toPlace(
    noticeCard({
      title,
      text: [
        ...removed.map((subscription): readonly Span[] => [
          { text: 'It was: ' },
          { text: `subscribe ${describeWish(subscription)}`, style: 'code' },
        ]),
        ...kept.map(({ number }) => `Subscription ${number} stays: whoever runs Paperboy keeps it in a file.`),
      ],
    }),
  );
}
