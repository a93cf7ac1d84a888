import { dailyCard } from '../cards/daily-card.ts';
import { dailySentence } from '../cards/paper-actions.ts';
import { parseQuery } from '../search/query.ts';
import { toPerson } from './answers.ts';
import type { Command } from './command.ts';
import { nothingFound } from './nothing-found.ts';
import { paperOfToday } from './paper-of-today.ts';
import { rememberList } from './seen-list.ts';

/** The paper of the day of this place. */
export const today: Command = {
  name: 'today',
  aliases: [],
  usage: '',
  summary: 'Show the paper of today.',
  details: ['Where a paper was or will be posted today, it is that one. Asking does not use a paper up.'],
  examples: ['today'],
  fits: (args) => args === '',
  async run(_args, request, parts) {
    const { choices, ...day } = await paperOfToday(request.place, request.zone, parts);
    const [first] = choices;
    if (first === undefined) return nothingFound(parseQuery(day.topic), parts);
    const ids = choices.map(({ paper }) => paper.id);
    await rememberList(request, { ids, more: null }, parts);
    // Shared tomorrow, it is still the paper of today.
    const share = dailySentence(first.paper, day.date, false);
    return toPerson(dailyCard(choices, { ...day, late: false, thread: false }), share);
  },
};
