import type { Paper, PaperId } from '../paper/paper.ts';
import { abstractBlock, abstractsCard, abstractText } from './abstract-card.ts';
import type { Block, Card, ListItem, Span } from './card.ts';
import { dateInWords } from './dates.ts';
import { clamp } from './clamp.ts';
import { dotted } from './dotted.ts';
import { isVisible, line } from './line.ts';
import { dailyActions } from './paper-actions.ts';
import { paperLine, paperLinks } from './paper-facts.ts';
import { paperTitle } from './paper-title.ts';
import { tldr } from './tldr.ts';

const MAX_TOPIC = 100;
/** Each paper of a digest says itself in a glance; of more than a few, in one line. */
const FEW = 5;
const MAX_DIGEST_TEXT = 220;
const MAX_DIGEST_LINE = 90;

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
  /** The paper that is shown with its whole abstract. Left out: none. */
  readonly open?: PaperId;
};

type Choice = {
  readonly paper: Paper;
  /** Why it was chosen, in words; empty when that is not known any more. */
  readonly reason: string;
};

/** The post of the day: one paper in a tidy message, or several as a short digest. `choices` holds at least one. */
export function dailyCard(choices: readonly Choice[], options: DailyOptions): Card {
  const [first, ...others] = choices;
  if (first === undefined) throw new Error('Expected at least one paper for the post of the day, got none');
  const card = others.length === 0 ? single(first, options) : digest(choices, options);
  const thread = options.thread ? abstractsCard(choices.map(({ paper }) => paper)) : null;
  return thread === null ? card : { ...card, thread };
}

function single({ paper, reason }: Choice, options: DailyOptions): Card {
  const isOpen = paper.id === options.open;
  const blocks: Block[] = [note(`Paper of the day, ${occasion(options)}`)];
  const facts = dotted([...paperLine(paper), ...paperLinks(paper)]);
  if (facts.length > 0) blocks.push({ kind: 'note', spans: facts });
  const short = tldr(paper);
  blocks.push(
    short === null || isOpen
      ? abstractBlock(paper)
      : { kind: 'text', spans: [{ text: 'TL;DR: ', style: 'strong' }, { text: short }] },
  );
  if (isVisible(reason)) blocks.push(note(`Why this one: ${line(reason)}`));
  blocks.push(...remarks(options));
  blocks.push({ kind: 'actions', actions: dailyActions(paper, options.date, isOpen) });
  return { title: paperTitle(paper), blocks };
}

function digest(choices: readonly Choice[], options: DailyOptions): Card {
  const isMany = choices.length > FEW;
  return {
    title: { text: `${choices.length} papers of the day, ${occasion(options)}` },
    blocks: [
      { kind: 'list', items: choices.map((choice, index) => digestItem(choice, index + 1, isMany, options)) },
      ...remarks(options),
    ],
  };
}

/** Of many papers each has less, so that a message of any platform has room for all of them. */
function digestItem({ paper, reason }: Choice, number: number, isMany: boolean, options: DailyOptions): ListItem {
  const isOpen = paper.id === options.open;
  const why: readonly Span[] = isVisible(reason) ? [{ text: line(reason), style: 'emphasis' }] : [];
  const actions = dailyActions(paper, options.date, isOpen);
  const item = { number, title: paperTitle(paper), facts: [...paperLine(paper), ...why] };
  // Beside a whole abstract, the others are no more than titles that can be opened in its stead.
  if (isMany && !isOpen && options.open !== undefined) return { ...item, text: [], actions: actions.slice(0, 1) };
  const whole = abstractText(paper);
  return {
    ...item,
    ...(isOpen ? { text: whole.spans, rest: whole.rest } : { text: digestText(paper, isMany) }),
    actions,
  };
}

function digestText(paper: Paper, isMany: boolean): readonly Span[] {
  const short = tldr(paper);
  return short === null ? [] : [{ text: clamp(short, isMany ? MAX_DIGEST_LINE : MAX_DIGEST_TEXT) }];
}

function occasion(options: DailyOptions): string {
  const topic = line(options.topic);
  return `${dateInWords(options.date)}${topic === '' ? '' : ` · ${clamp(topic, MAX_TOPIC)}`}`;
}

function remarks(options: DailyOptions): readonly Block[] {
  const said: Block[] = [];
  if (options.startsOver) said.push(note('Every paper that fits was shown here before, so we begin again.'));
  if (options.late) said.push(lateNote);
  return said;
}

function note(text: string): Block {
  return { kind: 'note', spans: [{ text }] };
}

/** Said by a post that comes late. */
export const lateNote: Block = note('This is later than planned: Paperboy was not running at the time.');
