import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { latex2unicode } from 'unicode2latex';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readableLine, readableText } from '../../src/paper/readable-text.ts';
import { symbols } from '../../src/paper/text/tex-symbols.ts';
import { cpuMs } from '../support/cpu-time.ts';

const seed = 20261124;

const quirks = z
  .array(z.object({ kind: z.string(), id: z.string(), before: z.string(), after: z.string() }))
  .parse(JSON.parse(readFileSync(new URL('../fixtures/text/quirks.json', import.meta.url), 'utf8')));

/** What it is given and what it makes of that. */
function table(rows: readonly (readonly [string, string])[]): void {
  it.each(rows)('%s → %s', (before, after) => {
    expect(readableText(before)).toBe(after);
  });
}

function letters(text: string): string {
  return text.normalize('NFKD').replaceAll(/[^\p{L}\p{N}]/gu, '');
}

describe('odd texts of real papers', () => {
  it('knows all 36 kinds', () => {
    expect(new Set(quirks.map(({ kind }) => kind)).size).toBe(36);
  });

  it.each(quirks)('$kind: $before', ({ before, after }) => {
    expect(readableText(before)).toBe(after);
  });
});

describe('TeX', () => {
  describe('accents in all forms', () => {
    table([
      [String.raw`Schr\"{o}dinger and Schr\"odinger`, 'Schrödinger and Schrödinger'],
      ["N\\'{e}el, {\\'e}, M\\`imir", 'Néel, é, Mìmir'],
      [String.raw`\v{s} \c{c} \k{a} Erd\H{o}s \u{g} \r{u} \d{t} \b{d}`, 'š ç ą Erdős ğ ů ṭ ḏ'],
      [String.raw`\=a \~n \^{\i} \'{\i} na\"\i ve \.z`, 'ā ñ î í naïve ż'],
      [String.raw`{\L}ukasz, S\o ren, \AA ngstr\"om, stra\ss e, {\ae}`, 'Łukasz, Søren, Ångström, straße, æ'],
      [String.raw`the users\' model\'s turn`, 'the users’ model’s turn'],
    ]);
  });

  describe('formulas', () => {
    table([
      [String.raw`$\varepsilon$-greedy with $\gamma = 0.9$ and {\gamma}`, 'ε-greedy with γ = 0.9 and γ'],
      ['CoFe$_2$O$_4$ and 360$^\\circ$', 'CoFe₂O₄ and 360°'],
      [String.raw`$\widetilde\mathcal{O}(m/\varepsilon^3)$`, 'Õ(m/ε³)'],
      [String.raw`$O(n\log n)$, $\tilde{O}(\sqrt{n}/\epsilon^2)$`, 'O(n log n), Õ(√n/ϵ²)'],
      [String.raw`$\mathbb{E}[X]\in \mathbb R^{d\times k}$`, '𝔼[X] ∈ ℝ^(d × k)'],
      [String.raw`$x_{ij}$, $x_{\max}$, $x_\theta$, $T_{\rm {TRSB}}$`, 'xᵢⱼ, x_max, x_θ, T_TRSB'],
      [String.raw`\(x_i\) and \[E=mc^2\] and $$a\le b$$`, 'xᵢ and E=mc² and a ≤ b'],
      [String.raw`RED$^{\textrm{FM}}$, $A^\top$, $10^{-3}$, 10^{-3}`, 'RED^FM, Aᵀ, 10⁻³, 10⁻³'],
      [String.raw`$\frac{1}{2}$, $2\frac{a+b}{c}$, $\sqrt[3]{n+1}$`, '1/2, 2 (a+b)/c, ∛(n+1)'],
      [String.raw`$\{0,1\}^n$, $\langle x, y\rangle$, $\left( a \right)$`, '{0,1}ⁿ, ⟨x, y⟩, ( a )'],
      [String.raw`$\hat{x}$, $\bar{xy}$, $\not\in$, $f^\prime$`, 'x̂, xy, ∉, f′'],
      [String.raw`\mathbbR, \sqrtn, \tildeO`, 'ℝ, √n, Õ'],
      ['$\\sim$10-qubit, $1$k, COCO$2017$, $ O(n) $', '∼10-qubit, 1k, COCO2017, O(n)'],
      ['${O}(N^2)$ and mathcal{O}(1/n)', 'O(N²) and O(1/n)'],
    ]);
  });

  describe('looks, links and spaces', () => {
    table([
      [String.raw`\emph{one} \textbf{two \textit{three}} {\bf four} {\em five}`, 'one two three four five'],
      [String.raw`Mer\underline{K}ury, \emphbetter, textit{lost}`, 'MerKury, better, lost'],
      [String.raw`\href{https://a.org/b}{site} \url{https://a.org/~c}`, 'site (https://a.org/b) https://a.org/~c'],
      [String.raw`5\,nT 10\% a\_b R\&D \$5 \#1`, '5 nT 10% a_b R&D $5 #1'],
      [String.raw`\cite{smith2020}, \footnote{aside}, \ce{H2SO4}`, '[smith2020], (aside), H₂SO₄'],
    ]);
  });

  describe('ties, dashes and quotation marks', () => {
    table([
      ['AlpacaEval~2, Models~(LLMs), et~al., 300~K', 'AlpacaEval 2, Models (LLMs), et al., 300 K'],
      ['~70% (~290) 90%~93% x~p(x)', '~70% (~290) 90%~93% x~p(x)'],
      ['https://www.robots.ox.ac.uk/~vgg/a', 'https://www.robots.ox.ac.uk/~vgg/a'],
      ['entropy--rank, a -- b, tasks---namely', 'entropy–rank, a – b, tasks—namely'],
      ['use --help, or -- if you must', 'use --help, or – if you must'],
      ["``blind faith'' and `May' to `Is'", '“blind faith” and ‘May’ to ‘Is’'],
      ["the `code` and don't, rock 'n' roll", "the `code` and don't, rock 'n' roll"],
    ]);
  });

  describe('what is none, or is not known, stays readable', () => {
    table([
      ['costs $5 and $10 today; $5M/$10M', 'costs $5 and $10 today; $5M/$10M'],
      [String.raw`we propose \method{}, a \foo{bar $x_1$}`, String.raw`we propose \method{}, a \foo{bar x₁}`],
      ['{0,1}, {https://x.org}, {B}ias, p_tr(x), E[Y|X]', '{0,1}, {https://x.org}, {B}ias, p_tr(x), E[Y|X]'],
      ['Which *BERT? Cloud RRT*: O(N^2)', 'Which *BERT? Cloud RRT*: O(N^2)'],
      [String.raw`{\bf open, $x`, String.raw`{open, $x`],
    ]);
  });

  it('prints the same signs as unicode2latex wherever both know a name, but for these', () => {
    const theirs = z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())])).parse(latex2unicode);
    const other = [...symbols].filter(([name, sign]) => {
      const known = theirs[`\\${name}`];
      const signs = known === undefined ? [] : typeof known === 'string' ? [known] : Object.values(known);
      return signs.length > 0 && !signs.some((one) => one.normalize('NFKC') === sign.normalize('NFKC'));
    });
    expect(other.map(([name]) => name).toSorted()).toEqual(
      ['square', 'blacksquare', 'diamond', 'sun', 'setminus', 'models', 'textperiodcentered'].toSorted(),
    );
  });
});

describe('HTML', () => {
  table([
    ['R&amp;D, &amp;amp;lt; &mdash; &#177; &nbsp;x', 'R&D, < — ± x'],
    ['AT&T, Q&A; a&b', 'AT&T, Q&A; a&b'],
    ['<i>post-hoc</i> <b>BLI</b>CEr LEN<sup>p</sup> B<sub>18<sub>S', 'post-hoc BLICEr LENᵖ B₁₈S'],
    ['<a href="https://x.org/a">this URL</a>', 'this URL (https://x.org/a)'],
    ['tokens <s> and <mask>, a<b>c, Japanese <> English', 'tokens <s> and <mask>, a<b>c, Japanese <> English'],
    ['<jats:italic>Homo</jats:italic> <PRE_TAG>gene', 'Homo gene'],
  ]);
});

describe('lines', () => {
  table([
    ['wrapped\nat a  width \n here', 'wrapped at a width here'],
    ['One.\n\n\n Two.', 'One.\n\nTwo.'],
    ['It ends.\n  In this work\nwe go on', 'It ends.\n\nIn this work we go on'],
    ['This\n  failure stems\n  from. \n  All are\n  so', 'This failure stems from. All are so'],
    ['We show:\n- one\n- two', 'We show:\n- one\n- two'],
    ['a measure\n- an action score', 'a measure - an action score'],
  ]);

  it('has none in a title', () => {
    expect(readableLine('LitPC: A set of tools\n\nfrom\u2028literary works ')).toBe(
      'LitPC: A set of tools from literary works',
    );
  });
});

describe('any text', () => {
  const pieces = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.constantFrom(...quirks.map(({ before }) => before)),
    fc.constantFrom(
      '\\alpha',
      '$',
      '{',
      '}',
      '^',
      '_',
      '~',
      '--',
      '``',
      "''",
      '&amp;',
      '&lt;',
      '<b>',
      '</b>',
      '\\frac',
      '\\mathbb',
      ' ',
      '\n',
      '\n  ',
      '\\',
      "\\'",
      'e',
      'o',
      '\u0308',
      ' \u0301',
      '\u0131',
      '\u00ad',
      '\u202e',
      '\u0092',
      '\u00e2\u0080',
      '\ufb03',
      '\u001b[31m',
      '\\textbf{',
      '\\(',
      '\\)',
      '\\\\',
      '&#27;',
      '- ',
      '\u2028',
      '\u{1d6ff}',
      '\\unicode{x1b}',
      '\\$',
    ),
  );
  const text = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));

  it('comes to rest', () => {
    fc.assert(
      fc.property(text, (source) => {
        const read = readableText(source);
        expect(readableText(read)).toBe(read);
      }),
      { seed, numRuns: 4000 },
    );
  });

  it('has no character that is not seen, is in normal form C, and at most three times as long', () => {
    fc.assert(
      fc.property(text, (source) => {
        const read = readableText(source);
        expect(read).not.toMatch(/[^\P{Cc}\n]|[\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Cs}/u);
        expect(read.normalize('NFC')).toBe(read);
        expect(read.length).toBeLessThanOrEqual(3 * source.length);
        expect(readableLine(source)).not.toContain('\n');
      }),
      { seed, numRuns: 4000 },
    );
  });

  it('keeps every letter and digit of prose, in order', () => {
    const prose = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((one) => !/[\\$<&`{]/.test(one));
    fc.assert(
      fc.property(prose, (source) => {
        expect(letters(readableText(source))).toBe(letters(source));
      }),
      { seed, numRuns: 4000 },
    );
  });

  const hostile: readonly string[] = [
    '$',
    '{',
    '\\{',
    '{\\em ',
    '\\frac{',
    '$x',
    '\\(',
    '``',
    '`a',
    '&amp;',
    '<sub>',
    '<b',
    '~a',
    '\n- ',
    ' \u0301',
    "\\'",
    '^{',
    '\\textbf{$',
    '\\sqrt[',
    '\u001b]',
    '--',
    'a\u200b',
    '\\begin{x}',
    '&#',
    '<sup>a',
    'math',
    'textbf{',
    '\u00e2\u0080',
    '- a\n',
  ];
  it.each(hostile)('takes time that grows as its length does: %j', (piece) => {
    const cost = (times: number): number => cpuMs(() => readableText(piece.repeat(times)));
    cost(2000);
    const [small, large] = [Math.min(cost(4000), cost(4000)), Math.min(cost(32_000), cost(32_000))];
    // Eight times the text: a quadratic step would cost 64 times as much.
    expect(large).toBeLessThan(24 * small + 80);
  });
});
