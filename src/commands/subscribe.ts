import type { Answer, Card } from '../cards/card.ts';
import { clamp } from '../cards/clamp.ts';
import { commandHelpCard } from '../cards/help-card.ts';
import { dateInWords } from '../cards/dates.ts';
import { correctionText } from '../cards/correction-line.ts';
import { line } from '../cards/line.ts';
import { subscribedCard } from '../cards/subscribed-card.ts';
import type { Subscribed } from '../cards/subscribed-card.ts';
import { withNote } from '../cards/with-note.ts';
import type { Request } from '../chat/request.ts';
import { NotFilled } from '../search/index-gate.ts';
import { parseQuery } from '../search/query.ts';
import type { Query } from '../search/query.ts';
import type { SearchResult } from '../search/search-index.ts';
import type { Subscription, Wish } from '../subscription/subscription.ts';
import { localDate } from '../subscription/timetable.ts';
import { readTokens } from '../subscription/tokens.ts';
import { inMenu, notAllowed, problem, toPerson, toPlace } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import { nextPost } from '../selection/next-posts.ts';
import { noteInWords } from './note-in-words.ts';
import { readWish } from './read-wish.ts';
import { wishForm } from './wish-form.ts';
import { withoutTo } from './without-to.ts';

/** More posts than this a day are a mistake, not a wish. */
const MAX_IN_A_PLACE = 25;
/** As chats write the name of a channel. */
const PLACE = /^#(?!\d+$)/u;

/** Asks for a paper of the day in this place. */
export const subscribe: Command = {
  name: 'subscribe',
  aliases: [],
  usage:
    '[topic] [filters] [at HH:MM] [in Zone/City] [on days|weekly] [top N] [quiet|say-why|best-unseen] [thread] [from date]',
  summary: 'Post a paper of the day here.',
  details: [
    'What is not said is any paper, at 09:00, on every day, one paper. The parts can come in any order.',
    'Topic and filters are those of a search. Times are like 9:00, 9am or 21h; days like weekdays, mon,wed or every day except friday; a zone is a city or a name like Europe/Berlin.',
    'weekly is once a week, on the day that you say or on that of today. from 2026-12-01, or from monday, names the first day.',
    'On a day without a new paper the best earlier one comes (best-unseen), or a line that says why there is none (say-why), or nothing (quiet).',
    'A paper is not shown here twice before all that fit have been. With thread at the end, its abstract comes as a first reply.',
  ],
  examples: [
    'subscribe every day',
    'subscribe quantization at 8:30 on weekdays',
    'subscribe diffusion cat:cs.CV -survey at 9am in New York top 3',
  ],
  fits: () => true,
  async run(said, request, parts) {
    if (/^(?:help|\?|-h|--help)[.!?]?$/iu.test(said.trim()))
      return toPerson(commandHelpCard(inMenu(subscribe, request)));
    if (!request.mayConfigure) return notAllowed(request);
    const args = withoutTo(said);
    const tokens = readTokens(args);
    if (tokens.length === 0 && request.dialogs) return asked(request);
    const elsewhere = tokens.find(({ text, quoted }) => !quoted && PLACE.test(text));
    if (elsewhere !== undefined) return namesAPlace(elsewhere.text, request);
    const read = readWish(args, { zone: request.zone, extras: request.extras !== undefined, now: parts.now() });
    if (read.kind === 'problem') return read.answer;
    if (isPast(read.wish, parts.now())) return beginsInThePast(read.wish);
    const here = await parts.store.subscriptions.list(request.place);
    if (here.length >= MAX_IN_A_PLACE) return tooMany(here.length);
    const at = parts.now().toISOString();
    const added = await parts.store.subscriptions.add(read.wish, request.place, request.person, at);
    const confirmed = await confirmation(added.subscription, added.existing ? 'existing' : 'new', request, parts);
    const card = guessesZone(args, request) ? withNote(confirmed, guessed(added.subscription)) : confirmed;
    return added.existing ? toPerson(card) : toPlace(card);
  },
};

/** What was understood, what fits it today and when it is posted. */
export async function confirmation(
  subscription: Subscription,
  state: Subscribed['state'],
  { hindrance, extras }: Request,
  parts: CommandParts,
  before: Wish | null = null,
): Promise<Card> {
  const query = parseQuery(subscription.query);
  const found = await searched(query, parts);
  return subscribedCard({
    subscription,
    state,
    before,
    next: (await nextPost(subscription, parts))?.at ?? null,
    fitting: found?.total ?? null,
    hindrance: await hindrance(),
    notes: [
      ...query.notes.map((note) => noteInWords(query, note)),
      ...(found?.corrections ?? []).map(correctionText),
      ...((await extras?.({ ...subscription.extras, ...(subscription.thread ? { thread: true } : {}) })) ?? []),
    ],
  });
}

/** Null while the papers are being read: what was asked for is done all the same. */
async function searched(query: Query, { index }: CommandParts): Promise<SearchResult | null> {
  try {
    return await index.search(query, { offset: 0, limit: 1 });
  } catch (error) {
    if (error instanceof NotFilled) return null;
    throw error;
  }
}

/** Whether the time counts in a zone that nobody named or knows. */
function guessesZone(args: string, { zoneIsGuessed, extras }: Request): boolean {
  if (zoneIsGuessed !== true) return false;
  const [one, other] = ['UTC', 'Asia/Tokyo'].map((zone) => readWish(args, { zone, extras: extras !== undefined }));
  return one?.kind === 'wish' && other?.kind === 'wish' && one.wish.timetable.zone !== other.wish.timetable.zone;
}

function guessed({ number, timetable: { zone } }: Subscription): string {
  return `I could not see your time zone, so this is in ${zone}. To change it, say edit ${number} in and your city, like: edit ${number} in Tokyo`;
}

/** What can be typed, and the same to fill in. */
function asked(request: Request): Answer {
  const { zone, extras } = request;
  const read = readWish('', { zone });
  if (read.kind === 'problem') return read.answer;
  const form = wishForm({
    title: 'Paper of the day',
    submit: 'Subscribe',
    says: 'subscribe',
    previews: 'preview',
    elsewhere: true,
    wish: read.wish,
    zone,
    extras: extras !== undefined,
  });
  return { ...toPerson(commandHelpCard(inMenu(subscribe, request))), form };
}

function isPast({ from, timetable }: Wish, now: Date): boolean {
  return from !== null && from < localDate(now, timetable.zone);
}

/** It could as well be about the dates of papers. */
function beginsInThePast({ from }: Wish): Answer {
  const date = from ?? '';
  return problem({
    title: `${dateInWords(date)} is over`,
    text: [
      `With from you say the first day of posts. Leave it out, and they begin with the next one.`,
      [{ text: 'For papers published since then, write ' }, { text: `after:${date}`, style: 'code' }, { text: '.' }],
    ],
  });
}

/** A channel is no topic, and nothing is set up in a place that was only named. */
function namesAPlace(name: string, { dialogs }: Request): Answer {
  return problem({
    title: `Is “${clamp(line(name), 40)}” a channel?`,
    text: [
      `A paper of the day is posted where it is asked for: say it there, without the channel.${dialogs ? ' Or choose the place in the form.' : ''}`,
      'If it is a topic, leave # away or put it in quotes.',
    ],
    ...(dialogs ? { actions: [{ label: 'Choose where', says: 'subscribe' }] } : {}),
  });
}

function tooMany(count: number): Answer {
  return problem({
    title: `There are ${count} subscriptions here already`,
    text: ['Remove one of them first: list shows them.'],
    actions: [{ label: 'Show all here', says: 'list' }],
  });
}
