import { likely, sure } from './clause.ts';
import type { Clause } from './clause.ts';
import { joinTokens } from './tokens.ts';
import type { Token } from './tokens.ts';

const NUMBER = /^[-+]?\d{1,9}$/;

/**
 * The fewest votes, at token `i`, where it is written as no filter is: `min 5`, `min: 5`, `min=5`, `min:-1`. `min:5` is a
 * filter of the query, and no part of the schedule.
 */
export function readVotes(tokens: readonly Token[], i: number): Clause | null {
  const [first, next] = tokens.slice(i, i + 2);
  if (first === undefined || first.quoted || !first.plain.startsWith('min')) return null;
  const follows = next !== undefined && !next.quoted && NUMBER.test(next.plain);
  if (first.plain === 'min' && follows) {
    const words = joinTokens([first, next]);
    const message = `Is “${words}” the fewest votes? Write min:${next.plain.replace(/^[-+]/, '')} for it, or put it in quotes for the topic: "${words}".`;
    return likely(i, i + 2, { kind: 'doubt', message });
  }
  if (/^min[:=]$/.test(first.plain)) return follows ? asked(i, i + 2, next.plain) : null;
  const [, sign = '', value = ''] = /^min([:=])(.+)$/.exec(first.plain) ?? [];
  if (value === '' || (sign === ':' && /^["']?\d{1,9}\+?["']?$/.test(value))) return null;
  return asked(i, i + 1, value);
}

function asked(from: number, to: number, value: string): Clause {
  const like = /^\d{1,9}$/.test(value) ? value : '5';
  const message = `“${value}” is no filter. The fewest votes are a whole number, 0 or more, right behind min and a colon: min:${like}`;
  return sure(from, to, { kind: 'doubt', message });
}
