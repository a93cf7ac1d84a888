import { describe, expect, it } from 'vitest';
import { toPaper } from '../../src/paper/paper.ts';
import type { Paper, PaperFields } from '../../src/paper/paper.ts';
import { unlike } from '../../src/paper/unlike.ts';

const abstract = 'A small network is trained with fewer bits than anybody believed to be enough. '.repeat(5).trim();
const paper = (fields: PaperFields): Paper =>
  toPaper(fields, { source: 'jsonl', sourceId: '1', at: '2026-11-24T06:00:00.000Z' });

describe('two papers under one id of a source', () => {
  const books = 'The firm makes an economic choice, and a history tells of its managers and of their budgets. '.repeat(
    3,
  );
  const one = { title: 'Lift of a wing in a slipstream', abstract };
  it.each([
    ['a corrected title', { title: 'Lift of wings in a slip-stream', abstract }, false],
    ['another title over the same abstract', { title: 'Something else', abstract }, false],
    ['a rewritten abstract under the same title', { title: one.title, abstract: 'All new.' }, false],
    ['a title alone, a little different', { title: 'The lift of a wing in slipstreams', abstract: '' }, false],
    ['an abstract alone', { title: '', abstract }, false],
    ['another abstract alone', { title: '', abstract: 'A history of books.' }, true],
    ['another title and abstract', { title: 'Editions of a classification', abstract: 'A history of books.' }, true],
    ['another title alone', { title: 'Editions of a classification', abstract: '' }, true],
    ['a rewritten abstract under the same title, on something else', { title: one.title, abstract: books }, true],
    ['an edited abstract under a new title', { title: 'Fewer bits', abstract: `We show how. ${abstract}` }, false],
  ])('%s', (_, other, expected) => {
    expect(unlike(paper(one), paper(other))).toBe(expected);
    expect(unlike(paper(other), paper(one))).toBe(expected);
  });

  it('counts only words that carry, so that long titles are not alike by chance', () => {
    const drag = paper({
      title: 'a technique for improving the predictions of linearised theory on the drag of straight edge wings',
      abstract: 'the curve of drag against mach number for straight-edged wings has discontinuities of slope.',
    });
    const firm = paper({
      title: 'A Behavioral Theory of the Firm',
      abstract: 'This book is about the business firm and the way it makes economic decisions.',
    });
    const theory = { ...firm, title: 'The Theory of the Firm' };
    expect([unlike(drag, firm), unlike(firm, drag), unlike(drag, theory)]).toEqual([true, true, true]);
  });
});
