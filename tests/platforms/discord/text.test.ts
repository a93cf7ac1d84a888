import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../../src/cards/clean-spans.ts';
import { cleanCode, cleanLine, cleanText } from '../../../src/cards/clean-text.ts';
import { cleanSpans } from '../../../src/platforms/discord/clean-spans.ts';
import { safeUrl } from '../../../src/platforms/discord/safe-url.ts';
import { escapedWithin, markdown } from '../../../src/platforms/discord/spans.ts';
import { codeBlock, escape } from '../../../src/platforms/discord/text.ts';
import { anySpans, anyText } from '../../support/card-arbitrary.ts';
import { rawMention, readMarkdown } from './markdown-reader.ts';

const runs = { seed: 20261124, endOnFailure: true };

describe('the reader of these tests', () => {
  it.each([
    ['[x](https://evil.example)', 'link'],
    ['# x', 'heading'],
    ['a\n-# x', 'small'],
    ['a\n> x', 'quote'],
    ['1. x', 'list'],
    ['- x', 'list'],
    ['||x||', 'spoiler'],
    ['<t:1700000000:R>', 'tag'],
    ['<@1>', 'mention'],
    ['@everyone', 'mention'],
    ['**x**', 'strong'],
    ['_x_', 'emphasis'],
    ['__x__', 'underline'],
    ['~~x~~', 'struck'],
    ['`x`', 'code'],
    ['```\nx\n```', 'block'],
    ['https://evil.example', 'url'],
    ['<https://evil.example>', 'address'],
    ['discord.gg/x', 'invitation'],
    [':tada:', 'emoji'],
  ])('sees what %j is', (text, kind) => {
    expect(readMarkdown(text).fired[0]?.kind).toBe(kind);
    expect(readMarkdown(escape(text))).toEqual({ visible: text, fired: [] });
  });
});

describe('escaped text', () => {
  it('reads as it was written, and nothing of it fires', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = cleanText(text);
        const escaped = escape(clean);
        expect(readMarkdown(escaped)).toEqual({ visible: clean, fired: [] });
        expect(escaped).not.toMatch(rawMention);
        expect(escaped.length).toBeLessThanOrEqual(2 * clean.length);
      }),
      { ...runs, numRuns: 500 },
    );
  });

  it('stays so next to other escaped texts', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 2, maxLength: 4 }), (texts) => {
        const clean = texts.map((text) => cleanText(text).slice(0, 200));
        const escaped = clean.map(escape).join('');
        expect(readMarkdown(escaped)).toEqual({ visible: clean.join(''), fired: [] });
        expect(escaped).not.toMatch(rawMention);
      }),
      { ...runs, numRuns: 500 },
    );
  });

  it('leaves plain words as they are, for those who read the source: a notification', () => {
    const plain = 'Deep learning (2024): a survey, by A. B. Smith & co. See fig. 3 - it is 50% better, #1!';
    expect(escape(plain)).toBe(plain);
  });

  it('is cut by what it costs to escape, and says so', () => {
    expect(escapedWithin('******', 7)).toBe('\\*\\*\\*…');
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 300 }), (text, max) => {
        const cut = escapedWithin(cleanLine(text), max);
        expect(cut.length).toBeLessThanOrEqual(max);
        expect(readMarkdown(cut).fired).toEqual([]);
      }),
      runs,
    );
  });
});

/** In code a back quote is what looks most like it. */
const bare = (text: string) => text.replaceAll(/[`\u02cb\s]/gu, '');

describe('spans', () => {
  it('show their text, and fire nothing but their own looks and links', () => {
    fc.assert(
      fc.property(anySpans, (any) => {
        const spans = cleanSpans(any, 512);
        const shown = markdown(spans);
        const { fired } = readMarkdown(shown);
        const links = new Set(spans.flatMap(({ url }) => url ?? []));
        const strange = fired.filter(({ kind, value }) =>
          ['link', 'address'].includes(kind) ? !links.has(value) : !['strong', 'emphasis', 'code'].includes(kind),
        );
        expect(strange).toEqual([]);
        expect(shown).not.toMatch(rawMention);
      }),
      { ...runs, numRuns: 500 },
    );
  });

  it('without links read as they were written', () => {
    fc.assert(
      fc.property(anySpans, (any) => {
        const unlinked = any.map(({ text, style }) => (style === undefined ? { text } : { text, style }));
        const spans = cleanSpans(unlinked, 512);
        expect(bare(readMarkdown(markdown(spans)).visible)).toBe(bare(textOf(spans)));
      }),
      { ...runs, numRuns: 500 },
    );
  });

  it('look as they should', () => {
    expect(
      markdown([
        { text: 'say ' },
        { text: 'help', style: 'code' },
        { text: ', ' },
        { text: 'now ', style: 'strong' },
        { text: 'or', style: 'emphasis' },
        { text: 'never', style: 'mark' },
        { text: ' a [link]', url: 'https://example.org/' },
      ]),
    ).toBe('say `help`, **now** *or*\u2060**never** [a \\[link\\]](https://example.org/)');
  });

  it('keep a link whole whose text has a bracket too many', () => {
    const url = 'https://example.org/';
    expect(markdown([{ text: 'on [0, 1) and', url }])).toBe(`[on \uff3b0, 1) and](${url})`);
    expect(markdown([{ text: 'E[X] and', url }])).toBe(`[E\\[X\\] and](${url})`);
  });

  it.each([
    ['https://arxiv.org', 'https://evil.example/', 'https\\://arxiv.org (<https://evil.example/>)'],
    ['https://arxiv.org/abs/1', 'https://arxiv.org/abs/1', '<https://arxiv.org/abs/1>'],
    ['www.arxiv.org', 'https://evil.example/', 'www.arxiv.org (<https://evil.example/>)'],
  ])('that look like the address %s show where they lead', (text, url, shown) => {
    expect(markdown([{ text, url }])).toBe(shown);
  });
});

describe('text to copy', () => {
  it('cannot end its block', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('', '```', '``', '\n```\n@everyone'), (text, more) => {
        const clean = cleanCode(`${text}${more}`);
        fc.pre(clean !== '');
        expect(readMarkdown(codeBlock(clean)).fired.map(({ kind }) => kind)).toEqual(['block']);
      }),
      runs,
    );
  });
});

describe('a link', () => {
  it.each([
    ['https://arxiv.org/abs/2401.01234', 'https://arxiv.org/abs/2401.01234'],
    ['http://example.org/a_b', 'http://example.org/a_b'],
    ['https://example.org/a|b c>d(e)', 'https://example.org/a%7Cb%20c%3Ed%28e%29'],
    ['javascript:alert(1)', null],
    ['https://arxiv.org@evil.example/', null],
    ['/abs/2401.01234', null],
    [`https://example.org/${'x'.repeat(512)}`, null],
  ])('%s', (url, safe) => {
    expect(safeUrl(url, 512)).toBe(safe);
  });
});
