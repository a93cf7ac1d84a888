import type { Answer, Block } from '../cards/card.ts';
import { dateInWords } from '../cards/dates.ts';
import { line } from '../cards/line.ts';
import { reference as nameOf } from '../cards/paper-actions.ts';
import { paperTitle } from '../cards/paper-title.ts';
import { subscriptionsCard } from '../cards/subscriptions-card.ts';
import { wholePlace } from '../chat/place.ts';
import type { Request } from '../chat/request.ts';
import type { Paper } from '../paper/paper.ts';
import type { Entry } from '../store/store.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { localDate } from '../subscription/timetable.ts';
import { problem, toPerson } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import { findPaper } from './find-paper.ts';
import { onlyOne } from './misfit.ts';
import { findSubscription } from './numbered.ts';
import { entryOfDay, paperOfDay } from './paper-of-day.ts';
import { paperOfToday } from './paper-of-today.ts';
import { possibleDays } from './read-day.ts';
import { parseReference } from './reference.ts';
import { namesSeveral } from './references.ts';
import { recallList } from './seen-list.ts';
import { readWhy } from './why-asked.ts';
import type { WhyAsked } from './why-asked.ts';
import { whyDay } from './why-day.ts';
import { fact, slotBlocks } from './why-facts.ts';
import { whyFound } from './why-found.ts';
import { whyNot } from './why-not.ts';

/** Why a paper was found, or chosen for this place or not, and what became of a day. */
export const why: Command = {
  name: 'why',
  aliases: [],
  usage: '[number] [date|id|link]',
  summary: 'Say why a paper was found, or chosen as the paper of the day here, or why none came.',
  details: [
    'Alone it tells of the last posts here. The reason is the one that was written down when the paper was chosen.',
    'After a search, the number of a result tells which of the words it has, where, and how much they count.',
    'A number is one of the list that you saw last, or else that of a subscription: list shows those.',
  ],
  examples: ['why', 'why 1 2026-11-24', 'why 2310.04415', 'why 1 2310.04415 on 2026-11-24'],
  // Whether it is a day does not depend on which day is today.
  fits: (args) => readWhy(args, '2000-01-01') !== null,
  nearly: (args) => namesSeveral(args) || ambiguousDay(args) !== null,
  async run(args, request, parts) {
    const asked = readWhy(args, localDate(parts.now(), request.zone));
    const ambiguous = ambiguousDay(args);
    if (ambiguous !== null) return whichDay(args, ambiguous);
    if (asked === null) return onlyOne(why, args, request, parts);
    const number = asked.number ?? (await onlyNumber(asked, request, parts));
    if (number === null && asked.name !== null) return ofPaper(asked.name, asked, request, parts);
    const here = await parts.store.subscriptions.list(request.place);
    if (number === null) return ofPlace(here, asked.date, request, parts);
    const found = await findSubscription(number, request, parts);
    if (found.kind === 'problem') return found.answer;
    if (asked.number === null || asked.name === null) return whyDay([found.subscription], asked.date, parts);
    return ofPaper(asked.name, asked, request, parts);
  },
};

/** The last word of a question, where it may be one of two days: `why 1 05/06/2026`. */
function ambiguousDay(args: string): { readonly said: string; readonly days: readonly string[] } | null {
  const said = args.trim().split(/\s+/u).at(-1) ?? '';
  const days = possibleDays(said);
  const [day] = days;
  if (day === undefined || days.length < 2) return null;
  return readWhy(`${args.trim().slice(0, -said.length)}${day}`, day) === null ? null : { said, days };
}

function whichDay(args: string, { said, days }: { readonly said: string; readonly days: readonly string[] }): Answer {
  const before = args.trim().slice(0, -said.length);
  return problem({
    title: `Which day is ${said}?`,
    text: ['Day and month could be either way round.'],
    actions: days.map((day) => ({ label: dateInWords(day), says: `why ${before}${day}` })),
  });
}

/** All that became of a day there, also by what has ended since. */
async function ofPlace(
  here: readonly Subscription[],
  date: string | null,
  { place }: Request,
  parts: CommandParts,
): Promise<Answer> {
  const ids = new Set(here.map(({ id }) => id));
  const entries = date === null ? [] : await parts.store.ledger.onDate(place, date);
  const ended = entries.filter(({ slot }) => !ids.has(slot.subscriptionId));
  if (here.length === 0 && ended.length === 0) return noneHere();
  const blocks = await Promise.all(ended.map((entry) => slotBlocks(entry, null, null, parts)));
  if (here.length === 0) {
    const title = { text: `What happened here on ${dateInWords(date ?? '')}` };
    return toPerson({ title, blocks: blocks.flat() });
  }
  const answer = await whyDay(here, date, parts);
  if (ended.length === 0) return answer;
  return toPerson({ ...answer.card, blocks: [...answer.card.blocks, ...blocks.flat()] });
}

/** A number alone that the last list has not is that of a subscription. */
async function onlyNumber({ name }: WhyAsked, request: Request, parts: CommandParts): Promise<number | null> {
  const reference = name === null ? null : parseReference(name);
  if (reference?.kind !== 'number') return null;
  const seen = await recallList(request, parts);
  if (seen?.ids[reference.number - 1] !== undefined) return null;
  const here = await parts.store.subscriptions.list(request.place);
  return here.some(({ number }) => number === reference.number) ? reference.number : null;
}

async function ofPaper(name: string, asked: WhyAsked, request: Request, parts: CommandParts): Promise<Answer> {
  const reference = parseReference(name);
  if (reference === null) return onlyOne(why, name, request, parts);
  const found = await findPaper(reference, request, parts);
  if (found.kind === 'problem') return found.answer;
  const { paper } = found;
  const asFound = reference.kind === 'number' && isNameAlone(asked) ? await whyFound(paper, request, parts) : null;
  if (asFound !== null) return asFound;
  const [only] = asked.number === null ? [] : await meant(asked, request, parts);
  const entry =
    only === undefined ? await shown(paper, asked, request, parts) : await shownBy(only, paper, asked, parts);
  const blocks = entry === null ? null : await ofEntry(paper, entry, parts);
  const told = blocks ?? (only === undefined ? await notPosted(paper, asked.date, request, parts) : null);
  if (told === null) return whyNot(paper, asked.date, await meant(asked, request, parts), parts);
  const by = only === undefined ? '' : `${only.number} `;
  const on = asked.date === null ? '' : ` on ${asked.date}`;
  return toPerson({ title: { text: 'Why this paper' }, blocks: told }, `why ${by}${nameOf(paper.id)}${on}`);
}

function isNameAlone({ number, date }: WhyAsked): boolean {
  return number === null && date === null;
}

/** In the thread where it is asked, or in its channel. */
async function shown(paper: Paper, { date }: WhyAsked, { place }: Request, parts: CommandParts): Promise<Entry | null> {
  if (date !== null) return entryOfDay({ date, paper }, place, parts);
  const { ledger } = parts.store;
  return (await ledger.lastShown(place, paper.id)) ?? ledger.lastShown(wholePlace(place), paper.id);
}

/** With which post of that subscription, on that day or the last one, it was shown. */
async function shownBy(
  { id, place }: Subscription,
  paper: Paper,
  { date }: WhyAsked,
  { store }: CommandParts,
): Promise<Entry | null> {
  const entry =
    date === null
      ? await store.ledger.lastShown(place, paper.id)
      : await store.ledger.get({ subscriptionId: id, date });
  const isIts = entry?.slot.subscriptionId === id && entry.papers.some((one) => one.id === paper.id);
  return isIts ? entry : null;
}

async function ofEntry(paper: Paper, entry: Entry, parts: CommandParts): Promise<readonly Block[]> {
  const here = await parts.store.subscriptions.list(entry.place);
  const subscription = here.find(({ id }) => id === entry.slot.subscriptionId) ?? null;
  return slotBlocks(entry, subscription, paper.id, parts);
}

/** It is what `today` shows, or showed on that day, where nothing was posted. */
async function notPosted(
  paper: Paper,
  day: string | null,
  request: Request,
  parts: CommandParts,
): Promise<readonly Block[] | null> {
  const { choices, date } =
    day === null
      ? await paperOfToday(request.place, request.zone, parts)
      : await paperOfDay({ date: day, paper }, request.place, parts);
  const choice = choices.find((one) => one.paper.id === paper.id);
  if (choice === undefined || choice.reason === '') return null;
  const facts = [fact('Why', line(choice.reason)), fact('Paper of the day', `${dateInWords(date)}, not posted here`)];
  return [
    { kind: 'text', spans: [paperTitle(paper)] },
    { kind: 'facts', facts },
  ];
}

/** The subscription that was named, or all of the place. */
async function meant({ number }: WhyAsked, { place }: Request, parts: CommandParts): Promise<readonly Subscription[]> {
  const here = await parts.store.subscriptions.list(place);
  return number === null ? here : here.filter((subscription) => subscription.number === number);
}

function noneHere(): Answer {
  return { ...toPerson(subscriptionsCard([])), outcome: 'nothing' };
}
