import { ApplicationCommandOptionType as Type } from 'discord-api-types/v10';
import type { Typing } from '../../chat/completion.ts';

/** What can be filled in behind a subcommand, and how it stands in the sentence of the grammar. */
export type Blank = {
  readonly name: string;
  /** At most 100 characters. */
  readonly description: string;
  readonly type: Type.String | Type.Integer | Type.Boolean | Type.Role;
  readonly required?: true;
  /** What is proposed while it is typed. */
  readonly completes?: Typing['what'];
  readonly choices?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  /** `{}` is the value; of a switch `on` or `off`. Without `{}` it is said where the switch is on. */
  readonly says: string;
  /** It is topic, whatever it says: never a part of the schedule. */
  readonly isTopic?: true;
  /** Several values may be given, with commas, spaces or `or` between them: each is said. */
  readonly many?: true;
};

const text = (name: string, description: string, more: Partial<Blank> = {}): Blank => ({
  name,
  description,
  type: Type.String,
  says: '{}',
  ...more,
});

const paper = text('paper', 'A number of the last list, an arXiv id, a link, or words of its title', {
  completes: 'papers',
  required: true,
});

const topic = text('topic', 'A few words; nothing is any paper', { completes: 'topics' });

const filters: readonly Blank[] = [
  text('author', 'Only papers of this author', { completes: 'authors', says: 'au:"{}"' }),
  text('category', 'Only papers of these arXiv categories, such as cs.CL, cs.LG', {
    completes: 'categories',
    says: 'cat:{}',
    many: true,
  }),
  text('after', 'Only papers from this year, month or day on, such as 2024-05', { says: 'after:{}' }),
];

const schedule: readonly Blank[] = [
  { ...topic, isTopic: true },
  ...filters,
  text('at', 'The time of the day, such as 9:00 or 9am', { says: 'at {}' }),
  text('zone', 'A city or time zone, such as Europe/Berlin', { completes: 'zones', says: 'in {}' }),
  text('days', 'Days of the week, such as weekdays or mon,wed,fri', { says: 'on {}' }),
  { name: 'top', description: 'How many papers in a post', type: Type.Integer, min: 1, max: 10, says: 'top {}' },
  { name: 'thread', description: 'Put the abstract into a thread below', type: Type.Boolean, says: 'thread:{}' },
  text('empty', 'What a day without a new paper does', { choices: ['best-unseen', 'say-why', 'quiet'] }),
  text('from', 'The first day of posts, such as 2026-12-01', { says: 'from {}' }),
  {
    name: 'crosspost',
    description: 'Pass posts on to the servers that follow this announcement channel; in words: crosspost:on',
    type: Type.Boolean,
    says: 'crosspost:{}',
  },
  {
    name: 'ping',
    description: 'A role that each post calls; in words: ping:@role; taken back by no-ping of edit',
    type: Type.Role,
    says: 'ping:@&{}',
  },
  text('tag', 'The tag of each post in a forum; in words: tag:name', { says: 'tag:"{}"' }),
];

/** A role cannot be chosen so that it is none. */
const noPing: Blank = {
  name: 'no-ping',
  description: 'Call no role any more; in words: ping:none',
  type: Type.Boolean,
  says: 'ping:none',
};

const subscription = text('number', 'The number of the subscription: /papers list shows it', {
  completes: 'subscriptions',
  required: true,
});

const anySubscription = text('number', 'The number of one subscription', { completes: 'subscriptions' });

/**
 * The blanks of each command, by its name, in the order in which they stand in the sentence. A command that is not here
 * has one for everything that its usage tells of.
 */
export const blanks: Readonly<Record<string, readonly Blank[]>> = {
  search: [
    text('query', 'What you are looking for', { completes: 'topics', required: true }),
    ...filters,
    text('sort', 'What comes first', { choices: ['relevance', 'new', 'top'], says: 'sort:{}' }),
  ],
  paper: [paper],
  similar: [paper],
  save: [paper],
  unsave: [paper],
  why: [
    anySubscription,
    text('about', 'A day such as yesterday or 2026-12-01, or a paper: a number, id or link', { completes: 'papers' }),
  ],
  cite: [
    { ...paper, description: 'A number, id or link, words of its title, or: saved' },
    text('format', 'The form of the citation', { choices: ['bibtex', 'ris'] }),
  ],
  trending: [text('period', 'How far back', { choices: ['day', 'week', 'month'] }), topic],
  random: [topic],
  subscribe: schedule,
  edit: [subscription, ...schedule, noPing],
  pause: [
    subscription,
    text('until', 'The day on which it posts again, such as 2026-12-01 or monday', { says: 'until {}' }),
  ],
  resume: [subscription],
  skip: [subscription],
  next: [anySubscription],
  preview: [subscription],
  post: [subscription],
  recap: [text('period', 'How far back', { choices: ['week', 'month'] })],
  unsubscribe: [{ ...subscription, description: 'The number of the subscription, or: all' }],
};

/** Everything that a usage tells of, typed as in a message. */
export function anyBlank(usage: string): Blank {
  const required = usage.startsWith('<');
  return text('text', usage, required ? { required: true } : {});
}

/** Says that everybody in the place sees the answer. */
export const publicly: Blank = {
  name: 'public',
  description: 'Show the answer to everybody here',
  type: Type.Boolean,
  says: '',
};
