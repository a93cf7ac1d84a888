import type { Answer, Fact, Span } from '../cards/card.ts';
import { dateInWords, instantInWords } from '../cards/dates.ts';
import { paperTitle } from '../cards/paper-title.ts';
import { scoreInWords } from '../cards/score-in-words.ts';
import type { Paper } from '../paper/paper.ts';
import { findStage } from '../selection/find-stage.ts';
import type { Miss } from '../selection/miss.ts';
import type { Stage } from '../selection/stage.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { localDate } from '../subscription/timetable.ts';
import { nothing } from './answers.ts';
import type { CommandParts } from './command.ts';

/** Each answer weighs all that fits the topic. */
const MAX_SUBSCRIPTIONS = 5;

/** Why a paper was not chosen for a day (null: today): for each subscription the stage that stopped it. */
export async function whyNot(
  paper: Paper,
  day: string | null,
  subscriptions: readonly Subscription[],
  parts: CommandParts,
): Promise<Answer> {
  const facts: Fact[] = [];
  for (const subscription of subscriptions.slice(0, MAX_SUBSCRIPTIONS)) {
    const { zone } = subscription.timetable;
    const date = day ?? localDate(parts.now(), zone);
    const stage = await findStage({ index: parts.index, ...parts.store }, subscription, date, paper);
    facts.push({ label: `${subscription.number}. ${dateInWords(date)}`, value: await spans(stage, zone, parts) });
  }
  const none = 'Nothing is posted here, so there is no day for which it could have been chosen.';
  const answer = nothing({
    title: 'This paper was not chosen for this place',
    text: [[paperTitle(paper)], ...(facts.length === 0 ? [none] : [])],
    actions: [{ label: 'Paper of today', says: 'today' }],
  });
  if (facts.length === 0) return answer;
  const [first, ...others] = answer.card.blocks;
  const told = { kind: 'facts', facts } as const;
  return { ...answer, card: { ...answer.card, blocks: first === undefined ? [told] : [first, told, ...others] } };
}

async function spans(stage: Stage, zone: string, parts: CommandParts): Promise<readonly Span[]> {
  if (stage.kind !== 'outscored') return [{ text: inWords(stage, zone) }];
  const { own, by, rank, compared } = stage;
  const papers = await parts.store.papers.getMany(by.slice(0, 1).map(({ id }) => id));
  const before = papers.flatMap((one): readonly Span[] => [{ text: ' Before it: ' }, paperTitle(one)]);
  const best = by.slice(0, 1).map(({ parts: scored }): Span => ({ text: `: ${scoreInWords(scored)}.` }));
  const scored = `It was outscored: number ${rank} of ${compared}, with ${scoreInWords(own.parts)}.`;
  return [{ text: scored }, ...(before.length > 0 ? [...before, ...best] : [])];
}

function inWords(stage: Exclude<Stage, { kind: 'outscored' }>, zone: string): string {
  switch (stage.kind) {
    case 'chosen':
      return 'It is the paper of that day.';
    case 'too-late':
      return `It came here only ${instantInWords(new Date(stage.at), zone)}, after the choice was made.`;
    case 'unfinished':
      return `It was on the list of ${dateInWords(stage.day)} alone, which was not complete yet. It can be chosen on a later day.`;
    case 'not-new':
      return `It was known before ${instantInWords(new Date(stage.since), zone)}, and only what came after that counts as new.`;
    case 'missed':
      return missInWords(stage.miss);
    case 'posted':
      return `It was posted here before, on ${dateInWords(stage.date)}.`;
    case 'posted-later':
      return `It was posted later, on ${dateInWords(stage.date)}.`;
    case 'shared':
      return `It was shared here by hand, ${instantInWords(new Date(stage.at), zone)}.`;
    case 'not-compared':
      return `It fits, but not as well as the ${stage.compared} that were compared.`;
    default:
      return unknownStage(stage);
  }
}

/** A new stage breaks the build here. */
function unknownStage(stage: never): never {
  throw new Error(`Expected a stage of a choice, got ${JSON.stringify(stage)}`);
}

function missInWords(miss: Miss): string {
  if (miss.kind === 'words') return 'It has none of the words of the topic.';
  if (miss.kind === 'excluded') return `It has what ${miss.typed} leaves out.`;
  if (miss.kind === 'filter') return `It does not fit ${miss.typed}.`;
  return `It has ${miss.votes} ${miss.votes === 1 ? 'vote' : 'votes'}, and at least ${miss.min} were asked for.`;
}
