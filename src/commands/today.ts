import type { Answer } from '../cards/card.ts';
import { clamp } from '../cards/clamp.ts';
import { dailyCard } from '../cards/daily-card.ts';
import { line } from '../cards/line.ts';
import { dailySentence } from '../cards/paper-actions.ts';
import { withNote } from '../cards/with-note.ts';
import { parseQuery } from '../search/query.ts';
import { nothing, toPerson } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import { nothingFound } from './nothing-found.ts';
import { daysOfToday } from './paper-of-today.ts';
import type { SubscribedDay } from './paper-of-today.ts';
import { rememberList } from './seen-list.ts';

/** The paper of the day of this place. */
export const today: Command = {
  name: 'today',
  aliases: [],
  usage: '',
  summary: 'Show the paper of today.',
  details: [
    'Where a paper was or will be posted today, it is that one. Asking does not use a paper up.',
    'Where several are subscribed, it is the paper of each.',
  ],
  examples: ['today'],
  fits: (args) => args === '',
  async run(_args, request, parts) {
    const days = await daysOfToday(request.place, request.zone, parts);
    const [first, ...others] = days.filter(({ day }) => day.choices.length > 0);
    if (first === undefined) return noPaper(days, parts);
    const all = [first, ...others].flatMap(({ day }) => day.choices);
    const choices = [...new Map(all.toReversed().map((choice) => [choice.paper.id, choice])).values()].toReversed();
    await rememberList(request, { ids: choices.map(({ paper }) => paper.id), more: null }, parts);
    const { date, startsOver, topic } = first.day;
    const common = { date, late: false, thread: false };
    const card =
      others.length === 0
        ? dailyCard(choices, { ...common, startsOver, topic })
        : dailyCard(choices, { ...common, startsOver: false, topic: '' });
    return toPerson(withEmpty(card, days), others.length === 0 ? shareOf(first) : 'today');
  },
};

/** Shared tomorrow, it is still the paper of today. */
function shareOf({ day: { choices, date } }: SubscribedDay): string | null {
  const [choice] = choices;
  return choice === undefined ? null : dailySentence(choice.paper, date, false);
}

/** The subscriptions that have none are told by their numbers. */
function withEmpty(card: Answer['card'], days: readonly SubscribedDay[]): Answer['card'] {
  const empty = days.filter(({ day }) => day.choices.length === 0).map(nameOf);
  return empty.length === 0 ? card : withNote(card, `${empty.join(', ')}: no paper fits today.`);
}

async function noPaper(days: readonly SubscribedDay[], parts: CommandParts): Promise<Answer> {
  // Nothing is subscribed, or there are no papers at all.
  const isSubscribed = days.some(({ subscription }) => subscription !== null);
  if (!isSubscribed || (await parts.index.size()) === 0) return nothingFound(parseQuery(''), parts);
  return nothing({
    title: 'There is no paper of today here',
    text: [`No paper fits what is subscribed here. ${days.map(nameOf).join(', ')}.`],
    actions: [{ label: 'Show all here', says: 'list' }],
  });
}

function nameOf({ subscription, day }: SubscribedDay): string {
  const topic = line(day.topic);
  return `Number ${subscription?.number ?? 1}${topic === '' ? '' : ` (${clamp(topic, 60)})`}`;
}
