import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fallbackText } from '../../../src/platforms/slack/fallback-text.ts';
import { safeUrl } from '../../../src/platforms/slack/safe-url.ts';
import { clampSpans, clampText, mrkdwn, splitSpans } from '../../../src/platforms/slack/spans.ts';
import { cleanCode, cleanLine, cleanSpans, cleanText, textOf } from '../../../src/platforms/slack/text.ts';
import { anySpans, anyText } from '../../support/card-arbitrary.ts';

const seed = 20261124;

describe('cleaned text', () => {
  it.each([
    ['lone surrogates', 'a\ud800b', 'a\ufffdb'],
    ['controls', 'a\u0000\u001b[1mb', 'a[1mb'],
    ['a text that is turned round', 'a\u202egnp.exe\u202cb', 'agnp.exeb'],
    ['what nobody sees', 'a\u200b\u2060\ufeff\u00adb', 'ab'],
    ['other line ends', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['white space', 'a \t\u00a0 b\n\n\n\n c', 'a b\n\nc'],
  ])('is without %s', (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it.each(['👩‍👩‍👧‍👦', 'می‌خواهم', 'é', 'e\u0301', '$x_i < y$', '漢字'])('keeps %s', (text) => {
    expect(cleanText(text)).toBe(text);
  });

  it('cleans no further when cleaned again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
        expect(cleanLine(text)).not.toMatch(/\n|^\s|\s$/u);
      }),
      { seed },
    );
  });

  it('keeps the indentation of code', () => {
    expect(cleanCode('\n@a{\r\n\tx = 1,\n\n    y\u0007 = 2,\n}\n')).toBe('@a{\n  x = 1,\n\n    y = 2,\n}');
  });
});

describe('the plain reading', () => {
  it('calls nobody', () => {
    expect(fallbackText('<!channel> <@U1> @here & @Everyone, mail@heremail.org', 100)).toBe(
      '&lt;!channel&gt; &lt;@U1&gt; @\u2060here &amp; @\u2060Everyone, mail@heremail.org',
    );
  });

  it('is cut by what it costs to escape, and says so', () => {
    expect(fallbackText('&&&&&&', 12)).toBe('&amp;&amp;…');
    fc.assert(
      fc.property(anyText, fc.integer({ min: 20, max: 300 }), (text, max) => {
        const cut = fallbackText(text, max);
        expect(cut.length).toBeLessThanOrEqual(max);
        expect(cut).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)|@(?:here|channel|everyone)\b/iu);
      }),
      { seed },
    );
  });
});

describe('a link', () => {
  it.each([
    ['https://arxiv.org/abs/2401.01234', 'https://arxiv.org/abs/2401.01234'],
    ['http://example.org', 'http://example.org/'],
    ['https://example.org/a|b c>d', 'https://example.org/a%7Cb%20c%3Ed'],
    ['https://example.org/é', 'https://example.org/%C3%A9'],
    ['javascript:alert(1)', null],
    ['ftp://example.org/', null],
    ['https://arxiv.org@evil.example/', null],
    ['/abs/2401.01234', null],
    [`https://example.org/${'x'.repeat(3000)}`, null],
  ])('%s', (url, safe) => {
    expect(safeUrl(url)).toBe(safe);
  });
});

const bare = (text: string) => text.replaceAll(/\s/gu, '');

describe('shortening', () => {
  it('ends at a word, and inside one only between graphemes', () => {
    expect(clampText('one two three four', 14)).toBe('one two three…');
    expect(clampText('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 15)).toBe('👩‍👩‍👧‍👦…');
    expect(clampText('short', 5)).toBe('short');
  });

  it('keeps a text well-formed and inside its room', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 400 }), (text, max) => {
        const clean = cleanText(text);
        const cut = clampText(clean, max);
        expect(cut.length).toBeLessThanOrEqual(max);
        expect(cut.isWellFormed()).toBe(true);
        expect(cut === clean || cut.endsWith('…') || max === 0).toBe(true);
        expect(clampText(clean, clean.length)).toBe(clean);
      }),
      { seed },
    );
  });

  it('of spans keeps their looks and their room', () => {
    const spans = [{ text: 'one two ' }, { text: 'three four five', url: 'https://example.org/' }, { text: ' six' }];
    expect(clampSpans(spans, 19)).toEqual([{ text: 'one two ' }, { text: 'three four…', url: 'https://example.org/' }]);
    fc.assert(
      fc.property(anySpans, fc.integer({ min: 1, max: 400 }), (any, max) => {
        expect(textOf(clampSpans(cleanSpans(any), max)).length).toBeLessThanOrEqual(max);
      }),
      { seed },
    );
  });

  it('into pieces loses nothing but white space', () => {
    fc.assert(
      fc.property(anySpans, fc.integer({ min: 20, max: 400 }), (any, max) => {
        const spans = cleanSpans(any);
        const pieces = splitSpans(spans, max);
        expect(bare(pieces.map(textOf).join(''))).toBe(bare(textOf(spans)));
        for (const piece of pieces) {
          expect(textOf(piece).length).toBeLessThanOrEqual(max);
          expect(textOf(piece).length).toBeGreaterThan(0);
        }
      }),
      { seed },
    );
  });
});

describe('a line with marks', () => {
  it('is formatted where Slack would format it, and nowhere else', () => {
    expect(
      mrkdwn([{ text: 'say ' }, { text: 'help', style: 'code' }, { text: ', ' }, { text: 'now', style: 'strong' }]),
    ).toBe('say `help`, *now*');
    expect(mrkdwn([{ text: 'in' }, { text: 'side', style: 'strong' }])).toBe('inside');
    expect(mrkdwn([{ text: '> not a quote, :no_emoji: a_b ~70' }])).toBe(
      '\u2060&gt; not a quote, :\u2060no\u02cdemoji: a\u02cdb \u223c70',
    );
  });
});
