import { describe, expect, it } from 'vitest';
import { dailyCard } from '../../../src/cards/daily-card.ts';
import { renderMessage } from '../../../src/platforms/slack/render.ts';
import { escape } from '../../../src/platforms/slack/text.ts';
import { seedPapers } from '../../flows/service.ts';
import { checkBlocks, stringsOf } from './block-schema.ts';
import type { SentBlock } from './block-schema.ts';

/* A post of the most papers that can be asked for, over the papers that come with Paperboy. */

const reason = 'matches “quantization”; best match of the other 12 unseen';

type SentRow = Extract<SentBlock, { readonly type: 'actions' }>['elements'];

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
  const size = JSON.stringify(blocks).length;
  return { papers, rows, texts, text: message.text, size };
}

/** What can be pressed in a row, and what else its menu has. */
const labels = (row: SentRow) =>
  row.flatMap((one) => (one.type === 'button' ? [one.text.text] : one.options.map(({ text }) => text.text)));

const actionsWith = (url: string | null) => {
  const link = url === null ? 'Search for it' : 'Open';
  return ['Abstract', 'Similar', 'Save', 'Cite', link, '👍', '👎', 'Why this one'];
};

describe.each([2, 3, 5, 6, 8, 10])('a digest of %i', (top) => {
  it('has one row with every button for each paper, its title and why it was chosen', async () => {
    const { papers, rows, texts, size } = await digest(top);
    expect(texts).not.toContain('did not fit');
    expect(texts.split('best match of the other 12 unseen')).toHaveLength(top + 1);
    for (const { title } of papers) expect(texts).toContain(title);
    for (const { authors } of papers.filter((paper) => paper.authors.length > 3)) {
      expect(texts).toContain(`${authors.slice(0, 3).join(', ')} et al.`);
    }
    expect(rows.map(labels)).toEqual(papers.map(({ url }) => actionsWith(url)));
    for (const row of rows) expect(row.slice(0, 5).every(({ type }) => type === 'button')).toBe(true);
    expect(size).toBeLessThanOrEqual(15_500);
  });

  it('has room for a whole abstract, and a way to every other one', async () => {
    const { papers, rows, texts } = await digest(top, true);
    expect(texts).toContain(papers.at(-1)?.abstract.replaceAll(/\s+/gu, ' ').trim());
    expect(texts).not.toContain('did not fit');
    expect(rows.map((row) => labels(row)[0])).toEqual(papers.map((_, at) => (at < top - 1 ? 'Abstract' : 'Less')));
    expect(labels(rows.at(-1) ?? [])).toHaveLength(8);
  });

  it.each([false, true])('is read whole as a plain text, without what its buttons say (open: %s)', async (open) => {
    const { papers, text } = await digest(top, open);
    for (const [at, { title }] of papers.entries()) expect(text).toContain(`${at + 1}. ${escape(title)}`);
    expect(text).not.toContain('Type: ');
    expect(text).not.toContain('similar ');
    expect(text.length).toBeLessThanOrEqual(4000);
  });
});

describe('a digest with titles and abstracts that are far too long', () => {
  it('names every paper in its text', async () => {
    const [one] = await seedPapers();
    if (one === undefined) throw new Error('Expected papers');
    const papers = Array.from({ length: 10 }, (_, at) => ({
      ...one,
      title: `Paper${at} ${'& '.repeat(400)}`,
      summary: `Sum ${'& '.repeat(400)}`,
    }));
    const card = dailyCard(
      papers.map((paper) => ({ paper, reason })),
      { date: '2026-11-24', late: false, startsOver: false, thread: false, topic: 'x' },
    );
    const { text } = renderMessage(card);
    for (let at = 0; at < 10; at += 1) expect(text).toContain(`${at + 1}. Paper${at} &amp;`);
    expect(text.length).toBeLessThanOrEqual(4000);
  });
});

describe('a digest with long titles', () => {
  it('shortens them before it leaves out who wrote a paper, where it is and why it was chosen', async () => {
    const papers = (await seedPapers())
      .filter(({ authors, url }) => authors.length > 3 && url !== null)
      .slice(0, 10)
      .map((paper, at) => ({ ...paper, title: `Paper${at} ${'of a very long title indeed '.repeat(20)}` }));
    const card = dailyCard(
      papers.map((paper) => ({ paper, reason })),
      { date: '2026-11-24', late: false, startsOver: false, thread: false, topic: 'x' },
    );
    const { text } = renderMessage(card);
    expect(text.split(' et al.')).toHaveLength(11);
    expect(text.split('best match of the other 12 unseen')).toHaveLength(11);
    for (const { url } of papers) expect(text).toContain(String(url));
    expect(text.length).toBeLessThanOrEqual(4000);
  });
});
