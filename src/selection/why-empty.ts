import type { Counts } from '../store/reasoning.ts';

/** What is known of a day without a paper. */
export type EmptyDay = {
  /** As it was asked for; empty: any paper. */
  readonly topic: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly counts: Counts;
  /** How many papers came since the slot before. */
  readonly came: number;
  /** It is the first slot of the subscription that can be there. */
  readonly isFirst: boolean;
  /** How many of them fit but for their votes. */
  readonly tooFewVotes: number;
  /** The least votes that were asked for. */
  readonly min: number | null;
};

/** A longer topic is told by its beginning: a line is not the place for it. */
const MAX_TOPIC = 100;

/** Why a day has no paper, in one sentence for a person. */
export function whyEmpty({ topic, date, counts, came, isFirst, tooFewVotes, min }: EmptyDay): string {
  const { waiting = 0 } = counts;
  const since = isFirst ? 'in the day before' : 'since the last post';
  if (waiting > 0) {
    const theirs = waiting === 1 ? '1 fits, and waits for its list' : `${waiting} fit, and wait for their lists`;
    return `No paper can be chosen yet: ${theirs} to settle.`;
  }
  if (counts.fresh === null)
    return topic === '' ? 'There was no paper to choose from.' : `No paper matches ${said(topic)}.`;
  if (counts.fresh > 0) return 'Every new paper that fits was shown here before.';
  if (tooFewVotes > 0) return `No new paper that fits has ${count(min ?? 1, 'vote')} yet.`;
  if (came > 0) return `Of ${count(came, 'new paper')}, none matches ${said(topic)}.`;
  return isWeekend(date) ? 'No new papers came: it is the weekend.' : `No new papers were announced ${since}.`;
}

function said(topic: string): string {
  return `“${topic.length > MAX_TOPIC ? `${topic.slice(0, MAX_TOPIC).toWellFormed()}…` : topic}”`;
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
}
