import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import type { Action, Block, Card, Fact, ListItem, Span } from '../../cards/card.ts';
import { dotted } from '../../cards/dotted.ts';
import { unknownBlock } from '../../cards/unknown-block.ts';
import { clean, cleanLine } from './clean.ts';
import { painter, type Paint } from './paint.ts';

export type Look = {
  /** Columns to wrap to; null: do not wrap (the output is no terminal). */
  readonly columns: number | null;
  readonly colour: boolean;
};

/** Narrower than this, wrapping would leave a ladder of syllables: the terminal may break lines itself. */
const NARROWEST = 20;
/** Wider than this, lines are hard to read: the eye loses the beginning of the next one. */
const WIDEST = 100;

/** A card as text for a terminal, ending in a line feed. Texts of the card are cleaned, see {@link clean}. */
export function renderCard(card: Card, look: Look): string {
  const page = createPage(look);
  const parts = [titleLines(card.title, page), ...card.blocks.map((block) => blockLines(block, card.title, page))];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/**
 * A card in two: what it answers, and how to go on. A script reads the first; the second is for whoever watches it, so it has
 * the sentences of the buttons, in lines of their own.
 */
export function splitCard(card: Card): { readonly answer: Card; readonly hints: readonly string[] } {
  const hints = card.blocks.flatMap((block) => {
    if (block.kind === 'hint') return [block.text];
    return block.kind === 'actions' ? sentenceLines(block.actions, createPage({ columns: null, colour: false })) : [];
  });
  const blocks = card.blocks.flatMap((block): readonly Block[] => {
    if (block.kind === 'hint') return [];
    if (block.kind !== 'actions') return [block];
    return [{ ...block, actions: block.actions.filter((action) => 'url' in action) }];
  });
  return { answer: { ...card, blocks }, hints };
}

/** One line of plain text, cleaned, in as many lines as the width needs; ends in a line feed. */
export function renderLine(text: string, look: Look): string {
  return `${createPage(look).wrap(cleanLine(text)).join('\n')}\n`;
}

type Page = {
  readonly paint: Paint;
  /** The text in lines that fit, each behind `indent` spaces. */
  wrap(text: string, indent?: number): readonly string[];
  readonly width: number;
};

function createPage(look: Look): Page {
  const width = look.columns === null ? Infinity : Math.min(WIDEST, Math.max(NARROWEST, look.columns));
  return {
    paint: painter(look.colour),
    width,
    wrap(text, indent = 0) {
      const margin = ' '.repeat(indent);
      return wrapTo(text, width - indent).map((line) => (line === '' ? '' : margin + line));
    },
  };
}

function wrapTo(text: string, width: number): readonly string[] {
  if (width === Infinity) return text.split('\n');
  // A long word without spaces (Chinese, a formula) is broken; an address is not, so that it can still be clicked.
  const hard = text.split(/\s+/).some((word) => !/^\W*https?:/.test(word) && stringWidth(word) > width);
  return wrapAnsi(text, width, { hard, trim: true }).split('\n');
}

function titleLines(title: Span, page: Page): readonly string[] {
  const text = cleanLine(title.text);
  return [...(text === '' ? [] : page.wrap(page.paint('title', text))), ...addressLines(title, 0, page)];
}

/** The address below its text, on a line of its own and never broken. Nothing when the text is the address. */
function addressLines(span: Span, indent: number, page: Page): readonly string[] {
  const url = cleanLine(span.url ?? '');
  if (url === '' || url === cleanLine(span.text)) return [];
  return [' '.repeat(indent) + page.paint('quiet', url)];
}

function blockLines(block: Block, title: Span, page: Page): readonly string[] {
  switch (block.kind) {
    case 'text':
      return page.wrap(inline(block.spans, page.paint));
    case 'facts':
      return block.facts.flatMap((fact) => factLines(fact, page));
    case 'list':
      return listLines(block.items, page);
    case 'code':
      // To be copied as it is: not wrapped, not painted.
      return clean(block.text.replaceAll('\r\n', '\n')).replace(/\n+$/, '').split('\n');
    case 'note':
      return page.wrap(inline(block.spans, page.paint, 'quiet'));
    case 'hint':
      return page.wrap(page.paint('quiet', cleanLine(block.text)));
    case 'divider':
      return [page.paint('quiet', '─'.repeat(Math.min(page.width, 40)))];
    case 'actions':
      return [...sentenceLines(block.actions, page), ...linkLines(block.actions, title, 0, page)];
    default:
      return unknownBlock(block);
  }
}

function factLines(fact: Fact, page: Page): readonly string[] {
  const label = page.paint('strong', `${cleanLine(fact.label)}:`);
  return page.wrap(`${label} ${inline(fact.value, page.paint)}`);
}

function listLines(items: readonly ListItem[], page: Page): readonly string[] {
  const margin = Math.max(0, ...items.map((item) => String(item.number).length)) + 2;
  return items.flatMap((item, at) =>
    at === 0 ? itemLines(item, margin, page) : ['', ...itemLines(item, margin, page)],
  );
}

function itemLines(item: ListItem, margin: number, page: Page): readonly string[] {
  const [first = '', ...others] = page.wrap(page.paint('title', cleanLine(item.title.text)), margin);
  const number = `${item.number}. `.padStart(margin);
  const lines = [
    page.paint('strong', number) + first.slice(margin),
    ...others,
    ...addressLines(item.title, margin, page),
  ];
  if (item.facts.length > 0) lines.push(...page.wrap(inline(dotted(item.facts), page.paint, 'quiet'), margin));
  if (item.text.length > 0) lines.push(...page.wrap(inline(item.text, page.paint), margin));
  // No sentences here: the number of the item goes into any of them, and ten lists of buttons would hide ten papers.
  return [...lines, ...linkLines(item.actions, item.title, margin, page)];
}

/** Buttons are sentences: here they are typed. */
function sentenceLines(actions: readonly Action[], page: Page): readonly string[] {
  const says = actions.flatMap((action) => ('says' in action ? [page.paint('code', cleanLine(action.says))] : []));
  if (says.length === 0) return [];
  return page.wrap(page.paint('quiet', 'Type: ') + says.join(page.paint('quiet', ' | ')));
}

/** Links by their address, without the one that stands below the title already. */
function linkLines(actions: readonly Action[], title: Span, indent: number, page: Page): readonly string[] {
  return actions
    .flatMap((action) => ('url' in action && action.url !== title.url ? [action] : []))
    .flatMap((link) => page.wrap(page.paint('quiet', `${cleanLine(link.label)}: ${cleanLine(link.url)}`), indent));
}

function inline(spans: readonly Span[], paint: Paint, base?: 'quiet'): string {
  return spans
    .map((span) => {
      // Line feeds inside a paragraph are white space of its source, as in HTML; the edges matter, for spans are joined.
      const text = clean(span.text).replace(/\s+/g, ' ');
      const url = cleanLine(span.url ?? '');
      const shown = paint(span.style ?? base ?? 'plain', text);
      return url === '' || url === text.trim() ? shown : `${shown} ${paint('quiet', `(${url})`)}`;
    })
    .join('');
}
