import type { Block, Fact } from '../cards/card.ts';
import { dateInWords, instantInWords } from '../cards/dates.ts';
import { line } from '../cards/line.ts';
import { paperTitle } from '../cards/paper-title.ts';
import { scoreInWords } from '../cards/score-in-words.ts';
import { wishInWords } from '../cards/wish-in-words.ts';
import type { Paper, PaperId } from '../paper/paper.ts';
import type { Reasoning } from '../store/reasoning.ts';
import type { Entry } from '../store/store.ts';
import type { Subscription } from '../subscription/subscription.ts';
import type { CommandParts } from './command.ts';

/** What is known of a slot: its papers with their reasons and scores, what came next after them, and how it ended. */
export async function slotBlocks(
  entry: Entry,
  subscription: Subscription | null,
  only: PaperId | null,
  parts: CommandParts,
): Promise<readonly Block[]> {
  const { papers, reasoning, note } = entry;
  const runnersUp = reasoning?.runnersUp ?? [];
  const ids = [...papers.map(({ id }) => id), ...runnersUp.map(({ id }) => id)];
  const known = new Map((await parts.store.papers.getMany(ids)).map((paper) => [paper.id, paper]));
  const chosen = papers.filter(({ id }) => only === null || id === only);
  return [
    ...chosen.flatMap(({ id, reason }): readonly Block[] => [
      { kind: 'text', spans: [titleOf(known.get(id), id)] },
      {
        kind: 'facts',
        facts: [fact('Why', line(reason) || 'The reason was not written down.'), ...score(id, reasoning)],
      },
    ]),
    ...(note === null ? [] : [{ kind: 'text', spans: [{ text: note }] } as const]),
    { kind: 'facts', facts: slotFacts(entry, subscription) },
    ...(runnersUp.length === 0 ? [] : [behind(runnersUp, known)]),
  ];
}

function score(id: PaperId, reasoning: Reasoning | null): readonly Fact[] {
  const ranked = reasoning?.chosen.find((one) => one.id === id);
  return ranked === undefined ? [] : [fact('Score', scoreInWords(ranked.parts))];
}

function slotFacts(entry: Entry, subscription: Subscription | null): readonly Fact[] {
  const { slot, outcome, reasoning, wish } = entry;
  const zone = (wish ?? subscription)?.timetable.zone ?? 'UTC';
  const ended =
    outcome === null
      ? 'It is being posted.'
      : `${outcome.state}, ${instantInWords(new Date(outcome.at), zone)}. ${outcome.reason}`.trim();
  return [
    fact('Paper of the day', dateInWords(slot.date)),
    fact('Asked for', askedInWords(entry, subscription)),
    fact('What happened', ended),
    ...(reasoning === null ? [] : [fact('Chosen from', countsInWords(reasoning.counts))]),
  ];
}

/** As it was then, where that was written down. */
function askedInWords({ wish, claimedAt }: Entry, subscription: Subscription | null): string {
  if (subscription === null) {
    return wish === null ? 'a subscription that has ended' : `${wishInWords(wish)} (it has ended)`;
  }
  if (wish !== null) return wishInWords(wish);
  return subscription.createdAt > claimedAt
    ? `${wishInWords(subscription)} (it was changed since)`
    : wishInWords(subscription);
}

function countsInWords({ matching, unseen, fresh, compared }: Reasoning['counts']): string {
  const steps = [
    `${matching} that match`,
    ...(fresh === null ? [] : [`${fresh} new`]),
    `${unseen} not shown here before`,
    `${compared} compared`,
  ];
  return steps.join(', ');
}

function behind(runnersUp: Reasoning['runnersUp'], known: ReadonlyMap<PaperId, Paper>): Block {
  const facts = runnersUp.map(({ id, parts }, at) => ({
    label: at === 0 ? 'Behind it' : 'And then',
    value: [titleOf(known.get(id), id), { text: `: ${scoreInWords(parts)}` }],
  }));
  return { kind: 'facts', facts };
}

function titleOf(paper: Paper | undefined, id: PaperId): ReturnType<typeof paperTitle> {
  return paper === undefined ? { text: `a paper that is not known any more (${id})` } : paperTitle(paper);
}

export function fact(label: string, text: string): Fact {
  return { label, value: [{ text }] };
}
