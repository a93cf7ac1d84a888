import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentences } from '../../src/search/sentences.ts';
import { snippet } from '../../src/search/snippet.ts';
import { cpuMs } from '../support/cpu-time.ts';

const shown = (abstract: string, words: readonly string[], maxLength?: number): string =>
  snippet(abstract, words, maxLength)
    .map(({ text, marked }) => (marked ? `[${text}]` : text))
    .join('');

const abstract =
  'Models grow. Smith et al. proposed, e.g., pruning vs. distillation at 0.5 bits. ' +
  'We study the quantization\nof low-rank weights in Fig. 3. It works! Nothing else is said here about anything.';

describe('sentences', () => {
  it.each([
    ['One. Two! Three? Four', ['One.', 'Two!', 'Three?', 'Four']],
    ['As Smith et al. (2020) say. Yes.', ['As Smith et al. (2020) say.', 'Yes.']],
    ['A gain of 0.5 vs. 0.7, i.e. a lot. J. Doe agrees.', ['A gain of 0.5 vs. 0.7, i.e. a lot.', 'J. Doe agrees.']],
    ['He said “no.” She left.', ['He said “no.”', 'She left.']],
    ['See https://example.org. Code is there.', ['See https://example.org.', 'Code is there.']],
    ['第一。第二。', ['第一。', '第二。']],
    ['...', ['...']],
    ['  ', []],
  ])('splits %j', (text, expected) => {
    expect(sentences(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });
});

describe('snippet', () => {
  it('shows the sentence with the words, marked by stem, and the next one', () => {
    expect(shown(abstract, ['quantize', 'lowrank'], 90)).toBe(
      '…We study the [quantization] of [low-rank] weights in Fig. 3. It works!…',
    );
  });

  it('takes the sentence before where that one has a further word', () => {
    expect(shown(abstract, ['distillation', 'quantized', 'weights'], 160)).toBe(
      '…Smith et al. proposed, e.g., pruning vs. [distillation] at 0.5 bits. We study the [quantization] of low-rank [weights] in Fig. 3.…',
    );
  });

  it('begins at the beginning when nothing matches', () => {
    expect(shown(abstract, [], 30)).toBe('Models grow.…');
    expect(shown(abstract, ['unrelated'], 30)).toBe('Models grow.…');
    expect(shown(abstract, ['the'], 40)).toContain('[the]');
  });

  it('shows a short abstract whole', () => {
    expect(shown('Short one.', ['short'])).toBe('[Short] one.');
    expect(snippet(' \n', ['x'])).toEqual([]);
  });

  it('cuts a long sentence around the first word, between words', () => {
    const long = `${'lorem ipsum '.repeat(30)}quantization ${'dolor sit '.repeat(30)}`;
    const text = shown(long, ['quantization'], 80);
    expect(text).toMatch(/^…(?:lorem |ipsum )+\[quantization\](?: dolor| sit)+…$/);
  });

  it('marks characters of scripts without spaces, and cuts between them', () => {
    expect(shown(`我们研究机器学习的方法${'很'.repeat(50)}`, ['机器学习'], 20)).toBe(
      `我们研究[机器学习]的方法${'很'.repeat(8)}…`,
    );
  });

  it('never cuts a grapheme or exceeds its length, and only leaves out, for any text', () => {
    const piece = fc.oneof(
      fc.constantFrom('. ', ' ', 'weight', 'e\u0301', '👩‍👩‍👧‍👦', '学', '🇩🇪'),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    );
    const anyAbstract = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(anyAbstract, fc.integer({ min: 1, max: 90 }), (text, maxLength) => {
        const parts = snippet(text, ['weights', '学'], maxLength);
        const whole = parts.map((part) => part.text).join('');
        expect(whole.length).toBeLessThanOrEqual(maxLength);
        for (const part of parts) expect(part.text).not.toBe('');
        const flat = text.replaceAll(/\s+/g, ' ').trim();
        const inner = whole.replace(/^…/, flat.startsWith('…') ? '…' : '').replace(/…$/, flat.endsWith('…') ? '…' : '');
        const boundaries = new Set([flat.length]);
        for (const { index } of new Intl.Segmenter('en').segment(flat)) boundaries.add(index);
        const at = [...boundaries].filter((start) => flat.startsWith(inner, start));
        expect(at.some((start) => boundaries.has(start + inner.length))).toBe(true);
      }),
      { seed: 20261124, numRuns: 600 },
    );
  });

  it.each(['a', 'a ', 'a. ', '.', 'weight ', '学', 'e\u0301', '('])('takes a long abstract of %j', (part) => {
    const text = part.repeat(Math.ceil(16_000 / part.length));
    let length = 0;
    const took = cpuMs(() => {
      length = shown(text, ['weight', 'a', '学']).length;
    });
    expect(length).toBeGreaterThan(0);
    // Linear work on 16,000 characters takes a few milliseconds; quadratic work takes seconds.
    expect(took).toBeLessThan(1000);
  });
});
