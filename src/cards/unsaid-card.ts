import type { Block, Card } from './card.ts';

/** For whoever asked for something that could not be shown in its place: what it was, and what has to be put right. */
export function unsaidCard({ title, blocks }: Card, channel: string, remedy: string): Card {
  return {
    title: { text: 'I could not say this where you asked for it' },
    blocks: [
      { kind: 'text', spans: [{ text: 'In ' }, { text: channel, channel }, { text: `: ${remedy}` }] },
      { kind: 'text', spans: [{ text: 'Until that is put right, nothing that I post there will be seen.' }] },
      { kind: 'divider' },
      { kind: 'text', spans: [{ ...title, style: 'strong' }] },
      // Its buttons would speak of the place in which they are pressed.
      ...blocks.filter((block) => block.kind !== 'actions' && block.kind !== 'hint' && !says(block, remedy)),
    ],
  };
}

/** A paragraph that tells the remedy too: once is enough. */
function says(block: Block, remedy: string): boolean {
  return block.kind === 'text' && block.spans.some(({ text }) => text.includes(remedy));
}
