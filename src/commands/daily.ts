import { dailyCard } from '../cards/daily-card.ts';
import { dailySentence } from '../cards/paper-actions.ts';
import { partialDate } from '../paper/partial-date.ts';
import { explain, toPerson } from './answers.ts';
import type { Command } from './command.ts';
import { opened } from './opened.ts';
import { findPaper } from './find-paper.ts';
import { entryOfDay, paperOfDay } from './paper-of-day.ts';
import { parseReference } from './reference.ts';
import type { Reference } from './reference.ts';
import { rememberList } from './seen-list.ts';

type Wanted = { readonly date: string; readonly isOpen: boolean; readonly reference: Reference };

/** The paper of a day again, named so that an old button still means the post that it stands under. */
export const daily: Command = {
  name: 'daily',
  aliases: [],
  usage: '<date> [open] <number|id|link>',
  summary: 'Show the paper of a day again.',
  details: ['This is what the buttons under a paper of the day say. open shows the whole abstract of that paper.'],
  examples: ['daily 2026-11-24 2310.04415', 'daily 2026-11-24 open 2310.04415'],
  hidden: true,
  // "daily" alone, or before any other word, is a search.
  fits: (args) => parse(args) !== null,
  async run(args, request, parts) {
    const wanted = parse(args);
    if (wanted === null) return explain(daily);
    const { date, isOpen, reference } = wanted;
    const found = await findPaper(reference, request, parts);
    if (found.kind === 'problem') return found.answer;
    const { paper } = found;
    const { choices, ...day } = await paperOfDay({ date, paper }, request.place, parts);
    // What was not posted is still to be chosen: reading it must not change the choice.
    if (isOpen && (await entryOfDay({ date, paper }, request.place, parts)) !== null) {
      await opened(paper, request, parts);
    }
    // A single paper shows no number, so the list that was seen last keeps its own.
    if (choices.length > 1) {
      const ids = choices.map((choice) => choice.paper.id);
      await rememberList(request, { ids, more: null }, parts);
    }
    const options = { ...day, late: false, thread: false, ...(isOpen ? { open: paper.id } : {}) };
    return toPerson(dailyCard(choices, options), dailySentence(paper, date, isOpen));
  },
};

function parse(args: string): Wanted | null {
  const [, day, open, name = ''] = /^(\d{4}-\d{2}-\d{2})\s+(open\s+)?(\S+)$/iu.exec(args) ?? [];
  const date = partialDate(day);
  const reference = parseReference(name);
  return date === null || reference === null ? null : { date, isOpen: open !== undefined, reference };
}
