import { statusCard } from '../cards/status-card.ts';
import { toPerson } from './answers.ts';
import type { Command } from './command.ts';
import { subscriptionRows } from './subscription-rows.ts';

/** How Paperboy is doing, here. */
export const status: Command = {
  name: 'status',
  aliases: [],
  usage: '',
  summary: 'Show how many papers there are, and how their sources and the subscriptions here are doing.',
  details: [],
  examples: ['status'],
  fits: (args) => args === '',
  async run(_args, request, parts) {
    const [papers, searchable, rows, sources] = await Promise.all([
      parts.store.papers.count(),
      parts.index.size(),
      subscriptionRows(request.place, parts),
      parts.sources.report(),
    ]);
    return toPerson(statusCard({ papers, searchable, rows, sources, zone: request.zone }));
  },
};
