import type { Field, Form, Option } from '../cards/form.ts';
import { COMMON_ZONES } from '../subscription/common-zones.ts';
import { EVERY_DAY } from '../subscription/day-list.ts';
import { dayName, dayTitle } from '../subscription/day-words.ts';
import { describeExtras } from '../subscription/extras-words.ts';
import type { Wish } from '../subscription/subscription.ts';
import { isZone } from '../subscription/timetable.ts';
import { joinTokens, readTokens } from '../subscription/tokens.ts';

/** The grammar of a wish, with blanks. */
const WISH = '{topic} {filters} [at {at}] [in {zone}] [on {days}] [top {top}] {thread} {empty} [from {from}]';
const EMPTY_DAYS: readonly Option[] = [
  { label: 'The best earlier one that was not shown here', value: 'best-unseen' },
  { label: 'A line that says why there is none', value: 'say-why' },
  { label: 'Nothing', value: 'quiet' },
];
/** Choices are bounded everywhere; Slack shows 100 of them. */
const MAX_ZONES = 100;

export type WishForm = {
  readonly title: string;
  readonly submit: string;
  /** What comes before the wish: `subscribe`, `edit 2 to`. */
  readonly says: string;
  /** What comes before it in the sentence that shows what would come of it. */
  readonly previews: string;
  readonly elsewhere: boolean;
  readonly wish: Wish;
  /** The zone in which the person reads a clock. */
  readonly zone: string;
  /** Posts can do more there than be read. */
  readonly extras: boolean;
};

/** All that can be asked for, to fill in. */
export function wishForm({ title, submit, says, previews, elsewhere, wish, zone, extras }: WishForm): Form {
  const words = extras ? `${WISH} {extras}` : WISH;
  return {
    title,
    submit,
    says: `${says} ${words}`,
    preview: `${previews} ${words}`,
    elsewhere,
    fields: [
      ...whatFields(wish),
      ...whenFields(wish, zone),
      ...howFields(wish),
      ...(extras ? [extrasField(wish)] : []),
    ],
  };
}

function whatFields({ query }: Wish): readonly Field[] {
  const tokens = readTokens(query);
  return [
    {
      name: 'topic',
      label: 'Topic',
      hint: 'A few words, or nothing for any paper.',
      kind: 'text',
      value: joinTokens(tokens.filter(({ filter }) => !filter)),
    },
    {
      name: 'filters',
      label: 'Filters',
      hint: 'For example: cat:cs.CL -survey after:2024 au:"Yann LeCun"',
      kind: 'text',
      value: joinTokens(tokens.filter(({ filter }) => filter)),
    },
  ];
}

function whenFields({ timetable }: Wish, zone: string): readonly Field[] {
  return [
    { name: 'at', label: 'Time', kind: 'time', value: timetable.at },
    { name: 'zone', label: 'Time zone', kind: 'choice', value: timetable.zone, options: zones(zone, timetable.zone) },
    {
      name: 'days',
      label: 'Days',
      hint: 'None is every day.',
      kind: 'choices',
      value: timetable.days.map(dayName).join(','),
      options: EVERY_DAY.map((day) => ({ label: dayTitle(day), value: dayName(day) })),
    },
  ];
}

function howFields({ top, thread, empty, from }: Wish): readonly Field[] {
  return [
    { name: 'top', label: 'Papers in a post', hint: '1 to 10', kind: 'number', value: String(top) },
    {
      name: 'thread',
      label: 'Thread',
      kind: 'choices',
      value: thread ? 'thread' : '',
      options: [{ label: 'Put the abstract into the first reply', value: 'thread' }],
    },
    {
      name: 'empty',
      label: 'No new paper',
      hint: 'What is posted on a day without a new paper that fits.',
      kind: 'choice',
      value: empty,
      options: EMPTY_DAYS,
    },
    { name: 'from', label: 'First day', hint: 'For example 2026-12-01', kind: 'text', value: from ?? '' },
  ];
}

function extrasField({ extras = {} }: Wish): Field {
  return {
    name: 'extras',
    label: 'More',
    hint: 'crosspost:on, ping:@role, tag:name',
    kind: 'text',
    value: describeExtras(extras).join(' '),
  };
}

/** The person's own zone first, then the one that was chosen, then the common ones. */
function zones(own: string, chosen: string): readonly Option[] {
  const names = new Set([own, chosen, ...COMMON_ZONES].filter(isZone));
  return [...names].slice(0, MAX_ZONES).map((name) => ({ label: name.replaceAll('_', ' '), value: name }));
}
