import type { Block, Card } from './card.ts';
import { subscriptionFacts } from './subscriptions-card.ts';
import type { SubscriptionRow } from './subscriptions-card.ts';

export type Status = {
  /** Papers in the store. */
  readonly papers: number;
  /** Papers that search can find. */
  readonly searchable: number;
  /** Subscriptions of the place that was asked in. */
  readonly rows: readonly SubscriptionRow[];
};

/** What Paperboy holds, and how the subscriptions of this place are doing. */
export function statusCard({ papers, searchable, rows }: Status): Card {
  const behind = papers - searchable;
  const blocks: Block[] = [
    {
      kind: 'facts',
      facts: [
        { label: 'Papers', value: [{ text: String(papers) }] },
        ...(behind > 0 ? [{ label: 'Not searchable yet', value: [{ text: String(behind) }] }] : []),
        { label: 'Subscriptions here', value: [{ text: rows.length === 0 ? 'none' : String(rows.length) }] },
      ],
    },
    ...rows.map((row): Block => ({ kind: 'facts', facts: subscriptionFacts(row) })),
  ];
  return { title: { text: 'Paperboy is running' }, blocks };
}
