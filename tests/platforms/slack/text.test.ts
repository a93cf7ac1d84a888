import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fallbackText } from '../../../src/platforms/slack/fallback-text.ts';
import { safeUrl } from '../../../src/platforms/slack/safe-url.ts';
import { mrkdwn } from '../../../src/platforms/slack/spans.ts';
import { anyText } from '../../support/card-arbitrary.ts';

const seed = 20261124;

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
