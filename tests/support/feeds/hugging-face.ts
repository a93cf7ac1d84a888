import { createHash } from 'node:crypto';
import type { FeedServer } from '../feed-server.ts';
import { jsonReply, statusReply } from './reply.ts';

export type HuggingFace = {
  /** The lists by day; change them as you like. Absent: an empty list, as on a weekend. */
  readonly lists: Map<string, readonly unknown[]>;
};

/** `GET /api/daily_papers` as Hugging Face answers it: `date`, `limit` (1 to 100, 50 by default), `p` from 0. */
export function huggingFace(server: FeedServer, now: () => Date): HuggingFace {
  const lists = new Map<string, readonly unknown[]>();
  server.route('/api/daily_papers', ({ url, headers }) => {
    const date = url.searchParams.get('date') ?? now().toISOString().slice(0, 10);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || date > now().toISOString().slice(0, 10)) {
      return jsonReply({ error: '✖ Invalid input: date must not be in the future\n  → at date' }, {}, 400);
    }
    const limit = Math.min(100, Math.max(1, Number(url.searchParams.get('limit') ?? 50)));
    const start = limit * Number(url.searchParams.get('p') ?? 0);
    const body = JSON.stringify((lists.get(date) ?? []).slice(start, start + limit));
    const etag = `W/"${createHash('sha1').update(body).digest('base64url')}"`;
    return headers['if-none-match'] === etag ? statusReply(304, { etag }) : jsonReply(body, { etag });
  });
  return { lists };
}

/** A record of a list, as they look since 2025. */
export function hfItem(number: number, upvotes: number, day: string): unknown {
  const id = `2611.${String(number).padStart(5, '0')}`;
  const title = `Paper number ${number}`;
  return {
    paper: {
      id,
      authors: [{ _id: 'a', name: 'Ada Lovelace', hidden: false }],
      publishedAt: '2026-11-20T00:00:00.000Z',
      submittedOnDailyAt: `${day}T01:16:42.853Z`,
      title,
      summary: `What paper ${number} is about, in\nsome words.`,
      upvotes,
    },
    publishedAt: '2026-11-19T20:00:00.000Z',
    title,
    numComments: 1,
  };
}
