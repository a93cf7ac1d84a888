import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { arxivUrl, findArxivIds, paperIdFromText, parseArxivId } from '../../src/paper/arxiv-id.ts';
import { cpuMs } from '../support/cpu-time.ts';

const seed = 20261124;

describe('parseArxivId', () => {
  it.each([
    ['2401.01234', '2401.01234', null],
    ['2401.01234v2', '2401.01234', 2],
    ['arXiv:2401.01234v12', '2401.01234', 12],
    ['arxiv: 2401.01234', '2401.01234', null],
    ['ARXIV:0704.0001', '0704.0001', null],
    ['1412.9999', '1412.9999', null],
    ['1501.00001', '1501.00001', null],
    ['hep-th/9901001', 'hep-th/9901001', null],
    ['hep-th/9901001v3', 'hep-th/9901001', 3],
    ['math.GT/0309136', 'math/0309136', null],
    ['cond-mat.mes-hall/0307001', 'cond-mat/0307001', null],
    ['cs/0703001', 'cs/0703001', null],
    ['https://arxiv.org/abs/2401.01234', '2401.01234', null],
    ['http://arxiv.org/abs/2401.01234v1', '2401.01234', 1],
    ['arxiv.org/pdf/2401.01234v2.pdf', '2401.01234', 2],
    ['https://www.arxiv.org/pdf/2401.01234.pdf', '2401.01234', null],
    ['https://arxiv.org/html/2401.01234v2', '2401.01234', 2],
    ['https://arxiv.org/format/2401.01234', '2401.01234', null],
    ['https://export.arxiv.org/abs/math.GT/0309136v1', 'math/0309136', 1],
    ['https://arxiv.org/abs/2401.01234?context=cs.CL', '2401.01234', null],
    ['https://arxiv.org/abs/2401.01234/', '2401.01234', null],
    ['https://huggingface.co/papers/2401.01234', '2401.01234', null],
    ['https://huggingface.co/papers/2401.01234#community', '2401.01234', null],
    ['https://hf.co/papers/2401.01234', '2401.01234', null],
    ['https://www.alphaxiv.org/abs/2401.01234v2', '2401.01234', 2],
    ['https://alphaxiv.org/overview/2401.01234', '2401.01234', null],
    ['https://doi.org/10.48550/arXiv.2401.01234', '2401.01234', null],
    ['10.48550/arXiv.2401.01234', '2401.01234', null],
    ['2401.01234.pdf', '2401.01234', null],
    [' <https://arxiv.org/abs/2401.01234>, ', '2401.01234', null],
    ['(arXiv:2401.01234).', '2401.01234', null],
    ['“2401.01234”', '2401.01234', null],
  ])('reads %s', (text, id, version) => {
    expect(parseArxivId(text)).toEqual({ id, version });
  });

  it.each([
    '',
    'attention is all you need',
    '2401.1234',
    '1412.12345',
    '1501.0001',
    '2413.01234',
    '2400.01234',
    '0703.0001',
    '2401.01234v0',
    '2401.012345',
    '12401.01234',
    'hep-th/9913001',
    'hep-th/9106001',
    'hep-th/0704001',
    'foo/9901001',
    'https://example.org/abs/2401.01234',
    'https://notarxiv.org/abs/2401.01234',
    'https://arxiv.org/list/cs.CL/recent',
    'https://huggingface.co/papers/date/2024-01-02',
    '2401.01234 and more',
    'cran-12',
  ])('does not read %j', (text) => {
    expect(parseArxivId(text)).toBeNull();
  });

  it('reads back every id that arXiv can have given, in each of its forms', () => {
    const modern = fc
      .tuple(fc.integer({ min: 7, max: 40 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 9999 }))
      .filter(([year, month]) => year > 7 || month >= 4)
      .map(([year, month, number]) => {
        const width = year >= 15 ? 5 : 4;
        return `${String(year).padStart(2, '0')}${String(month).padStart(2, '0')}.${String(number).padStart(width, '0')}`;
      });
    const wrap = fc.constantFrom(
      (id: string) => id,
      (id: string) => `arXiv:${id}`,
      (id: string) => `https://arxiv.org/abs/${id}`,
      (id: string) => `https://arxiv.org/pdf/${id}.pdf`,
      (id: string) => `https://huggingface.co/papers/${id}`,
      (id: string) => `https://doi.org/10.48550/arXiv.${id}`,
    );
    fc.assert(
      fc.property(modern, wrap, (id, form) => {
        expect(parseArxivId(form(id))?.id).toBe(id);
        expect(parseArxivId(arxivUrl(id))?.id).toBe(id);
        expect(findArxivIds(`See ${form(id)}, please.`)).toEqual([{ id, version: null }]);
      }),
      { seed },
    );
  });

  it('never throws, and what it finds is canonical', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const arxiv = parseArxivId(text);
        const again = parseArxivId(arxiv?.id ?? '2401.01234');
        expect(again).toEqual({ id: arxiv?.id ?? '2401.01234', version: null });
        expect(findArxivIds(text).map(({ id }) => parseArxivId(id)?.id)).not.toContain(undefined);
      }),
      { seed },
    );
  });
});

describe('findArxivIds', () => {
  it('finds ids and links in running text, each once, in order', () => {
    const text =
      'We extend arXiv:2401.01234v2 (see https://arxiv.org/abs/1706.03762, hep-th/9901001v1 and ' +
      'https://huggingface.co/papers/2401.01234). Again: 1706.03762.';
    expect(findArxivIds(text)).toEqual([
      { id: '2401.01234', version: 2 },
      { id: '1706.03762', version: null },
      { id: 'hep-th/9901001', version: 1 },
      { id: '2401.01234', version: null },
    ]);
  });

  it('leaves numbers alone that only look similar', () => {
    expect(findArxivIds('12401.01234 2401.012345 v2401.01234 3.2401.01234 2401.01234.5 2413.01234 a/9901001')).toEqual(
      [],
    );
    expect(findArxivIds('https://example.org/2401.01234 https://notarxiv.org/abs/2401.01234')).toEqual([]);
  });

  it('grows with the length of a hostile text, not with its square', () => {
    const parts = ['arxiv.org/abs/', '2401.', 'hep-th.', '((((', '10.48550/arxiv.', 'a.b-', '....', 'v1v1'];
    // 1 MB each: a quadratic pattern would need minutes.
    const slow = parts.filter((part) => timeOf(part.repeat(1_000_000 / part.length)) > 5000);
    expect(slow).toEqual([]);
  });
});

describe('paperIdFromText', () => {
  it('knows arXiv ids, links, and the ids that Paperboy writes', () => {
    expect(paperIdFromText('https://arxiv.org/abs/math.GT/0309136v2')).toBe('arxiv:math/0309136');
    expect(paperIdFromText('arxiv:2401.01234')).toBe('arxiv:2401.01234');
    expect(paperIdFromText('title:0123456789abcdef')).toBe('title:0123456789abcdef');
    expect(paperIdFromText(' jsonl:cran-12 ')).toBe('jsonl:cran-12');
  });

  it('leaves queries alone', () => {
    const queries = ['au:hinton', 'title: foo', 'title:attention', 'N:M', 'https://example.org', '12', ''];
    expect(queries.filter((text) => paperIdFromText(text) !== null)).toEqual([]);
  });
});

function timeOf(text: string): number {
  return cpuMs(() => [findArxivIds(text), parseArxivId(text)]);
}
