import type { Answer } from '../cards/card.ts';
import { dateInWords } from '../cards/dates.ts';
import { noticeCard } from '../cards/notice-card.ts';
import type { Entry } from '../store/store.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { localDate } from '../subscription/timetable.ts';
import { nothing, notAllowed, toPlace } from './answers.ts';
import type { Command } from './command.ts';
import { noSuchSubscription } from './no-such-subscription.ts';
import { findSubscription, readNumber } from './numbered.ts';

/** Brings the paper of today before its time. */
export const post: Command = {
  name: 'post',
  aliases: [],
  usage: '<number>',
  summary: 'Post the paper of today of a subscription now.',
  details: ['There is one post a day, never two. One that was left out, or did not succeed, is brought after all.'],
  examples: ['post 1'],
  fits: (args) => args === '' || readNumber(args) !== null,
  async run(args, request, parts) {
    if (!request.mayConfigure) return notAllowed(request);
    const found = await findSubscription(readNumber(args), request, parts);
    if (found.kind === 'problem') return found.answer;
    const { subscription } = found;
    const { id, number, timetable, place } = subscription;
    const date = localDate(parts.now(), timetable.zone);
    const slot = { subscriptionId: id, date };
    const entry = await parts.store.ledger.get(slot);
    if (entry !== null && !(await parts.store.ledger.reopen(slot))) return hadOne(subscription, entry);
    if (!(await parts.store.subscriptions.hurry(id, date))) {
      return noSuchSubscription(number, await parts.store.subscriptions.list(place));
    }
    const text = ['Within a minute. It is the post of this day: none comes later today.'];
    return toPlace(noticeCard({ title: `The paper of today of subscription ${number} comes now`, text }));
  },
};

function hadOne({ number }: Subscription, { slot, outcome }: Entry): Answer {
  const when = dateInWords(slot.date);
  const titles = {
    sent: `The paper of ${when} is here already`,
    skipped: `The post of ${when} was left out`,
    missed: `The post of ${when} was missed`,
    failed: `The post of ${when} did not succeed`,
    unknown: `The post of ${when} may be here already`,
  };
  const title = outcome === null ? 'It is being posted just now' : titles[outcome.state];
  return nothing({
    title,
    text: [
      ...(outcome === null || outcome.reason === '' ? [] : [outcome.reason]),
      'There is one post a day, never two.',
    ],
    actions: [
      { label: 'Why', says: `why ${number} ${slot.date}` },
      { label: 'Next posts', says: `next ${number}` },
    ],
  });
}
