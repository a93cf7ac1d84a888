import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Card, ListItem } from '../../../src/cards/card.ts';
import { paperCard } from '../../../src/cards/paper-card.ts';
import type { Paper } from '../../../src/paper/paper.ts';
import { renderHome, renderMessage, renderModal, renderText } from '../../../src/platforms/slack/render.ts';
import { clampText } from '../../../src/cards/clamp-spans.ts';
import { cleanLine } from '../../../src/cards/clean-text.ts';
import { anyCard } from '../../support/card-arbitrary.ts';
import { markedPaper as paper } from '../../support/marked-paper.ts';
import { checkBlocks, stringsOf } from './block-schema.ts';
import type { SentBlock } from './block-schema.ts';

/** A card shrinks in so many ways that a failing run would take minutes to end: its first counterexample has to do. */
const runs = { seed: 20261124, endOnFailure: true };

/** What a person reads of blocks, buttons included. */
function visible(blocks: readonly SentBlock[]): string {
  return blocks.map((block) => stringsOf(block, ['text']).join('')).join('\n');
}

function buttons(blocks: readonly SentBlock[]) {
  return blocks.flatMap((block) =>
    block.type === 'actions' ? block.elements.flatMap((one) => (one.type === 'button' ? [one] : [])) : [],
  );
}

function expectNothingFires(text: string): void {
  const withoutOurLinks = text.replaceAll(/<https?:\/\/[^\s|<>"]+\|[^|<>\n]+>/gu, '');
  expect(withoutOurLinks).not.toMatch(/[<>]/u);
  expect(withoutOurLinks).not.toMatch(/&(?!amp;|lt;|gt;)/u);
  expect(withoutOurLinks).not.toMatch(/@(?:here|channel|everyone)\b/iu);
}

function expectSafe(blocks: readonly SentBlock[]): void {
  for (const block of blocks) {
    if (block.type !== 'context') continue;
    for (const element of block.elements) if (element.type === 'mrkdwn') expectNothingFires(element.text);
  }
  for (const text of stringsOf(blocks, ['text', 'url'])) {
    expect(text.isWellFormed()).toBe(true);
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\u200b\u202a-\u202e\u2066-\u2069\ufeff]/u);
  }
  const ids = stringsOf(blocks, ['action_id']);
  expect(new Set(ids).size).toBe(ids.length);
}

function titleOf(card: Card): string {
  return clampText(cleanLine(card.title.text), 1000) || 'Untitled';
}

describe('any card', () => {
  it('is a message that Slack takes, whatever is written in it', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const message = renderMessage(card);
        const blocks = checkBlocks(message.blocks, 50);
        expectSafe(blocks);
        expect(stringsOf(blocks, ['text', 'url']).join('').length).toBeLessThanOrEqual(12_000);
        expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(15_500);
        expect(visible(blocks)).toContain(titleOf(card));
        expect(message.text.length).toBeGreaterThan(0);
        expect(message.text.length).toBeLessThanOrEqual(4000);
        expect(message.text).not.toMatch(/[<>]/u);
        expectNothingFires(message.text);
      }),
      { ...runs, numRuns: 200 },
    );
  });

  it('is a modal and a part of a home tab', () => {
    fc.assert(
      fc.property(fc.array(anyCard, { minLength: 1, maxLength: 4 }), (cards) => {
        const home = checkBlocks(renderHome(cards), 100);
        expectSafe(home);
        expect(Buffer.byteLength(JSON.stringify(home))).toBeLessThan(250_000);
        for (const card of cards) {
          const modal = checkBlocks(renderModal(card), 100);
          expectSafe(modal);
          expect(visible(modal)).toContain(titleOf(card));
          expect(visible(home)).toContain(titleOf(card));
        }
      }),
      { ...runs, numRuns: 40 },
    );
  });

  it('keeps its own buttons however long the rest is', () => {
    const actions: Block = {
      kind: 'actions',
      actions: Array.from({ length: 8 }, (_, at) => ({ label: `Do ${at}`, says: `do ${at}` })),
    };
    fc.assert(
      fc.property(anyCard, (card) => {
        const body = card.blocks.filter((block) => block.kind !== 'actions');
        const { blocks } = renderMessage({ ...card, blocks: [...body, actions] });
        const values = buttons(checkBlocks(blocks, 50)).map((button) => button.value);
        for (let at = 0; at < 8; at += 1) expect(values).toContain(`do ${at}`);
      }),
      { ...runs, numRuns: 60 },
    );
  });

  it('is drawn without being changed', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const before = structuredClone(card);
        const one = renderMessage(card);
        expect(renderMessage(card)).toEqual(one);
        expect(card).toEqual(before);
      }),
      { ...runs, numRuns: 30 },
    );
  });
});

const read = (changed: Partial<Paper>) => {
  const { blocks } = renderMessage(paperCard({ ...paper, ...changed }));
  return checkBlocks(blocks, 50);
};

describe('a paper', () => {
  it('has its title as a bold link that Slack does not parse', () => {
    expect(read({})[0]).toEqual({
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            {
              type: 'link',
              url: 'https://arxiv.org/abs/2401.01234',
              text: 'Attention & <Friends>: O(n^2) is *not* all_you_need',
              style: { bold: true },
            },
          ],
        },
      ],
    });
  });

  it('keeps its buttons as sentences and links', () => {
    expect(buttons(read({})).map(({ text, value, url }) => [text.text, value ?? url])).toEqual([
      ['Similar', 'similar 2401.01234'],
      ['Save', 'save 2401.01234'],
      ['Cite', 'cite 2401.01234'],
      ['Open', 'https://arxiv.org/abs/2401.01234'],
    ]);
  });

  it.each([
    ['a hundred authors', { authors: Array.from({ length: 100 }, (_, at) => `Author Number${at}`) }, 'Author Number0'],
    ['a title of markup only', { title: '*_~`<>&|@#' }, '*_~`<>&|@#'],
    ['no abstract', { abstract: '' }, 'No abstract is known.'],
    [
      'LaTeX',
      { abstract: 'As $p_{tr}(x) < \\frac{1}{n}$, {\\gamma}~2.' },
      'As $p_{tr}(x) < \\frac{1}{n}$, {\\gamma}~2.',
    ],
    ['a mention', { abstract: 'Ask <!channel> or <@U012AB3CD>.' }, 'Ask <!channel> or <@U012AB3CD>.'],
  ])('with %s is readable', (_, changed, shown) => {
    const blocks = read(changed);
    expect(visible(blocks)).toContain(shown);
    expect(JSON.stringify(blocks)).not.toContain('did not fit');
  });

  it('with an abstract of 16,000 characters shows most of it, in pieces that end with a sentence', () => {
    const abstract = Array.from({ length: 400 }, (_, at) => `Sentence ${at} says something useful.`)
      .join(' ')
      .padEnd(16_000, 'x');
    const blocks = read({ abstract });
    const pieces = blocks.map((block) => visible([block])).filter((text) => text.startsWith('Sentence'));
    expect(pieces.join(' ').length).toBeGreaterThan(8000);
    expect(pieces.length).toBeGreaterThan(2);
    for (const piece of pieces.slice(0, -1)) {
      expect(piece).toMatch(/useful\.$/u);
      expect(piece.length).toBeLessThanOrEqual(3000);
    }
    expect(pieces.at(-1)).toMatch(/…$/u);
    expect(buttons(blocks)).toHaveLength(5);
  });

  it('with an abstract of 16,000 characters fills the text that is read aloud', () => {
    const abstract = 'One sentence says something useful. '.repeat(450).slice(0, 16_000);
    const { length } = renderMessage(paperCard({ ...paper, abstract })).text;
    expect(length).toBeGreaterThan(3_900);
    expect(length).toBeLessThanOrEqual(4_000);
  });
});

const item = (number: number): ListItem => ({
  number,
  title: { text: `Paper ${number}`, url: `https://example.org/${number}` },
  facts: [{ text: 'Ada Lovelace et al.' }, { text: '2024' }, { text: 'why', style: 'emphasis' }],
  text: [{ text: 'It is about ' }, { text: 'weight', style: 'mark' }, { text: ' decay.' }],
  actions: [{ label: 'Similar', says: `similar ${number}` }],
});

const list = (count: number): Card => ({
  title: { text: 'Papers' },
  blocks: [
    { kind: 'list', items: Array.from({ length: count }, (_, at) => item(at + 1)) },
    { kind: 'actions', actions: [{ label: 'Next', says: 'next' }] },
  ],
});

describe('a list', () => {
  it('numbers its items, and shows what matched in bold and the facts in small', () => {
    const [, text, facts, actions] = checkBlocks(renderMessage(list(1)).blocks, 50);
    expect(text).toMatchObject({
      elements: [
        {
          elements: [
            { type: 'text', text: '1. ', style: { bold: true } },
            { type: 'link', text: 'Paper 1', url: 'https://example.org/1', style: { bold: true } },
            { type: 'text', text: '\nIt is about ' },
            { type: 'text', text: 'weight', style: { bold: true } },
            { type: 'text', text: ' decay.' },
          ],
        },
      ],
    });
    expect(facts).toEqual({
      type: 'context',
      elements: [{ type: 'mrkdwn', text: 'Ada Lovelace et al. · 2024 · _why_', verbatim: true }],
    });
    expect(actions).toMatchObject({ elements: [{ value: 'similar 1' }] });
  });

  it('shows a long text of one item whole, in pieces, when there is room', () => {
    const abstract = Array.from({ length: 120 }, (_, at) => `Sentence ${at} says something useful.`).join(' ');
    const opened = { ...item(2), text: [{ text: abstract }] };
    const card: Card = { title: { text: 'Papers' }, blocks: [{ kind: 'list', items: [item(1), opened, item(3)] }] };
    const blocks = checkBlocks(renderMessage(card).blocks, 50);
    expect(visible(blocks).replaceAll('\n', ' ')).toContain(abstract);
    expect(buttons(blocks)).toHaveLength(3);
  });

  it('shortens the longest text and leaves the shorter ones whole', () => {
    const long = { ...item(1), text: [{ text: 'much '.repeat(4000) }] };
    const short = { ...item(2), text: [{ text: 'little '.repeat(60).trim() }] };
    const card: Card = { title: { text: 'Papers' }, blocks: [{ kind: 'list', items: [long, short] }] };
    const shown = visible(checkBlocks(renderMessage(card).blocks, 50));
    expect(shown).toContain(short.text[0]?.text);
    expect(shown).toMatch(/much…/u);
  });

  it('of ten papers is whole', () => {
    const blocks = checkBlocks(renderMessage(list(10)).blocks, 50);
    expect(visible(blocks)).toContain('10. Paper 10');
    expect(buttons(blocks)).toHaveLength(11);
  });

  it('of too many papers ends early, says so and keeps the way to the next page', () => {
    const blocks = checkBlocks(renderMessage(list(40)).blocks, 50);
    expect(visible(blocks)).toContain('1. Paper 1\n');
    expect(visible(blocks)).not.toContain('40. Paper 40');
    expect(visible([...blocks].slice(-1))).toBe('Some of this did not fit here.');
    expect(buttons(blocks).at(-1)?.value).toBe('next');
    const shown = blocks.filter((block) => block.type === 'rich_text').length;
    expect(buttons(blocks)).toHaveLength(shown + 1);
  });
});

const draw = (...blocks: readonly Block[]) =>
  checkBlocks(renderMessage({ title: { text: 'T' }, blocks }).blocks, 50).slice(1);

const row = (label: string): Block => ({ kind: 'actions', actions: [{ label, says: label }] });
const number = (text: string): Block => ({ kind: 'facts', facts: [{ label: 'Number', value: [{ text }] }] });

describe('blocks', () => {
  it('that hold nothing leave no trace', () => {
    const nothing: readonly Block[] = [
      { kind: 'text', spans: [{ text: ' \u200b\n' }] },
      { kind: 'note', spans: [] },
      { kind: 'facts', facts: [{ label: 'Empty', value: [{ text: '' }] }] },
      { kind: 'code', text: '\n \n' },
      { kind: 'list', items: [] },
      { kind: 'actions', actions: [] },
      { kind: 'divider' },
    ];
    expect(draw(...nothing)).toEqual([]);
  });

  it('keep code as it was written', () => {
    const code = '@article{a,\n  title = {A < B & *C*},\n}\nTY  - GEN\nER  - ';
    expect(draw({ kind: 'code', text: code })).toEqual([
      { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: code }] }] },
    ]);
  });

  it('name each fact', () => {
    const facts = [
      { label: 'Date', value: [{ text: '2 Jan' }] },
      { label: 'PDF', value: [{ text: 'here', url: 'https://example.org/a.pdf' }] },
    ];
    expect(visible(draw({ kind: 'facts', facts }))).toBe('Date  2 Jan\nPDF  here');
  });

  it('lay at most eight buttons in a row, and none that cannot do what it says', () => {
    const actions = [
      ...Array.from({ length: 9 }, (_, at) => ({ label: `B${at}`, says: `b ${at}` })),
      { label: 'Too long', says: 'x'.repeat(2001) },
      { label: 'Nothing', says: '' },
      { label: 'Bad link', url: 'javascript:alert(1)' },
    ];
    const rows = draw({ kind: 'actions', actions });
    expect(rows.map((block) => buttons([block]).length)).toEqual([8, 1]);
  });

  it('ask before what a card says should be asked', () => {
    const confirm = { title: 'End it?', text: 'No more *papers*.', yes: 'End it', no: '' };
    const [asking] = buttons(draw({ kind: 'actions', actions: [{ label: 'End', says: 'end 1', confirm }] }));
    expect(asking?.confirm).toEqual({
      title: { type: 'plain_text', text: 'End it?' },
      text: { type: 'plain_text', text: 'No more *papers*.' },
      confirm: { type: 'plain_text', text: 'End it' },
      deny: { type: 'plain_text', text: 'No' },
    });
  });

  it('lay buttons below buttons in one row', () => {
    expect(draw(row('Next'), row('Share')).map((block) => buttons([block]).length)).toEqual([2]);
    expect(draw(row('Next'), { kind: 'divider' }, row('Share'))).toHaveLength(3);
  });

  it('tell the facts of two things apart', () => {
    expect(draw(number('1'), number('2')).map(({ type }) => type)).toEqual(['rich_text', 'divider', 'rich_text']);
  });

  it('show a channel of ours by its name, and never a channel that a text names', () => {
    const value = [{ text: 'C024BE7LR', channel: 'C024BE7LR' }, { text: ' and ' }, { text: 'x', channel: 'D024BE7LR' }];
    expect(draw({ kind: 'text', spans: value })).toEqual([
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'channel', channel_id: 'C024BE7LR' },
              { type: 'text', text: ' and x' },
            ],
          },
        ],
      },
    ]);
    expect(JSON.stringify(draw({ kind: 'text', spans: [{ text: '<#C024BE7LR>' }] }))).not.toContain('channel_id');
  });

  it('say words for a channel of ours where its name cannot be seen', () => {
    const spans = [
      { text: 'In ' },
      { text: 'C024BE7LR', channel: 'C024BE7LR' },
      { text: ', not in ' },
      { text: 'D024BE7LR', channel: 'D024BE7LR' },
      { text: ' or ' },
      { text: 'lab', channel: 'C024BE7LS' },
    ];
    const card: Card = { title: { text: 'T' }, blocks: [{ kind: 'text', spans }] };
    const words = 'In that channel, not in your direct messages or lab';
    expect([renderMessage(card).text, renderText(card)]).toEqual([`T\n\n${words}`, `T\n\n${words}`]);
    expect(visible(checkBlocks(renderMessage(card).blocks, 50))).toContain(', not in your direct messages or ');
  });

  it('with a link in a quiet line escape everything but that link', () => {
    const spans = [
      { text: 'See <!here> *x* ' },
      { text: 'a|b>c', url: 'https://example.org/?a=1&b=2|3' },
      { text: ' @channel' },
    ];
    expect(draw({ kind: 'note', spans })).toEqual([
      {
        type: 'context',
        elements: [
          {
            type: 'mrkdwn',
            text: 'See &lt;!here&gt; \u2217x\u2217 <https://example.org/?a=1&amp;b=2%7C3|a b c> @\u2060channel',
            verbatim: true,
          },
        ],
      },
    ]);
  });
});

const titled = (length: number) => renderMessage({ title: { text: 'x'.repeat(length) }, blocks: [] }).blocks[0]?.type;
const pressed = (label: string, says: string) => buttons(draw({ kind: 'actions', actions: [{ label, says }] }))[0];

const notes = (count: number) => Array.from({ length: count }, (): Block => ({ kind: 'note', spans: [{ text: 'n' }] }));

describe('at the limits of Slack', () => {
  it('a title of 150 is a heading, and a longer one is bold text', () => {
    expect([titled(150), titled(151)]).toEqual(['header', 'rich_text']);
  });

  it('a label of 75 is whole, and a longer one is cut between graphemes', () => {
    expect(pressed('x'.repeat(75), 'a')?.text.text).toBe('x'.repeat(75));
    expect(pressed('x'.repeat(76), 'a')?.text.text).toBe(`${'x'.repeat(74)}…`);
    expect(pressed('👩‍👩‍👧‍👦'.repeat(8), 'a')?.text.text).toBe(`${'👩‍👩‍👧‍👦'.repeat(6)}…`);
  });

  it('a sentence of 2,000 is sent as it is, and a longer one not at all', () => {
    expect(pressed('a', 'x'.repeat(2000))?.value).toBe('x'.repeat(2000));
    expect(pressed('a', 'x'.repeat(2001))).toBeUndefined();
  });

  it('fifty blocks are a message, and of fifty-one the last give way', () => {
    expect(draw(...notes(49))).toHaveLength(49);
    expect(visible(draw(...notes(49)))).not.toContain('did not fit');
    expect(draw(...notes(50))).toHaveLength(49);
    expect(visible(draw(...notes(50)))).toContain('Some of this did not fit here.');
  });
});
