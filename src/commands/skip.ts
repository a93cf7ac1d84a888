import { dateInWords } from '../cards/dates.ts';
import { subscriptionCard } from '../cards/subscriptions-card.ts';
import { nothing, notAllowed, toPlace } from './answers.ts';
import type { Command } from './command.ts';
import { nextPost } from '../selection/next-posts.ts';
import { findSubscription, readNumber } from './numbered.ts';
import { subscriptionRow } from './subscription-rows.ts';

/** Leaves the next post of a subscription out. */
export const skip: Command = {
  name: 'skip',
  aliases: [],
  usage: '<number>',
  summary: 'Leave out the next post of a subscription of this place.',
  details: ['Its paper is not used up. Said again, it leaves out the one after that.'],
  examples: ['skip 1'],
  fits: (args) => args === '' || parse(args) !== null,
  async run(args, request, parts) {
    if (!request.mayConfigure) return notAllowed(request);
    const wanted = parse(args);
    const found = await findSubscription(wanted?.number ?? null, request, parts);
    if (found.kind === 'problem') return found.answer;
    const date = wanted?.date ?? null;
    const { subscription } = found;
    const { id, number, place } = subscription;
    for (;;) {
      const next = await nextPost(subscription, parts);
      if (next === null) return rests(number);
      // Of two people who press the same button one leaves this post out, and the other none.
      if (date !== null && next.date !== date) return notToCome(number, date);
      const outcome = { state: 'skipped', reason: 'Somebody here left it out.', message: null } as const;
      const slot = { subscriptionId: id, date: next.date };
      // False: somebody else, or the post itself, was faster.
      if (!(await parts.store.ledger.close(slot, place, { ...outcome, at: parts.now().toISOString() }))) continue;
      const card = subscriptionCard(await subscriptionRow(subscription, parts));
      const title = `Nothing is posted for subscription ${number} on ${dateInWords(next.date)}`;
      return toPlace({ ...card, title: { text: title } });
    }
  },
};

/** `1 2026-12-01`, as its button says: that post, and no other. */
function parse(args: string): { readonly number: number | null; readonly date: string | null } | null {
  const [, number = '', date] = /^(\S+)(?:\s+(\d{4}-\d{2}-\d{2}))?$/u.exec(args) ?? [];
  const read = readNumber(number);
  return read === null ? null : { number: read, date: date ?? null };
}

function notToCome(number: number, date: string): ReturnType<typeof nothing> {
  return nothing({
    title: `The post of ${dateInWords(date)} is not the next one any more`,
    text: ['Somebody has left it out a moment ago, or it is here already. Nothing else was left out.'],
    actions: [{ label: 'Next posts', says: `next ${number}` }],
  });
}

function rests(number: number): ReturnType<typeof nothing> {
  return nothing({
    title: `Subscription ${number} is paused`,
    text: ['There is no next post to leave out.'],
    actions: [{ label: `Resume ${number}`, says: `resume ${number}` }],
  });
}
