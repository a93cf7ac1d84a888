import type { KnownBlock, SectionBlock } from '@slack/types';
import type { Block, Card, Fact, ListItem, Span } from '../../cards/card.ts';
import { clampSpans } from '../../cards/clamp-spans.ts';
import { cleanLine } from '../../cards/clean-text.ts';
import { dotted } from '../../cards/dotted.ts';
import { unknownBlock } from '../../cards/unknown-block.ts';
import { actionRows, quietLine } from './draft.ts';
import { costOf } from './fit.ts';
import { limits } from './limits.ts';
import { mrkdwn } from './spans.ts';
import { cleanSpans } from './text.ts';

/** A preview stands below somebody else's words: it is short. Our own choices. */
const most = { title: 300, paragraph: 500, note: 300, fact: 160, facts: 600, blocks: 12 };

/**
 * A card as the blocks of a link's preview, where Slack takes no rich text: sections of `mrkdwn` in which nothing of
 * other people's words formats, links or calls anybody. Shorter than the same card as a message, and never past a limit.
 */
export function unfurlBlocks(card: Card): KnownBlock[] {
  let ids = 0;
  const nextId = () => (ids += 1);
  const title = section(
    [{ ...card.title, text: cleanLine(card.title.text) || 'Untitled', style: 'strong' }],
    most.title,
  );
  const all = [...title, ...card.blocks.flatMap((block) => blocksOf(block, nextId))];
  const kept: KnownBlock[] = [];
  for (const block of all.slice(0, most.blocks)) {
    const { text, size } = costOf([...kept, block]);
    if (text > limits.messageText || size > limits.messageSize) break;
    kept.push(block);
  }
  return kept;
}

function blocksOf(block: Block, nextId: () => number): readonly KnownBlock[] {
  switch (block.kind) {
    case 'text':
      return section(block.spans, most.paragraph);
    case 'facts':
      return quietLine(factsLine(block.facts), most.facts);
    case 'list':
      return block.items.flatMap((item) => itemBlocks(item));
    case 'code':
      return section([{ text: block.text }], most.paragraph);
    case 'note':
      return quietLine(block.spans, most.note);
    case 'hint':
      return [];
    case 'divider':
      return [{ type: 'divider' }];
    case 'actions':
      return actionRows(block.actions, nextId);
    default:
      return unknownBlock(block);
  }
}

/** All in one line; the first one, mostly the authors, leaves room for the others. */
function factsLine(facts: readonly Fact[]): readonly Span[] {
  const lines = facts.flatMap(({ label, value }): (readonly Span[])[] => {
    const shown = clampSpans(cleanSpans(value), most.fact);
    return shown.length === 0 ? [] : [[{ text: `${cleanLine(label)}: ` }, ...shown]];
  });
  return lines.flatMap((line, at) => (at === 0 ? line : [{ text: ' · ' }, ...line]));
}

function itemBlocks({ title, facts }: ListItem): readonly KnownBlock[] {
  return [...section([{ ...title, style: 'strong' }], most.title), ...quietLine(dotted(facts), most.note)];
}

function section(spans: readonly Span[], max: number): readonly SectionBlock[] {
  let shown = clampSpans(cleanSpans(spans), max);
  // Escapes and links lengthen a text by an amount that depends on it.
  if (mrkdwn(shown).length > limits.sectionText) shown = shown.map(({ text }) => ({ text }));
  const text = mrkdwn(shown);
  if (text.trim() === '') return [];
  return [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }];
}
