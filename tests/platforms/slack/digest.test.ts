import { describe, expect, it } from 'vitest';
import type { ListItem } from '../../../src/cards/card.ts';
import { dailyCard } from '../../../src/cards/daily-card.ts';
import { renderMessage, renderText } from '../../../src/platforms/slack/render.ts';
import { seedPapers } from '../../flows/service.ts';
import { checkBlocks, stringsOf } from './block-schema.ts';

/* A post of the most papers that can be asked for, over the papers that come with Paperboy. */

const reason = 'matches “quantization”; best match of the other 12 unseen';

async function digest(top: number, open = false) {
  const all = await seedPapers();
  // Those without a page first: their links to a search are the longest.
  const papers = [...all.filter(({ url }) => url === null), ...all].slice(0, top);
  const options = { date: '2026-11-24', late: true, startsOver: false, thread: false, topic: 'quantization' };
  const last = papers.at(-1);
  const card = dailyCard(
    papers.map((paper) => ({ paper, reason })),
    { ...options, ...(open && last !== undefined ? { open: last.id } : {}) },
  );
  const message = renderMessage(card);
  const blocks = checkBlocks(message.blocks, 50);
  const rows = blocks.flatMap((block) => (block.type === 'actions' ? [block.elements] : []));
  const texts = stringsOf(blocks, ['text']).join('\n');
  return { card, papers, rows, texts, text: message.text };
}

const actionsWith = (url: string | null) => {
  const link = url === null ? 'Search for it' : 'Open';
  return ['Abstract', 'Similar', 'Save', 'Cite', link, '👍', '👎', 'Why this one'];
};

describe.each([2, 3, 5, 6, 10])('a digest of %i', (top) => {
  it('has one row with every button for each paper, its title and why it was chosen', async () => {
    const { papers, rows, texts } = await digest(top);
    expect(texts).not.toContain('did not fit');
    expect(texts.split('best match of the other 12 unseen')).toHaveLength(top + 1);
    for (const { title } of papers) expect(texts).toContain(title);
    const labels = (url: string | null) =>
      top > 5 ? ['Abstract', 'Similar', 'Save', 'Cite', '👍', '👎', 'Why this one'] : actionsWith(url);
    expect(rows.map((row) => row.map((button) => button.text.text))).toEqual(papers.map(({ url }) => labels(url)));
  });

  it('is read out with every title, and without what the buttons are for', async () => {
    const { card, papers, text } = await digest(top);
    expect(text.length).toBeLessThanOrEqual(4_000);
    for (const [at, { title }] of papers.entries())
      expect(text).toContain(`${at + 1}. ${title.replaceAll('&', '&amp;')}`);
    expect(text.split('best match of the other 12 unseen')).toHaveLength(top + 1);
    expect(text).not.toMatch(/Type: |similar |daily 2026/u);
    expect(renderText(card)).toContain(papers.at(-1)?.title);
  });

  it('has room for a whole abstract, and a way to every other one', async () => {
    const { papers, rows, texts } = await digest(top, true);
    expect(texts).toContain(papers.at(-1)?.abstract.replaceAll(/\s+/gu, ' ').trim());
    expect(texts).not.toContain('did not fit');
    expect(rows.map(([first]) => first?.text.text)).toEqual(
      papers.map((_, at) => (at < top - 1 ? 'Abstract' : 'Less')),
    );
    expect(rows.at(-1)).toHaveLength(top > 5 ? 7 : 8);
  });
});

function item(number: number, title: string, facts: string): ListItem {
  return {
    number,
    title: { text: title, url: 'https://arxiv.org/abs/2401.01234' },
    facts: [{ text: facts }],
    text: [{ text: 'word '.repeat(300) }],
    actions: [{ label: 'Save', says: 'save 2401.01234' }],
  };
}

function read(items: readonly ListItem[]): string {
  return renderMessage({ title: { text: 'Papers' }, blocks: [{ kind: 'list', items }] }).text;
}

it('the reading of a card that is too long gives way in its texts, then in what is said of the items, last in titles', () => {
  const numbers = Array.from({ length: 10 }, (_, at) => at + 1);
  const short = read(numbers.map((number) => item(number, `Title ${number}`, `Author ${number}`)));
  for (const number of numbers)
    expect(short).toMatch(new RegExp(`${number}\\. Title ${number} .*\\n.*Author ${number}\\n.*word`, 'u'));
  const long = read(numbers.map((number) => item(number, `Title ${number} ${'T'.repeat(200)}`, 'A'.repeat(600))));
  for (const number of numbers) expect(long).toContain(`${number}. Title ${number} `);
  for (const text of [short, long]) expect(text.length).toBeLessThanOrEqual(4_000);
});
