import type { Answer, Fact } from '../cards/card.ts';
import { dateInWords } from '../cards/dates.ts';
import { line } from '../cards/line.ts';
import { reference as nameOf } from '../cards/paper-actions.ts';
import { paperTitle } from '../cards/paper-title.ts';
import { wishInWords } from '../cards/wish-in-words.ts';
import type { Request } from '../chat/request.ts';
import type { Paper } from '../paper/paper.ts';
import { partialDate } from '../paper/partial-date.ts';
import type { Entry } from '../store/store.ts';
import { explain, nothing, toPerson } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import { findPaper } from './find-paper.ts';
import { onlyOne } from './misfit.ts';
import { entryOfDay, paperOfDay } from './paper-of-day.ts';
import { paperOfToday } from './paper-of-today.ts';
import { isReferenceOrNothing, parseReference } from './reference.ts';
import { namesSeveral } from './references.ts';
import { wholePlace } from './whole-place.ts';
import { whyFound } from './why-found.ts';

/** Why a paper was found by the search that was seen last; or why it was chosen for this place, and when. */
export const why: Command = {
  name: 'why',
  aliases: [],
  usage: '<number|id|link> [on <date>]',
  summary: 'Say why a paper was found, or chosen as the paper of the day here.',
  details: [
    'After a search, the number of a result tells which of the words it has, where, and how much they count.',
    'The reason is the one that was written down when it was chosen. A date tells the days apart on which it was.',
  ],
  examples: ['why 1', 'why 2310.04415', 'why 2310.04415 on 2026-11-24'],
  fits: (args) => isReferenceOrNothing(asked(args).name),
  nearly: namesSeveral,
  async run(args, request, parts) {
    const { name, date } = asked(args);
    const reference = parseReference(name);
    if (args === '') return explain(why);
    if (reference === null || namesSeveral(name)) return onlyOne(why, args, request, parts);
    const found = await findPaper(reference, request, parts);
    if (found.kind === 'problem') return found.answer;
    const { paper } = found;
    const asFound = date === null ? await whyFound(paper, request, parts) : null;
    if (asFound !== null) return asFound;
    const entry = await shown(paper, date, request, parts);
    const facts = entry === null ? await notPosted(paper, date, request, parts) : await ofEntry(paper, entry, parts);
    return facts === null ? neverChosen(paper) : answer(paper, date, facts);
  },
};

/** The paper, and the date of the post that is meant; null for the last. */
function asked(args: string): { readonly name: string; readonly date: string | null } {
  const [, name = args, day] = /^(\S+)\s+on\s+(\d{4}-\d{2}-\d{2})$/iu.exec(args) ?? [];
  return { name, date: partialDate(day) };
}

/** In the thread where it is asked, or in its channel. */
async function shown(
  paper: Paper,
  date: string | null,
  { place }: Request,
  parts: CommandParts,
): Promise<Entry | null> {
  if (date !== null) return entryOfDay({ date, paper }, place, parts);
  const { ledger } = parts.store;
  return (await ledger.lastShown(place, paper.id)) ?? ledger.lastShown(wholePlace(place), paper.id);
}

async function ofEntry(paper: Paper, { slot, place, papers }: Entry, parts: CommandParts): Promise<readonly Fact[]> {
  const here = await parts.store.subscriptions.list(place);
  const subscription = here.find(({ id }) => id === slot.subscriptionId);
  const reason = papers.find(({ id }) => id === paper.id)?.reason ?? '';
  return [
    fact('Why', line(reason) || 'The reason was not written down.'),
    fact('Paper of the day', dateInWords(slot.date)),
    fact('Asked for', subscription === undefined ? 'a subscription that has ended' : wishInWords(subscription)),
  ];
}

/** It is what `today` shows, or showed on that day, where nothing was posted. */
async function notPosted(
  paper: Paper,
  day: string | null,
  request: Request,
  parts: CommandParts,
): Promise<readonly Fact[] | null> {
  const { choices, date } =
    day === null
      ? await paperOfToday(request.place, request.zone, parts)
      : await paperOfDay({ date: day, paper }, request.place, parts);
  const choice = choices.find((one) => one.paper.id === paper.id);
  if (choice === undefined) return null;
  return [
    fact('Why', line(choice.reason) || 'The reason was not written down.'),
    fact('Paper of the day', `${dateInWords(date)}, not posted here`),
  ];
}

function answer(paper: Paper, date: string | null, facts: readonly Fact[]): Answer {
  const card = {
    title: { text: 'Why this paper' },
    blocks: [
      { kind: 'text', spans: [paperTitle(paper)] },
      { kind: 'facts', facts },
    ],
  } as const;
  return toPerson(card, `why ${nameOf(paper.id)}${date === null ? '' : ` on ${date}`}`);
}

function neverChosen(paper: Paper): Answer {
  return nothing({
    title: 'This paper was not chosen for this place',
    text: [[paperTitle(paper)], 'It was not posted here as a paper of the day, so there is no reason to tell.'],
    actions: [{ label: 'Paper of today', says: 'today' }],
  });
}

function fact(label: string, text: string): Fact {
  return { label, value: [{ text }] };
}
