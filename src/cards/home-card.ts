import type { Paper } from '../paper/paper.ts';
import type { Block, Card, Span } from './card.ts';
import { dotted } from './dotted.ts';
import { itemActions } from './paper-actions.ts';
import { paperLine } from './paper-facts.ts';
import { paperTitle } from './paper-title.ts';
import { subscriptionActions, subscriptionFacts } from './subscriptions-card.ts';
import type { SubscriptionRow } from './subscriptions-card.ts';

export type Home = {
  /** The paper of today, as it is shown by itself; null when there is none. */
  readonly today: Card | null;
  /** What this person saved last, newest first. */
  readonly saved: readonly Paper[];
  /** How many that person saved in all. */
  readonly savedCount: number;
  readonly rows: readonly HomeRow[];
  /** How many there are besides. */
  readonly more: number;
};

export type HomeRow = SubscriptionRow & {
  /** The channel that it posts to; null: the place where this is shown. */
  readonly where: { readonly name: string; readonly channel: string } | null;
  /** What has to be said before a sentence about it: see {@link subscriptionActions}. Null: it is not this person's to change. */
  readonly before: string | null;
};

/** Where a person begins: the paper of today, what was saved, what is subscribed, and how to search. */
export function homeCard({ today, saved, savedCount, rows, more }: Home): Card {
  return {
    title: { text: 'Paperboy' },
    blocks: [
      {
        kind: 'text',
        spans: [
          { text: 'Type what you are looking for, for example ' },
          code('weight decay after:2023'),
          { text: '.' },
        ],
      },
      { kind: 'divider' },
      ...todayBlocks(today),
      { kind: 'divider' },
      ...savedBlocks(saved, savedCount),
      { kind: 'divider' },
      ...subscriptionsBlocks(rows, more),
    ],
  };
}

function todayBlocks(today: Card | null): readonly Block[] {
  if (today === null) return [heading('Paper of today'), note('There is none yet.')];
  return [{ kind: 'text', spans: [{ ...today.title, style: 'strong' }] }, ...today.blocks];
}

/** By their ids and not by numbers, so that the list that was seen last keeps its own. */
function savedBlocks(saved: readonly Paper[], count: number): readonly Block[] {
  if (saved.length === 0) {
    return [heading('Your saved papers'), note('None yet. Save a paper of a list, and find it here again.')];
  }
  return [
    heading(count === 1 ? 'Your saved paper' : `Your ${count} saved papers`),
    {
      kind: 'actions',
      actions: [
        ...(count > saved.length ? [{ label: 'Show all saved', says: 'saved' }] : []),
        { label: 'Cite all', says: 'cite saved' },
      ],
    },
    ...saved.flatMap((paper): readonly Block[] => [
      { kind: 'text', spans: [paperTitle(paper)] },
      { kind: 'note', spans: dotted(paperLine(paper)) },
      { kind: 'actions', actions: itemActions(paper, true) },
    ]),
  ];
}

function subscriptionsBlocks(rows: readonly HomeRow[], more: number): readonly Block[] {
  if (rows.length === 0) {
    return [
      heading('Subscriptions'),
      note('None yet. A paper of the day can come by itself.'),
      { kind: 'actions', actions: [{ label: 'Subscribe', says: 'subscribe' }] },
    ];
  }
  const count = rows.length + more;
  return [
    heading(count === 1 ? 'One subscription' : `${count} subscriptions`),
    ...rows.flatMap(rowBlocks),
    ...(more === 0 ? [] : [note(`And ${more} more: list tells in their channels.`)]),
  ];
}

function rowBlocks(row: HomeRow): readonly Block[] {
  const { subscription, where, before } = row;
  const place = where === null ? [] : [{ label: 'Where', value: [{ text: where.name, channel: where.channel }] }];
  return [
    { kind: 'facts', facts: [...place, ...subscriptionFacts(row)] },
    ...(before === null ? [] : [{ kind: 'actions', actions: subscriptionActions(subscription, before) } as const]),
  ];
}

function heading(text: string): Block {
  return { kind: 'text', spans: [{ text, style: 'strong' }] };
}

function note(text: string): Block {
  return { kind: 'note', spans: [{ text }] };
}

function code(text: string): Span {
  return { text, style: 'code' };
}
