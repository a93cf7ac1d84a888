import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isForOthers, typedText } from '../../../src/platforms/slack/incoming-text.ts';
import { escape } from '../../../src/platforms/slack/text.ts';

describe('what a person typed', () => {
  it.each([
    ['<@UBOT> graphs', 'graphs'],
    ['graphs, <@UBOT>', 'graphs,'],
    ['<@U2|ada> and <@U3> too', '@ada and   too'],
    ['in <#C1|lab> or <#C2> or <#C3|>', 'in #lab or   or'],
    ['<!here> <!subteam^S1|@team> <!date^1^{date}|today>', '@here @team today'],
    ['cat:<http://cs.AI|cs.AI> before:2024', 'cat:cs.AI before:2024'],
    ['<https://arxiv.org/abs/2401.01234>', 'https://arxiv.org/abs/2401.01234'],
    ['<https://arxiv.org/abs/2401.01234|this paper>', 'https://arxiv.org/abs/2401.01234'],
    ['<http://arxiv.org/abs/2401.01234|arxiv.org/abs/2401.01234>', 'arxiv.org/abs/2401.01234'],
    ['au:<mailto:ada@example.org|ada@example.org>', 'au:ada@example.org'],
    ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
    ['<b> 1 < 2', '<b> 1 < 2'],
  ])('of %j is %j', (text, expected) => {
    expect(typedText(text, 'UBOT')).toBe(expected);
  });

  it('comes back whole from what Slack escapes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(typedText(escape(text), 'UBOT')).toBe(text.trim());
      }),
      { seed: 20261124, numRuns: 500 },
    );
  });

  it.each([
    ['<@U2> what do you think?', true],
    ['graphs, <@U2>', true],
    ['similar 2 <@U2|anna>', true],
    ['<!here> look', true],
    ['<!subteam^S1|@team> look', true],
    ['<@UBOT> graphs', false],
    ['<@U2> ask <@UBOT> about graphs', false],
    ['graphs in <#C1|lab> <!date^1^{date}|today>', false],
    ['', false],
  ])('is for others when it calls them and not the bot: %j', (text, expected) => {
    expect(isForOthers(text, 'UBOT')).toBe(expected);
  });
});
