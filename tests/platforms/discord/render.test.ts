import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action, Block, Card, ListItem } from '../../../src/cards/card.ts';
import { clampText } from '../../../src/cards/clamp-spans.ts';
import { cleanLine } from '../../../src/cards/clean-text.ts';
import { dailyCard } from '../../../src/cards/daily-card.ts';
import { paperCard } from '../../../src/cards/paper-card.ts';
import type { Paper } from '../../../src/paper/paper.ts';
import { markOf } from '../../../src/platforms/discord/mark.ts';
import { renderKept, renderMessage, renderText } from '../../../src/platforms/discord/render.ts';
import type { DiscordMessage } from '../../../src/platforms/discord/render.ts';
import { safeUrl } from '../../../src/platforms/discord/safe-url.ts';
import { anyCard, anyText } from '../../support/card-arbitrary.ts';
import { markedPaper as paper } from '../../support/marked-paper.ts';
import { rawMention, readMarkdown } from './markdown-reader.ts';
import { checkMessage, pressable } from './message-schema.ts';

/** A card shrinks in so many ways that a failing run would take minutes to end: its first counterexample has to do. */
const runs = { seed: 20261124, endOnFailure: true };

/** Every address that a card names as one. */
function linksOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(linksOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    const url = key === 'url' && typeof one === 'string' ? safeUrl(one, 512) : null;
    return url === null ? linksOf(one) : [url];
  });
}

/** Nothing is called, nothing pretends, and a link is one of the card's own. */
function expectSafe(text: string, card: Card, looks: readonly string[]): void {
  const links = linksOf(card);
  const strange = readMarkdown(text).fired.filter(
    ({ kind, value }) => !looks.includes(kind) || (['link', 'address'].includes(kind) && !links.includes(value)),
  );
  expect(strange).toEqual([]);
  expect(text).not.toMatch(rawMention);
  expect(text.isWellFormed()).toBe(true);
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\u200b\u202a-\u202e\u2066-\u2069\ufeff]/u);
}

const bodyLooks = ['small', 'strong', 'emphasis', 'code', 'block', 'link', 'address'];

function titleOf(card: Card): string {
  return clampText(cleanLine(card.title.text), 700) || 'Untitled';
}

function expectFine(body: DiscordMessage, card: Card) {
  const message = checkMessage(body);
  expectSafe(message.content, card, ['strong', 'small', 'emphasis', 'code']);
  expect(readMarkdown(message.content).visible).toContain(titleOf(card));
  const [embed] = message.embeds;
  expectSafe(embed?.title ?? '', card, []);
  expectSafe(embed?.description ?? '', card, bodyLooks);
  expect((embed?.title ?? '').length + (embed?.description ?? '').length).toBeLessThanOrEqual(6000);
  return message;
}

describe('any card', () => {
  it('is a message that Discord takes, in which nothing calls people or hides a link', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        expect(expectFine(renderMessage(card), card).content).toMatch(/\S/u);
      }),
      { ...runs, numRuns: 200 },
    );
  });

  it('is a message also without embeds and buttons', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const { content, embeds, components } = checkMessage(renderText(card));
        expectSafe(content, card, bodyLooks);
        expect(readMarkdown(content).visible).toContain(titleOf(card));
        expect([embeds, components]).toEqual([[], []]);
      }),
      { ...runs, numRuns: 100 },
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
        const message = expectFine(renderMessage({ ...card, blocks: [...body, actions] }), card);
        const ids = pressable(message).map(([, id]) => id.replace(/^says\.\d+:/u, ''));
        for (let at = 0; at < 8; at += 1) expect(ids).toContain(`do ${at}`);
      }),
      { ...runs, numRuns: 60 },
    );
  });

  it('is drawn without being changed, and the same again', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const before = structuredClone(card);
        expect(renderMessage(card)).toEqual(renderMessage(card));
        expect(card).toEqual(before);
      }),
      { ...runs, numRuns: 30 },
    );
  });

  it('is the same with a hint, which is for those who have no buttons', () => {
    fc.assert(
      fc.property(anyCard, anyText, (card, text) => {
        const hinted: Card = { ...card, blocks: [...card.blocks, { kind: 'hint', text }] };
        expect(renderMessage(hinted)).toEqual(renderMessage(card));
      }),
      { ...runs, numRuns: 30 },
    );
  });
});

const anyPaper: fc.Arbitrary<Paper> = fc
  .record({
    title: anyText,
    abstract: anyText,
    authors: fc.array(anyText, { maxLength: 30 }),
    url: fc.constantFrom('https://arxiv.org/abs/2401.01234', 'javascript:alert(1)', null),
    categories: fc.array(anyText, { maxLength: 3 }),
    keywords: fc.array(anyText, { maxLength: 3 }),
    summary: fc.option(anyText),
  })
  .map((changed) => ({ ...paper, ...changed }));

describe('any paper', () => {
  it('is shown whole, and posted as the paper of the day', () => {
    const options = { date: '2026-11-24', late: true, startsOver: true, topic: '@everyone', thread: true };
    fc.assert(
      fc.property(fc.array(anyPaper, { minLength: 1, maxLength: 5 }), anyText, (papers, reason) => {
        for (const one of papers)
          expect(expectFine(renderMessage(paperCard(one)), paperCard(one)).embeds).toHaveLength(1);
        const daily = dailyCard(
          papers.map((one) => ({ paper: one, reason })),
          options,
        );
        expectFine(renderMessage(daily), daily);
        if (daily.thread) expectFine(renderMessage(daily.thread), daily.thread);
      }),
      { ...runs, numRuns: 60 },
    );
  });
});

const says = (message: unknown) => pressable(checkMessage(message));

describe('the paper of the day', () => {
  const card = dailyCard([{ paper, reason: 'It was the most voted of the week.' }], {
    date: '2026-11-24',
    late: false,
    startsOver: false,
    topic: 'attention',
    thread: false,
  });

  it('says in its first lines what it is and why it came, for notifications and screen readers', () => {
    const { content } = renderMessage(card);
    expect(readMarkdown(content).visible).toBe(
      'Attention & <Friends>: O(n^2) is *not* all_you_need\nPaper of the day, 24 Nov 2026 · attention',
    );
  });

  it('has its title once, the address where it leads above its text, and everything that can be done', () => {
    const message = renderMessage(card);
    expect(message.embeds).toHaveLength(1);
    expect(message.embeds[0]).toMatchObject({
      title: 'arxiv.org/abs/2401.01234',
      url: 'https://arxiv.org/abs/2401.01234',
    });
    expect(message.embeds[0]?.description).not.toContain('Paper of the day');
    expect(message.embeds[0]?.description).toContain('\n-# Why this one: It was the most voted of the week.');
    expect(says(message)).toEqual([
      ['Abstract', 'swap.1:daily 2026-11-24 open 2401.01234'],
      ['Similar', 'says.2:similar 2401.01234'],
      ['Save', 'says.3:save 2401.01234'],
      ['Cite', 'says.4:cite 2401.01234'],
      ['Open', 'https://arxiv.org/abs/2401.01234'],
      ['👍', 'says.5:like 2401.01234'],
      ['👎', 'says.6:dislike 2401.01234'],
      ['Why this one', 'says.7:why 2401.01234 on 2026-11-24'],
    ]);
    expect(message.components.map(({ components }) => components.length)).toEqual([5, 3]);
  });

  it('bears its mark once, in the first thing that can be pressed', async () => {
    const mark = markOf('7f0c:2026-11-24');
    const message = await renderKept(card, { keep: async () => 'k' }, mark);
    expect(JSON.stringify(message).split(mark)).toHaveLength(2);
    expect(says(message)[0]).toEqual(['Abstract', `swap.1~${mark}:daily 2026-11-24 open 2401.01234`]);
  });
});

const item = (number: number): ListItem => ({
  number,
  title: { text: `Paper ${number}`, url: `https://example.org/${number}` },
  facts: [{ text: 'Ada Lovelace et al.' }, { text: '2024' }, { text: 'why', style: 'emphasis' }],
  text: [{ text: 'It is about ' }, { text: 'weight', style: 'mark' }, { text: ' decay.' }],
  actions: [
    { label: 'Abstract', says: `abstract ${number}`, effect: 'replace' },
    { label: 'Similar', says: `similar ${number}` },
    { label: 'Open', url: `https://example.org/${number}` },
  ],
});

const list = (count: number, actions: readonly Action[] = [{ label: 'Next', says: 'more' }]): Card => ({
  title: { text: 'Papers for "weight decay"' },
  blocks: [
    { kind: 'note', spans: [{ text: `1–${count} of 32 papers, by relevance` }] },
    { kind: 'list', items: Array.from({ length: count }, (_, at) => item(at + 1)) },
    { kind: 'actions', actions },
  ],
});

it('the most papers of the day keep everything that can be done with each', () => {
  const papers = Array.from({ length: 10 }, (_, at) => ({ ...paper, id: `arxiv:2401.0000${at}` }));
  const card = dailyCard(
    papers.map((one) => ({ paper: one, reason: 'newest' })),
    { date: '2026-11-24', late: false, startsOver: false, topic: '', thread: false },
  );
  const said = says(renderMessage(card)).map(([, id]) => id);
  for (const { id } of papers) {
    const name = id.slice('arxiv:'.length);
    const ways = ['open ', 'similar ', 'save ', 'cite ', ':like ', 'dislike ', 'why '].map((way) => `${way}${name}`);
    expect(ways.filter((way) => !said.some((one) => one?.includes(way)))).toEqual([]);
  }
});

describe('a list', () => {
  it('is heard in a notification, too: the titles of its papers stand in the text, as long as that is short', () => {
    const items = ['One *study*', 'Another of @everyone', 'y'.repeat(100), '', 'z'.repeat(90), 'w'.repeat(90)].map(
      (text, at) => ({ number: at + 1, title: { text, url: 'https://arxiv.org/' }, facts: [], text: [], actions: [] }),
    );
    const { content } = checkMessage(renderMessage({ title: { text: 'Papers' }, blocks: [{ kind: 'list', items }] }));
    const [, titles = ''] = readMarkdown(content).visible.split('\n');
    expect(titles.replaceAll('\u2060', '')).toMatch(
      /^One \*study\* · Another of @everyone · y{59}… · z{59}… · w{59}…$/u,
    );
    const long = { title: { text: '*'.repeat(2_000) }, blocks: [{ kind: 'list', items }] } as const;
    expect(checkMessage(renderMessage(long)).content).toContain('One');
  });

  it('is one embed with numbered links, under a heading that is said once', () => {
    const { content, embeds } = renderMessage(list(1));
    expect(content).toBe('**Papers for "weight decay"**\n1–1 of 32 papers, by relevance\n-# Paper 1');
    expect(embeds).toEqual([
      {
        color: expect.any(Number),
        description:
          '**1.** **[Paper 1](https://example.org/1)**\nIt is about **weight** decay.\n-# Ada Lovelace et al. · 2024 · *why*',
      },
    ]);
  });

  it('has a menu to jump to an item, one for everything else, and the buttons of the page', () => {
    const message = checkMessage(renderMessage(list(5)));
    const [jump, more, page] = message.components.map(({ components }) => components);
    expect(jump).toMatchObject([{ custom_id: 'pick.6', placeholder: 'Abstract …' }]);
    expect(jump?.[0]).toMatchObject({
      options: expect.arrayContaining([
        { label: '2. Paper 2', value: 'swap.2:abstract 2', description: 'Abstract' },
      ]) as unknown,
    });
    expect(more?.[0]).toMatchObject({
      placeholder: 'Similar …',
      options: expect.arrayContaining([
        { label: '5. Similar', value: 'says.11:similar 5', description: 'Paper 5' },
      ]) as unknown,
    });
    expect(page).toMatchObject([{ label: 'Next', custom_id: 'says.13:more' }]);
  });

  it('shows the whole of an abstract that was opened in it', () => {
    const abstract = 'It is about weight decay. '.repeat(70).trim();
    const opened: ListItem = { ...item(2), text: [{ text: abstract }] };
    const card: Card = { ...list(1), blocks: [{ kind: 'list', items: [item(1), opened, item(3)] }] };
    expect(checkMessage(renderMessage(card)).embeds[0]?.description).toContain(abstract);
  });

  it('of too many papers ends early, says so, and keeps the way to the next page', () => {
    const message = checkMessage(renderMessage(list(60)));
    expect(message.embeds[0]?.description).toMatch(/\n-# Some of this did not fit here\.$/u);
    expect(says(message).at(-1)?.[1]).toMatch(/:more$/u);
    expect(message.components).toHaveLength(5);
  });
});

const draw = (...blocks: readonly Block[]) => checkMessage(renderMessage({ title: { text: 'T' }, blocks }));
const rowsOf = (...counts: readonly number[]) =>
  draw(
    ...counts.map((count, at): Block => ({
      kind: 'actions',
      actions: Array.from({ length: count }, (_, n) => ({ label: `${at}.${n}`, says: `say ${at} ${n}` })),
    })),
  ).components.map(({ components }) => components.map(({ type }) => type));

describe('what can be pressed', () => {
  it('stands in rows as it is written while there are rows enough, and beside what stands above where it has room', () => {
    expect(rowsOf(4, 2, 6)).toEqual([[2, 2, 2, 2], [2, 2], [2, 2, 2, 2, 2], [2]]);
    expect(rowsOf(1, 1, 8, 1)).toEqual([
      [2, 2],
      [2, 2, 2, 2, 2],
      [2, 2, 2, 2],
    ]);
  });

  it('keeps apart what other things stand between', () => {
    const actions: Block = { kind: 'actions', actions: [{ label: 'Edit', says: 'edit 1' }] };
    const hint: Block = { kind: 'hint', text: 'edit 1' };
    const rows = (between: Block) => draw(actions, between, actions).components.length;
    expect([rows(hint), rows({ kind: 'text', spans: [{ text: 'Another' }] })]).toEqual([1, 2]);
  });

  it('closes up where there are not, and goes into a menu beyond 25', () => {
    expect(rowsOf(3, 3, 3, 3, 3, 3)).toEqual([
      [2, 2, 2, 2, 2],
      [2, 2, 2, 2, 2],
      [2, 2, 2, 2, 2],
      [2, 2, 2],
    ]);
    expect(rowsOf(25).flat()).toHaveLength(25);
    expect(rowsOf(26)).toEqual([...Array.from({ length: 4 }, () => [2, 2, 2, 2, 2]), [3]]);
    expect(rowsOf(45).at(-1)).toEqual([3]);
    const all = draw({
      kind: 'actions',
      actions: Array.from({ length: 45 }, (_, n) => ({ label: `L${n}`, says: `say ${n}` })),
    });
    expect(pressable(all)).toHaveLength(45);
  });

  it('does what it says, or is not there', () => {
    const actions: readonly Action[] = [
      { label: 'Nothing', says: ' ' },
      { label: '', says: 'nameless' },
      { label: 'Bad link', url: 'javascript:alert(1)' },
      { label: 'Long link', url: `https://example.org/${'x'.repeat(512)}` },
      { label: 'Fine', says: 'fine' },
    ];
    expect(pressable(draw({ kind: 'actions', actions })).map(([label]) => label)).toEqual(['Fine']);
  });
});

const label = (length: number) =>
  pressable(draw({ kind: 'actions', actions: [{ label: 'x'.repeat(length), says: 'a' }] }))[0]?.[0];

const address = (length: number): string => `example.org/${'x'.repeat(length - 'example.org/'.length)}`;

const titled = (length: number, url = 'https://example.org/') =>
  checkMessage(renderMessage({ title: { text: 'x'.repeat(length), url }, blocks: [] }));

describe('at the limits of Discord', () => {
  it('a label of 80 is whole, and a longer one is cut', () => {
    expect(label(80)).toBe('x'.repeat(80));
    expect(label(81)).toBe(`${'x'.repeat(79)}…`);
  });

  it('an address of 256 is whole, and of a longer one the beginning is shown; a long title is whole', () => {
    const shown = (length: number) => titled(300, `https://${address(length)}`).embeds[0]?.title;
    expect(shown(256)).toBe(address(256));
    expect(shown(257)).toBe(`${address(255)}…`);
    expect(titled(300).embeds[0]?.title).toBe('example.org');
    expect(titled(300).content).toBe(`**${'x'.repeat(300)}**`);
  });

  it('a long abstract is there in the most part, and buttons stay', () => {
    const abstract = Array.from({ length: 400 }, (_, at) => `Sentence ${at} says something useful.`).join(' ');
    const message = checkMessage(renderMessage(paperCard({ ...paper, abstract })));
    expect(message.embeds[0]?.description?.length).toBeGreaterThan(2800);
    expect(pressable(message)).toHaveLength(5);
  });
});

describe('blocks', () => {
  it('that hold nothing leave no embed', () => {
    const nothing: readonly Block[] = [
      { kind: 'text', spans: [{ text: ' \u200b\n' }] },
      { kind: 'note', spans: [] },
      { kind: 'facts', facts: [{ label: 'Empty', value: [{ text: '' }] }] },
      { kind: 'code', text: '\n \n' },
      { kind: 'list', items: [] },
      { kind: 'actions', actions: [] },
      { kind: 'divider' },
    ];
    expect(draw(...nothing)).toMatchObject({ content: '**T**', embeds: [], components: [] });
  });

  it.each<readonly [what: string, said: string, blocks: readonly Block[]]>([
    [
      'a sentence with a link',
      'See arXiv.',
      [{ kind: 'text', spans: [{ text: 'See arXiv.', url: 'https://arxiv.org' }] }],
    ],
    ['facts', 'What: graphs', [{ kind: 'facts', facts: [{ label: 'What', value: [{ text: 'graphs' }] }] }]],
  ])('say %s in a notification too', (_what, said, blocks) => {
    expect(draw(...blocks)).toMatchObject({ content: `**T**\n-# ${said}` });
  });

  it.each<readonly [what: string, said: string, left: string | undefined, blocks: readonly Block[]]>([
    [
      'a question',
      'Which clock is it? Write in Berlin.',
      undefined,
      [{ kind: 'text', spans: [{ text: 'Which clock is it? Write in Berlin.' }] }],
    ],
    [
      'words behind code',
      'Copy it.',
      '```\nx\n```',
      [
        { kind: 'code', text: 'x' },
        { kind: 'text', spans: [{ text: 'Copy it.' }] },
      ],
    ],
    [
      'a word to type',
      'Say `help`\\.',
      'More.',
      [
        { kind: 'text', spans: [{ text: 'Say ' }, { text: 'help', style: 'code' }, { text: '.' }] },
        { kind: 'text', spans: [{ text: 'More.' }] },
      ],
    ],
  ])('say %s in the message itself, and not again below', (_what, said, left, blocks) => {
    const { content, embeds } = draw(...blocks);
    expect(content).toBe(`**T**\n${said}`);
    expect(embeds[0]?.description).toBe(left);
  });

  it('of a long text say the first sentence in the message itself, and go on below', () => {
    const sentences = Array.from({ length: 60 }, (_, at) => `Sentence ${at} says something useful.`);
    const long = draw({ kind: 'text', spans: [{ text: sentences.join(' ') }] });
    expect(long.content).toBe(`**T**\n${sentences[0]}`);
    expect(long.embeds[0]?.description).toBe(sentences.slice(1).join(' '));
    const endless = 'word '.repeat(400).trim();
    const cut = draw({ kind: 'text', spans: [{ text: endless }] });
    expect(cut.content).toMatch(/^\*\*T\*\*\nword(?: word)+ …$/u);
    expect(cut.embeds[0]?.description).toMatch(/^… word/u);
    const words = [cut.content, cut.embeds[0]?.description ?? ''].flatMap((text) => text.match(/word/gu) ?? []);
    expect(words).toHaveLength(400);
  });

  it('keep code as it was written, and name each fact', () => {
    const code = '@article{a,\n  title = {A < B & *C*},\n}';
    const facts = [
      { label: 'Date', value: [{ text: '2 Jan' }] },
      { label: 'PDF', value: [{ text: 'here', url: 'https://example.org/a.pdf' }] },
    ];
    expect(draw({ kind: 'facts', facts }, { kind: 'code', text: code }).embeds[0]?.description).toBe(
      `**Date**  2 Jan\n**PDF**  [here](https://example.org/a.pdf)\n\n\`\`\`\n${code}\n\`\`\``,
    );
  });

  it('without embeds show links that Discord draws no preview of', () => {
    const message = renderText(paperCard(paper));
    expect(message.flags).toBe(4);
    expect(message.content).toContain('\n<https://arxiv.org/abs/2401.01234>\n');
    expect(message.content).toContain('We present a method.');
  });
});
