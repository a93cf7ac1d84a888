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

/** `silent` may be meant for `quiet`, at the end or behind a part of the schedule (`amid`). */
export function readSilent(tokens: readonly Token[], i: number, amid: boolean): Clause | null {
  const word = tokens[i];
  if (word === undefined || word.quoted || !/^(?:silent|silently|silence)$/.test(word.plain)) return null;
  const isLast = tokens.slice(i + 1).every(({ filter }) => filter);
  if (!amid && !isLast) return null;
  const message = `Does “${word.text}” mean that nothing is said on a day without a new paper? Write quiet for that, or put it in quotes for the topic: "${word.text}".`;
  return likely(i, i + 1, { kind: 'doubt', message });
}

function meaning(empty: EmptyDay): Clause['meaning'] {
  return { kind: 'empty', empty };
}
