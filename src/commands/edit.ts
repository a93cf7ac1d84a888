import type { Answer } from '../cards/card.ts';
import type { Form } from '../cards/form.ts';
import { subscriptionCard, subscriptionsCard } from '../cards/subscriptions-card.ts';
import type { Request } from '../chat/request.ts';
import { describeWish, plainWish } from '../subscription/grammar.ts';
import type { Subscription, Wish } from '../subscription/subscription.ts';
import { MARKS, marksOf, mergeWishes } from '../subscription/wish-marks.ts';
import type { Merged } from '../subscription/wish-marks.ts';
import { explain, notAllowed, toPerson, toPlace } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import { keptByFile } from './kept-by-file.ts';
import { noSuchSubscription } from './no-such-subscription.ts';
import { changedMeanwhile, othersStay } from './changed-meanwhile.ts';
import { readWish } from './read-wish.ts';
import { confirmation } from './subscribe.ts';
import { subscriptionRow, subscriptionRows } from './subscription-rows.ts';
import { wishForm } from './wish-form.ts';

type Wanted = {
  readonly number: number;
  /** What the subscription was when the form was opened that this comes from: see wish-marks.ts. */
  readonly marks: string | null;
  readonly whole: boolean;
  readonly wish: string;
};

/** Changes one subscription of this place. */
export const edit: Command = {
  name: 'edit',
  aliases: [],
  usage:
    '<number> [topic] [filters] [at HH:MM] [in Zone/City] [on days|weekly] [top N] [quiet|say-why|best-unseen] [thread] [from date]',
  summary: 'Change a subscription of this place.',
  details: [
    'What is not said stays as it is. With to behind the number, all of it is new: edit 2 to diffusion at 9:00.',
    'Words with a minus alone are left out beside what is asked for: edit 1 -survey.',
    'list shows the numbers.',
  ],
  examples: ['edit 1 at 8:30 on weekdays', 'edit 1 quantization -survey', 'edit 1'],
  fits: (args) => args === '' || parse(args) !== null,
  async run(args, request, parts) {
    if (!request.mayConfigure) return notAllowed(request);
    const wanted = parse(args);
    if (wanted === null) return which(request, parts);
    const here = await parts.store.subscriptions.list(request.place);
    const subscription = here.find(({ number }) => number === wanted.number);
    if (subscription === undefined) return ended(wanted, here, request);
    if (subscription.owner === 'file') return keptByFile(subscription);
    if (wanted.wish === '') return wanted.whole ? explain(edit) : asked(subscription, wanted, request, parts);
    const unsaid = wanted.whole ? {} : { wish: wishOf(subscription) };
    const extras = request.extras !== undefined;
    const read = readWish(wanted.wish, { zone: subscription.timetable.zone, extras, now: parts.now(), ...unsaid });
    if (read.kind === 'problem') return read.answer;
    const merged = merge(wanted, subscription, read.wish);
    if (merged.conflicts.length > 0) return changedMeanwhile(subscription, merged);
    const saved = await change(subscription, merged, wanted, request, parts);
    // Somebody was faster: what it is now counts.
    return saved ?? edit.run(args, request, parts);
  },
};

const SHAPE = new RegExp(`^#?(\\d{1,9})(?:\\s+(${MARKS.source}))?(?:\\s+(to)(?=\\s|$))?(?:\\s+(\\S[\\s\\S]*))?$`, 'iu');

function parse(args: string): Wanted | null {
  const [, number, marks, to, wish] = SHAPE.exec(args) ?? [];
  if (number === undefined) return null;
  return { number: Number(number), marks: marks ?? null, whole: to !== undefined, wish: wish ?? '' };
}

/** In a form everything is said, also what was only left as it was. */
function merge({ marks, whole }: Wanted, theirs: Subscription, mine: Wish): Merged {
  if (marks === null || !whole) return { wish: mine, others: [], conflicts: [] };
  return mergeWishes(marks, wishOf(theirs), mine);
}

async function which(request: Request, parts: CommandParts): Promise<Answer> {
  const rows = await subscriptionRows(request.place, parts);
  const card = subscriptionsCard(rows);
  return toPerson(rows.length === 0 ? card : { ...card, title: { text: 'Which one?' } });
}

/** How it is, and the same to change. */
async function asked(
  subscription: Subscription,
  { marks }: Wanted,
  request: Request,
  parts: CommandParts,
): Promise<Answer> {
  const form = formOf(subscription.number, marks ?? marksOf(subscription), subscription, request);
  return { ...toPerson(subscriptionCard(await subscriptionRow(subscription, parts))), form };
}

function formOf(number: number, marks: string, wish: Wish, { zone, extras }: Request): Form {
  const says = `edit ${number} ${marks}`;
  const form = wishForm({
    title: `Subscription ${number}`,
    submit: 'Save',
    says: `${says} to`,
    previews: `preview ${number} to`,
    elsewhere: false,
    wish,
    zone,
    extras: extras !== undefined,
  });
  return { ...form, again: says };
}

/** It is gone. A form that stood open meanwhile is still read, so that nothing that was written in it is lost. */
function ended(wanted: Wanted, here: readonly Subscription[], request: Request): Answer {
  const { number, marks, whole, wish } = wanted;
  // Only the whole of a wish is one for itself.
  const instead = whole && wish !== '' ? `subscribe ${wish}` : null;
  const answer = noSuchSubscription(number, here, instead);
  return marks === null || wish !== ''
    ? answer
    : { ...answer, form: formOf(number, marks, plainWish(request.zone), request) };
}

/** Null where somebody else has changed it in between. */
async function change(
  before: Subscription,
  { wish, others }: Merged,
  wanted: Wanted,
  request: Request,
  parts: CommandParts,
): Promise<Answer | null> {
  const was = wishOf(before);
  if (describeWish(wish) === describeWish(was)) {
    const card = subscriptionCard(await subscriptionRow(before, parts));
    return toPerson({ ...card, title: { text: `Subscription ${before.number} is like this already` } });
  }
  const at = parts.now().toISOString();
  const updated = await parts.store.subscriptions.update(request.place, before.number, wish, at, was);
  if (updated.kind === 'changed') return null;
  if (updated.kind === 'none') return ended(wanted, await parts.store.subscriptions.list(request.place), request);
  const { subscription } = updated;
  if (updated.kind === 'existing') return toPerson(await confirmation(subscription, 'existing', request, parts));
  return toPlace(othersStay(await confirmation(subscription, 'changed', request, parts, was), others));
}

function wishOf({ query, timetable, top, thread, empty, from, extras }: Wish): Wish {
  return { query, timetable, top, thread, empty, from, ...(extras === undefined ? {} : { extras }) };
}
