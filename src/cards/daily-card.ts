import type { Paper } from '../paper/paper.ts';
import { abstractsCard } from './abstract-card.ts';
import type { Block, Card, ListItem } from './card.ts';
import { dateInWords } from './dates.ts';
import { clamp } from './clamp.ts';
import { dotted } from './dotted.ts';
import { line } from './line.ts';
import { dailyActions, itemActions } from './paper-actions.ts';
import { paperLine, paperLinks } from './paper-facts.ts';
import { paperTitle } from './paper-title.ts';
import { tldr } from './tldr.ts';

const MAX_TOPIC = 100;
/** Each paper of a digest says itself in a glance. */
const MAX_DIGEST_TEXT = 220;

export type DailyOptions = {
  /** The local date of the slot, `YYYY-MM-DD`. */
  readonly date: string;
  /** It is posted later than it was due. */
  readonly late: boolean;
  /** Every fitting paper had been shown in the place, so it begins again. */
  readonly startsOver: boolean;
  /** What was asked for, in words; empty: any paper. */
  readonly topic: string;
  /** The abstracts come as the first reply. */
  readonly thread: boolean;
};

/** The post of the day: one paper in a tidy message, or several as a short digest. `choices` holds at least one. */
export function dailyCard(
  choices: readonly { readonly paper: Paper; readonly reason: string }[],
  options: DailyOptions,
): Card {
  const [first, ...others] = choices;
  if (first === undefined) throw new Error('Expected at least one paper for the post of the day, got none');
  const card = others.length === 0 ? single(first.paper, first.reason, options) : digest(choices, options);
  const thread = options.thread ? abstractsCard(choices.map(({ paper }) => paper)) : null;
  return thread === null ? card : { ...card, thread };
}

function single(paper: Paper, reason: string, options: DailyOptions): Card {
  const blocks: Block[] = [note(`Paper of the day, ${occasion(options)}`)];
  const facts = dotted([...paperLine(paper), ...paperLinks(paper)]);
  if (facts.length > 0) blocks.push({ kind: 'note', spans: facts });
  const short = tldr(paper);
  blocks.push(
    short === null
      ? note('No abstract is known.')
      : { kind: 'text', spans: [{ text: 'TL;DR: ', style: 'strong' }, { text: short }] },
  );
  blocks.push(note(`Why this one: ${line(reason)}`), ...remarks(options));
  blocks.push({ kind: 'actions', actions: dailyActions(paper) });
  return { title: paperTitle(paper), blocks };
}

function digest(choices: readonly { readonly paper: Paper; readonly reason: string }[], options: DailyOptions): Card {
  const items = choices.map(({ paper, reason }, index): ListItem => {
    const short = tldr(paper);
    return {
      number: index + 1,
      title: paperTitle(paper),
      facts: [...paperLine(paper), { text: line(reason), style: 'emphasis' }],
      text: short === null ? [] : [{ text: clamp(short, MAX_DIGEST_TEXT) }],
      actions: itemActions(paper),
    };
  });
  return {
    title: { text: `${choices.length} papers of the day, ${occasion(options)}` },
    blocks: [{ kind: 'list', items }, ...remarks(options)],
  };
}

function occasion(options: DailyOptions): string {
  const topic = line(options.topic);
  return `${dateInWords(options.date)}${topic === '' ? '' : ` · ${clamp(topic, MAX_TOPIC)}`}`;
}

function remarks(options: DailyOptions): readonly Block[] {
  const said: Block[] = [];
  if (options.startsOver) said.push(note('Every paper that fits was shown here before, so we begin again.'));
  if (options.late) said.push(note('This is later than planned: Paperboy was not running at the time.'));
  return said;
}

function note(text: string): Block {
  return { kind: 'note', spans: [{ text }] };
}
