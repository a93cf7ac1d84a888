import type { Block, Span } from '../../cards/card.ts';
import { textOf, trimSpans } from '../../cards/clean-spans.ts';
import { sentences } from '../../cards/sentences.ts';
import { cleanSpans } from './clean-spans.ts';
import { limits } from './limits.ts';

/** A paragraph up to this is said whole, so that it is not torn; of a longer one the first sentence. Our own choice. */
const wholeParagraph = 330;
/** A longer sentence goes on in the body. Our own choice. */
const longestSentence = 600;

/** What a message begins with, and what is left for its body: nothing stands in both. */
export type Opening = { readonly said: readonly Span[]; readonly blocks: readonly Block[] };

/**
 * Takes the first sentence of a card out of its body, to be said in the message itself, where notifications and screen
 * readers find it. Null where the card begins with no sentence, or with one that has a link: Discord would show its preview.
 */
export function takeOpening(blocks: readonly Block[]): Opening | null {
  const at = blocks.findIndex(isRead);
  const first = blocks[at];
  if (first?.kind !== 'text') return null;
  const spans = cleanSpans(first.spans, limits.textUrl);
  const { end, isCut } = endOfOpening(textOf(spans));
  const [said, rest] = [partOf(spans, 0, end), partOf(spans, end, Infinity)];
  if (said.some(({ url, channel, role }) => url !== undefined || channel !== undefined || role !== undefined)) {
    return null;
  }
  const more: Span = { text: '…' };
  const left: readonly Block[] =
    rest.length === 0 ? [] : [{ kind: 'text', spans: isCut ? [more, { text: ' ' }, ...rest] : rest }];
  return {
    said: isCut ? [...said, { text: ' ' }, more] : said,
    blocks: [...blocks.slice(0, at), ...left, ...blocks.slice(at + 1)],
  };
}

function isRead(block: Block): boolean {
  if (block.kind === 'text' || block.kind === 'note') return cleanSpans(block.spans, limits.textUrl).length > 0;
  return block.kind === 'facts' || (block.kind === 'list' && block.items.length > 0);
}

function endOfOpening(text: string): { readonly end: number; readonly isCut: boolean } {
  const [line = ''] = text.split('\n');
  if (line.length <= wholeParagraph) return { end: line.length, isCut: false };
  const [sentence = ''] = sentences(line);
  // Where white space was more than one space, its length is another one.
  const end = line.startsWith(sentence) ? sentence.length : line.length;
  if (end <= longestSentence) return { end, isCut: false };
  const space = line.lastIndexOf(' ', longestSentence);
  return { end: space > 0 ? space : longestSentence, isCut: true };
}

function partOf(spans: readonly Span[], from: number, to: number): readonly Span[] {
  let start = 0;
  const kept = spans.flatMap((span): readonly Span[] => {
    const text = span.text.slice(Math.max(0, from - start), Math.max(0, to - start));
    start += span.text.length;
    return text === '' ? [] : [{ ...span, text }];
  });
  return trimSpans(kept);
}
