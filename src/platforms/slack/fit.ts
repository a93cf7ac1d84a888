import type { ContextBlock, KnownBlock } from '@slack/types';
import type { Part } from './draft.ts';

/** What blocks cost together: their number, the characters of their texts and links, and their length as JSON. */
export type Cost = { readonly blocks: number; readonly text: number; readonly size: number };

/** Says that something is missing: part of a message that had to leave something out. */
const notice: ContextBlock = {
  type: 'context',
  elements: [{ type: 'plain_text', text: 'Some of this did not fit here.', emoji: false }],
};

/** `complete`: nothing is missing. */
export type Fit = { readonly blocks: readonly KnownBlock[]; readonly complete: boolean };

/**
 * Parts in their order, as many as there is room for: titles first, then actions, then the body from its beginning. When
 * that is not all, a last line tells the reader.
 */
export function fit(parts: readonly Part[], room: Cost): Fit {
  const all = parts.flatMap((part) => part.blocks);
  if (within(costOf(all), room)) return { blocks: withoutIdleDividers(all), complete: true };
  const kept = new Set<Part>();
  let spent = costOf([notice]);
  for (const rank of ['title', 'actions', 'body'] as const) {
    for (const part of parts.filter((one) => one.rank === rank)) {
      const next = sum(spent, costOf(part.blocks));
      if (!within(next, room)) break;
      kept.add(part);
      spent = next;
    }
  }
  const shown = parts.filter((part) => kept.has(part)).flatMap((part) => part.blocks);
  return { blocks: [...withoutIdleDividers(shown), notice], complete: false };
}

/** What `blocks` cost. A comma or bracket a block is counted too, so that costs can be added. */
export function costOf(blocks: readonly KnownBlock[]): Cost {
  return { blocks: blocks.length, text: textLength(blocks), size: JSON.stringify(blocks).length };
}

/** The length of all texts and links in a value of JSON. */
function textLength(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let length = 0;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner !== 'string') length += textLength(inner);
    else if (key === 'text' || key === 'url') length += inner.length;
  }
  return length;
}

function sum(one: Cost, other: Cost): Cost {
  return { blocks: one.blocks + other.blocks, text: one.text + other.text, size: one.size + other.size };
}

function within(cost: Cost, room: Cost): boolean {
  return cost.blocks <= room.blocks && cost.text <= room.text && cost.size <= room.size;
}

/** A divider divides two things. */
function withoutIdleDividers(blocks: readonly KnownBlock[]): readonly KnownBlock[] {
  return blocks.filter((block, at) => {
    if (block.type !== 'divider') return true;
    const next = blocks[at + 1];
    return at > 0 && next !== undefined && next.type !== 'divider';
  });
}
