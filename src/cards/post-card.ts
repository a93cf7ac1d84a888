import type { Paper } from '../paper/paper.ts';
import type { Wish } from '../subscription/subscription.ts';
import type { Card } from './card.ts';
import { dailyCard, lateNote } from './daily-card.ts';
import { line } from './line.ts';

/** What a slot holds. */
export type Post =
  | {
      readonly kind: 'papers';
      /** At least one. */
      readonly papers: readonly { readonly paper: Paper; readonly reason: string }[];
      readonly startsOver: boolean;
      readonly late: boolean;
    }
  /** One line, why there is none. */
  | { readonly kind: 'nothing'; readonly why: string; readonly late: boolean };

/** The post of a slot as everybody sees it, and as its preview shows it before. `date`: its local date. */
export function postCard(wish: Pick<Wish, 'query' | 'thread' | 'extras'>, date: string, post: Post): Card {
  const { query, thread, extras } = wish;
  if (post.kind === 'nothing') {
    const title = { text: `No paper of the day. ${line(post.why)}` };
    return { title, blocks: post.late ? [lateNote] : [] };
  }
  const { papers, startsOver, late } = post;
  const card = dailyCard(papers, { date, late, startsOver, topic: query, thread });
  return extras === undefined ? card : { ...card, extras };
}
