import * as fc from 'fast-check';
import type { Action, Block, Card, Fact, ListItem, Span } from '../../src/cards/card.ts';

/** What papers and people have put into texts, and what somebody who means harm would. */
const hostile = fc.constantFrom(
  '<!channel>',
  '<!here|here>',
  '<@U012AB3CD>',
  '<#C024BE7LR|general>',
  '<https://evil.example|click>',
  '@here @channel @everyone',
  '*bold* _italic_ ~gone~ `code` ```block```',
  '> quoted\n>>> more',
  '&lt;!channel&gt; & &amp;',
  '[x](https://evil.example) | a | b',
  ':tada: :smile:',
  '[Sign in](https://evil.example/login) [a][1] ![i](https://evil.example/i.png) [x](<https://evil.example>)',
  '@everyone <@&123456789012345678> <@!123456789012345678> <#123456789012345678> </papers search:123456789012345678>',
  '<t:1700000000:R> <:name:123456789012345678> <a:name:123456789012345678> <id:customize> <mailto:a@evil.example>',
  '||secret|| __under__ ~~gone~~ ***both*** `` ` `` _a_b_ \\*not\\* \\[x](https://evil.example)',
  '# heading\n## two\n-# small\n- point\n* point\n+ point\n1. first\n> quote\n>>> all',
  'https://evil.example/a_b_c?x=1 HTTP://EVIL.EXAMPLE discord.gg/abc discord.com/invite/abc steam://run/1',
  '-',
  '#',
  '1',
  '.',
  '@',
  'everyone',
  'https:',
  '//evil.example',
  '[x]',
  '(https://evil.example)',
  '\\',
  '`',
  'E[Y|X] = \\frac{1}{n}\\sum_i x_i, $p_{tr}(x)$, {\\gamma}, mathcal{O}(1/n), AlpacaEval~2',
  '\ud800 lone \udfff',
  '\u202egnp.exe\u202c \u2066x\u2069',
  'a\u200bb\u2060c\ufeffd\u00ade',
  '\u0000\u0007\u001b[31m\u0085',
  'line\r\nline\u2028line\u2029line\n\n\n\n\nline',
  `z${'\u0301'.repeat(300)}`,
  '👩‍👩‍👧‍👦'.repeat(20),
  '漢字'.repeat(60),
  '   ',
  '\n',
  '',
);

const text = fc.oneof(
  { weight: 4, arbitrary: hostile },
  { weight: 2, arbitrary: fc.array(hostile, { maxLength: 6 }).map((parts) => parts.join(' ')) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 2, arbitrary: fc.lorem({ maxCount: 40 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(hostile, fc.integer({ min: 1, max: 700 }))
      .map(([part, times]) => part.repeat(times).slice(0, 20_000)),
  },
);

const url = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.constantFrom(
    'https://arxiv.org/abs/2401.01234',
    'javascript:alert(1)',
    'https://user:secret@evil.example/',
    'https://example.org/a|b>c<d e"f',
    'data:text/html,x',
    'not a link',
    `https://example.org/${'x'.repeat(4000)}`,
    'https://example.org/?q=a&b=<c>#|',
  ),
);

const span: fc.Arbitrary<Span> = fc.record(
  { text, url, style: fc.constantFrom('strong', 'emphasis', 'code', 'mark') },
  { requiredKeys: ['text'] },
);

const spans = fc.array(span, { maxLength: 5 });

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record(
    {
      label: text,
      says: fc.oneof(text, fc.constant('similar 2401.01234'), fc.constant('x'.repeat(2001))),
      confirm: fc.record({ title: text, text, yes: text, no: text }),
    },
    { requiredKeys: ['label', 'says'] },
  ),
  fc.record({ label: text, url }),
);

const fact: fc.Arbitrary<Fact> = fc.record({ label: text, value: spans });

const item: fc.Arbitrary<ListItem> = fc.record({
  number: fc.integer({ min: 1, max: 999 }),
  title: span,
  facts: spans,
  text: spans,
  actions: fc.array(action, { maxLength: 7 }),
});

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), spans }),
  fc.record({ kind: fc.constant('facts' as const), facts: fc.array(fact, { maxLength: 12 }) }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(item, { maxLength: 30 }) }),
  fc.record({ kind: fc.constant('code' as const), text }),
  fc.record({ kind: fc.constant('note' as const), spans }),
  fc.record({ kind: fc.constant('divider' as const) }),
  fc.record({ kind: fc.constant('actions' as const), actions: fc.array(action, { maxLength: 30 }) }),
);

/** Any card: every kind of block, with texts that are empty, endless, broken or meant to do harm. */
export const anyCard: fc.Arbitrary<Card> = fc.record({ title: span, blocks: fc.array(block, { maxLength: 9 }) });

/** Any text that a source or a person may have written. */
export const anyText: fc.Arbitrary<string> = text;

/** Any row of spans. */
export const anySpans: fc.Arbitrary<readonly Span[]> = spans;
