import type { Block, Card, Span } from './card.ts';

/** For whoever asked for something that could not be shown in its place: what it was, and what has to be put right. */
export function unsaidCard(card: Card, channel: string, remedy: string): Card {
  return {
    title: { text: 'I could not say this where you asked for it' },
    blocks: [
      { kind: 'text', spans: [...placed(channel), { text: remedy }] },
      { kind: 'text', spans: [{ text: 'Until that is put right, nothing that I post there will be seen.' }] },
      ...again(card, (block) => !says(block, remedy)),
    ],
  };
}

/**
 * For whoever asked for something that may or may not be seen in its place, and must not be said there twice. `channel`:
 * that place, or null for the conversation in which this is said.
 */
export function unconfirmedCard(card: Card, channel: string | null, platform: string): Card {
  const place = channel === null ? [] : placed(channel);
  const where = channel === null ? 'above' : 'there';
  return {
    title: { text: `${platform} did not say whether this arrived` },
    blocks: [
      { kind: 'text', spans: [...place, { text: `If you do not see it ${where}, please ask again.` }] },
      ...again(card, () => true),
    ],
  };
}

/**
 * For whoever asked for something that the platform certainly did not show: it was `busy`, or it `rejected` this very
 * message. `channel`: its place, or null for the conversation in which this is said.
 */
export function untakenCard(card: Card, channel: string | null, platform: string, why: 'busy' | 'rejected'): Card {
  const place = channel === null ? [] : placed(channel);
  const text =
    why === 'busy'
      ? 'Too much was written at once. To have it shown, ask again in a minute.'
      : 'I could not put it in a form that it takes. A new try may not help; a shorter one may.';
  return {
    title: { text: `${platform} did not take what you asked for` },
    blocks: [{ kind: 'text', spans: [...place, { text }] }, ...again(card, () => true)],
  };
}

function placed(channel: string): readonly Span[] {
  return [{ text: 'In ' }, { text: channel, channel }, { text: ': ' }];
}

/** What it was. Its buttons would speak of the place in which they are pressed. */
function again({ title, blocks }: Card, isKept: (block: Block) => boolean): readonly Block[] {
  return [
    { kind: 'divider' },
    { kind: 'text', spans: [{ ...title, style: 'strong' }] },
    ...blocks.filter((block) => block.kind !== 'actions' && block.kind !== 'hint' && isKept(block)),
  ];
}

/** A paragraph that tells the remedy too: once is enough. */
function says(block: Block, remedy: string): boolean {
  return block.kind === 'text' && block.spans.some(({ text }) => text.includes(remedy));
}
