import type { Block, Fact, ListItem, Span } from '../../cards/card.ts';
import { clampSpans, clampText } from '../../cards/clamp-spans.ts';
import { textOf } from '../../cards/clean-spans.ts';
import { cleanCode, cleanLine } from '../../cards/clean-text.ts';
import { dotted } from '../../cards/dotted.ts';
import { unknownBlock } from '../../cards/unknown-block.ts';
import { cleanSpans } from './clean-spans.ts';
import { limits } from './limits.ts';
import { markdown } from './spans.ts';
import { codeBlock, escape } from './text.ts';

/** How long each kind of text may be when there is room. Our own choices: a message is read, not studied. */
const allowance = { paragraph: 4_000, itemTitle: 300, itemText: 4_000, facts: 500, note: 600, code: 3_900 };

/** What is left of a text however little room there is. */
const least = 60;

/** Said at the end of a message that had to leave something out. */
export const notice = '-# Some of this did not fit here.';

/**
 * The body of a card as one text in Discord's Markdown, at most `max` long. Its title, its buttons and its hints are not
 * part of it. Long texts give way first, all by the same share; only when that is not enough is the end left out.
 */
export function draftBody(blocks: readonly Block[], max: number): string {
  for (let scale = 1; scale > 0.02; scale *= 0.75) {
    const whole = joinParts(blocks.flatMap((block) => partsOf(block, scale)));
    if (whole.length <= max) return whole;
  }
  const kept: string[] = [];
  for (const part of blocks.flatMap((block) => partsOf(block, 0))) {
    if (joinParts([...kept, part, notice]).length > max) break;
    kept.push(part);
  }
  return joinParts([...kept, notice]);
}

/** What a link leads to may be far longer than what is read of it. */
export function spansInMarkdown(spans: readonly Span[], max: number): string {
  return markdown(clampSpans(cleanSpans(spans, limits.textUrl), max));
}

/** Small print keeps to what it belongs to; everything else has air. */
function joinParts(parts: readonly string[]): string {
  return parts.reduce((text, part) => {
    if (text === '') return part;
    return `${text}${part.startsWith('-# ') && !text.endsWith('```') ? '\n' : '\n\n'}${part}`;
  }, '');
}

function partsOf(block: Block, scale: number): readonly string[] {
  switch (block.kind) {
    case 'text':
      return shown(spansInMarkdown(block.spans, allowed('paragraph', scale)));
    case 'facts':
      return shown(block.facts.flatMap((fact) => factLine(fact, allowed('facts', scale))).join('\n'));
    case 'list':
      return block.items.map((item) => itemText(item, scale));
    case 'code':
      return shown(clampText(cleanCode(block.text), allowed('code', scale))).map(codeBlock);
    case 'note':
      return shown(smallPrint(spansInMarkdown(block.spans, allowed('note', scale))));
    case 'hint':
    case 'divider':
    case 'actions':
      return [];
    default:
      return unknownBlock(block);
  }
}

function allowed(kind: keyof typeof allowance, scale: number): number {
  return Math.max(least, Math.floor(allowance[kind] * scale));
}

function shown(text: string): readonly string[] {
  return text === '' ? [] : [text];
}

/** Discord's small print ends with its line. */
export function smallPrint(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  return line === '' ? '' : `-# ${line}`;
}

function factLine({ label, value }: Fact, max: number): readonly string[] {
  const text = spansInMarkdown(value, max);
  if (text === '') return [];
  const name = clampText(cleanLine(label), least * 2);
  return [name === '' ? text : `**${escape(name)}**  ${text}`];
}

function itemText(item: ListItem, scale: number): string {
  const title = cleanLine(item.title.text) || 'Untitled';
  const head: Span = { ...item.title, text: clampText(title, allowed('itemTitle', scale)), style: 'strong' };
  const shownFacts = dotted(item.facts.flatMap((fact) => cleanSpans([fact], limits.textUrl)));
  const facts = clampSpans(shownFacts, allowed('facts', scale));
  return [
    `**${item.number}.** ${markdown(cleanSpans([head], limits.textUrl))}`,
    // Mostly a snippet, but all of the abstract where it was opened.
    spansInMarkdown(item.text, allowed('itemText', scale)),
    textOf(facts) === '' ? '' : smallPrint(markdown(facts)),
  ]
    .filter((line) => line !== '')
    .join('\n');
}
