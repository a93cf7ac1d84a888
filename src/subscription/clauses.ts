import { likely } from './clause.ts';
import type { Clause } from './clause.ts';
import { readDays } from './day-words.ts';
import { readEmptyDay, readSilent } from './empty-day-words.ts';
import { readExtra } from './extras-words.ts';
import { readFrom } from './from-words.ts';
import { readMistyped } from './mistyped.ts';
import { readPart } from './part-words.ts';
import { readRhythm } from './rhythm-words.ts';
import { readAbout, readHours, readTime } from './time-words.ts';
import type { Token } from './tokens.ts';
import { readTop } from './top-words.ts';
import { readVotes } from './votes-words.ts';
import { readZone } from './zone-words.ts';

/** A clause that counts, or the question that its place in the request raises. */
export type Reading = { readonly clause: Clause; readonly question: string | null };

/**
 * The parts of a request that are about the schedule, in order. All other tokens are topic, and so are the words of extras
 * where there are none.
 */
export function readClauses(tokens: readonly Token[], extras: boolean): readonly Reading[] {
  const known = findAll(tokens, extras);
  const clauses = [...known, ...readMistyped(tokens, known)].toSorted((a, b) => a.from - b.from);
  return runs(tokens, clauses).flatMap((run) => settle(run, tokens));
}

function findAll(tokens: readonly Token[], extras: boolean): readonly Clause[] {
  const found: Clause[] = [];
  for (let i = 0; i < tokens.length;) {
    const last = found.at(-1);
    const before = last?.to === i ? last : null;
    const clause =
      readPart(tokens, i) ??
      readExtra(tokens, i, extras) ??
      readClause(tokens, i, before) ??
      readThread(tokens, i, before);
    if (clause !== null) found.push(clause);
    i = clause?.to ?? i + 1;
  }
  return found;
}

/** A clause at token `i`; `before`: the one that ends there. */
function readClause(tokens: readonly Token[], i: number, before: Clause | null): Clause | null {
  const afterTime = before?.meaning.kind === 'at';
  return (
    readTime(tokens, i) ??
    readHours(tokens, i, before !== null) ??
    readAbout(tokens, i) ??
    readZone(tokens, i, afterTime) ??
    readRhythm(tokens, i) ??
    readDays(tokens, i) ??
    readTop(tokens, i) ??
    readVotes(tokens, i) ??
    readEmptyDay(tokens, i) ??
    readSilent(tokens, i, before !== null) ??
    readFrom(tokens, i, before !== null)
  );
}

/** The word `thread` amid a schedule or at its end. Anywhere else it is topic: threads are scheduled, pinned and safe. */
function readThread(tokens: readonly Token[], i: number, before: Clause | null): Clause | null {
  if (before === null || tokens[i]?.plain !== 'thread') return null;
  const next = tokens[i + 1];
  if (next !== undefined && !next.filter && readClause(tokens, i + 1, null) === null) return null;
  return likely(i, i + 1, { kind: 'thread', thread: true });
}

type Run = { readonly clauses: readonly Clause[]; readonly from: number; readonly to: number };

/** Clauses that stand side by side, together with the filters beside them. */
function runs(tokens: readonly Token[], clauses: readonly Clause[]): readonly Run[] {
  const found: Run[] = [];
  for (const clause of clauses) {
    let { from, to } = clause;
    while (tokens[from - 1]?.filter === true) from -= 1;
    while (tokens[to]?.filter === true) to += 1;
    const last = found.at(-1);
    if (last !== undefined && last.to >= from)
      found.splice(-1, 1, { clauses: [...last.clauses, clause], from: last.from, to });
    else found.push({ clauses: [clause], from, to });
  }
  return found;
}

/** What of a run counts, given where it stands: likely words count at an end of the request or beside sure ones. */
function settle(run: Run, tokens: readonly Token[]): readonly Reading[] {
  const certain = run.clauses.some((clause) => clause.sure);
  const first = run.from === 0;
  const last = run.to === tokens.length;
  return run.clauses.flatMap((clause): readonly Reading[] => {
    if (certain || last) return [{ clause, question: null }];
    const question = first ? clause.beforeTopic : clause.amidTopic;
    return first || question !== null ? [{ clause, question }] : [];
  });
}
