import type { Block, Card } from './card.ts';
import { sourceInWords } from './source-news.ts';
import type { SourceNews } from './source-news.ts';
import { subscriptionFacts } from './subscriptions-card.ts';
import type { SubscriptionRow } from './subscriptions-card.ts';

export type Status = {
  /** Papers in the store. */
  readonly papers: number;
  /** Papers that search can find. */
  readonly searchable: number;
  /** Subscriptions of the place that was asked in. */
  readonly rows: readonly SubscriptionRow[];
  readonly sources: readonly SourceNews[];
  /** In which the person reads a clock. */
  readonly zone: string;
};

/** What Paperboy holds, and how its sources and the subscriptions of this place are doing. */
export function statusCard({ papers, searchable, rows, sources, zone }: Status): Card {
  const behind = papers - searchable;
  const blocks: Block[] = [
    {
      kind: 'facts',
      facts: [
        { label: 'Papers', value: [{ text: String(papers) }] },
        ...(behind > 0 ? [{ label: 'Not searchable yet', value: [{ text: String(behind) }] }] : []),
        ...sources.map((news) => ({ label: news.name, value: [{ text: sourceInWords(news, zone) }] })),
        { label: 'Subscriptions here', value: [{ text: rows.length === 0 ? 'none' : String(rows.length) }] },
      ],
    },
    ...rows.map((row): Block => ({ kind: 'facts', facts: subscriptionFacts(row) })),
  ];
  return { title: { text: 'Paperboy is running' }, blocks };
}
