import { likely, sure, topicOrSchedule } from './clause.ts';
import type { Clause } from './clause.ts';
import type { EmptyDay } from './subscription.ts';
import type { Token } from './tokens.ts';

/** What a day without a new paper does, at token `i`: `quiet`, `say-why` or `best-unseen`, the last two also in two words. */
export function readEmptyDay(tokens: readonly Token[], i: number): Clause | null {
  const first = tokens[i];
  if (first === undefined || first.quoted) return null;
  if (first.plain === 'say-why' || first.plain === 'best-unseen') return sure(i, i + 1, meaning(first.plain));
  if (first.plain === 'quiet') {
    return likely(i, i + 1, meaning('quiet'), { beforeTopic: topicOrSchedule(first.text, 'quiet at the end') });
  }
  const second = tokens[i + 1];
  if (second === undefined || second.quoted) return null;
  const both = `${first.plain}-${second.plain}`;
  return both === 'say-why' || both === 'best-unseen' ? likely(i, i + 2, meaning(both)) : null;
}

function meaning(empty: EmptyDay): Clause['meaning'] {
  return { kind: 'empty', empty };
}
