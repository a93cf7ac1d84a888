import type { Block, Fact } from '../cards/card.ts';
import { instantInWords } from '../cards/dates.ts';
import { pauseInWords } from '../cards/pause-in-words.ts';
import { wishSpans } from '../cards/wish-in-words.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { toPerson } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import { nextPosts } from '../selection/next-posts.ts';
import type { NextPost } from '../selection/next-posts.ts';
import { findSubscription, readNumber } from './numbered.ts';

/** Of one subscription; of several, only the next of each. */
const SHOWN = 3;

/** When the next posts are due. */
export const next: Command = {
  name: 'next',
  aliases: [],
  usage: '[number]',
  summary: 'Show when the next papers of the day come here.',
  details: ['preview shows what the next one would be, skip leaves it out, post brings it today.'],
  examples: ['next', 'next 1'],
  fits: (args) => args === '' || readNumber(args) !== null,
  async run(args, request, parts) {
    const here = await parts.store.subscriptions.list(request.place);
    const number = readNumber(args);
    if (number === null && here.length > 1) return all(here, parts);
    const found = await findSubscription(number, request, parts);
    if (found.kind === 'problem') return found.answer;
    const { subscription } = found;
    const posts = await nextPosts(subscription, { most: SHOWN }, parts);
    const blocks: readonly Block[] = [
      { kind: 'facts', facts: [what(subscription), ...posts.map((post, at) => due(subscription, post, at))] },
      ...(posts.length === 0 ? [rests(subscription)] : [actions(subscription, posts[0]?.date ?? '')]),
    ];
    return toPerson({ title: { text: `Next posts of subscription ${subscription.number}` }, blocks });
  },
};

async function all(here: readonly Subscription[], parts: CommandParts): ReturnType<Command['run']> {
  const blocks = await Promise.all(
    here.map(async (subscription): Promise<Block> => {
      const posts = await nextPosts(subscription, { most: 1 }, parts);
      const facts = [what(subscription), ...posts.map((post, at) => due(subscription, post, at))];
      return { kind: 'facts', facts: posts.length > 0 ? facts : [...facts, paused(subscription)] };
    }),
  );
  return toPerson({ title: { text: 'Next posts here' }, blocks });
}

function what(subscription: Subscription): Fact {
  return { label: `Number ${subscription.number}`, value: wishSpans(subscription) };
}

function due({ timetable }: Subscription, { at }: NextPost, place: number): Fact {
  return { label: place === 0 ? 'Next post' : 'Then', value: [{ text: instantInWords(at, timetable.zone) }] };
}

function paused({ pause, number }: Subscription): Fact {
  return { label: 'Paused', value: [{ text: pause === null ? 'Nothing is due.' : pauseInWords(pause, number) }] };
}

function rests(subscription: Subscription): Block {
  return { kind: 'facts', facts: [paused(subscription)] };
}

function actions({ number }: Subscription, date: string): Block {
  return {
    kind: 'actions',
    actions: [
      { label: 'Preview', says: `preview ${number}` },
      { label: 'Skip the next', says: `skip ${number} ${date}`.trim() },
    ],
  };
}
