import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeWish, parseWish } from '../../src/subscription/grammar.ts';
import type { Wish } from '../../src/subscription/subscription.ts';
import { MARKS, marksOf, mergeWishes, withoutMarks } from '../../src/subscription/wish-marks.ts';

function wish(text: string): Wish {
  const read = parseWish(text, { zone: 'UTC', extras: true });
  if (read.kind === 'question') throw new Error(`Expected a wish, got ${read.message}`);
  return read.wish;
}

const was = 'cat:cs.CL graphs at 9:00 in Berlin on mon';

/** What becomes of it when one made `theirs` of it, and another one saves `mine`. */
function merged(theirs: string, mine: string) {
  const { wish: made, others, conflicts } = mergeWishes(marksOf(wish(was)), wish(theirs), wish(mine));
  return { made: describeWish(made), others, conflicts };
}

describe('what two people make of one wish', () => {
  it.each([
    ['a form that nothing was changed in', 'trees cat:cs.CL at 8:00 in Berlin on fri', was, ['trees', '08:00', 'fri']],
    [
      'different parts',
      'cat:cs.CL graphs at 9:00 in Berlin on fri',
      'trees cat:cs.CL at 9:00 in Berlin on mon',
      ['trees cat:cs.CL', '09:00', 'on fri'],
    ],
    [
      'topic and filters',
      'trees cat:cs.CL at 9:00 in Berlin on mon',
      'graphs cat:cs.LG at 9:00 in Berlin on mon',
      ['trees cat:cs.LG'],
    ],
    [
      'the same change',
      'trees cat:cs.CL at 9:00 in Berlin on mon',
      'trees cat:cs.CL at 9:00 in Berlin on mon top 2',
      ['trees cat:cs.CL', 'top 2'],
    ],
    [
      'what is taken away',
      'graphs at 9:00 in Berlin on mon thread',
      'cat:cs.CL at 9:00 in Berlin on mon',
      ['at 09:00', 'thread'],
    ],
    ['what a post does', `${was} ping:@&123456789012345678`, `${was} top 3`, ['top 3', 'ping:@&123456789012345678']],
  ])('is both, for %s', (_what, theirs, mine, parts) => {
    const { made, conflicts } = merged(theirs, mine);
    expect(conflicts).toEqual([]);
    for (const part of parts) expect(made).toContain(part);
  });

  it('is asked back where both changed the same part, with what the later one wanted', () => {
    expect(merged('trees cat:cs.CL at 9:00 in Berlin on fri', 'llm cat:cs.CL at 9:00 in Berlin on mon')).toEqual({
      made: 'llm cat:cs.CL at 09:00 in Europe/Berlin on fri',
      others: ['the days'],
      conflicts: ['the topic'],
    });
    // The clock of one in the zone of the other would be nobody's time.
    expect(
      merged('cat:cs.CL graphs at 9:00 in Tokyo on mon', 'cat:cs.CL graphs at 7:00 in Berlin on mon'),
    ).toMatchObject({
      conflicts: ['the time'],
    });
  });

  it('is mine where nobody else changed anything', () => {
    const mine = fc.record({
      query: fc.constantFrom('', 'graphs', 'trees "in Paris" -survey'),
      top: fc.integer({ min: 1, max: 10 }),
      thread: fc.boolean(),
      from: fc.constantFrom(null, '2026-12-01'),
      at: fc.constantFrom('09:00', '10:15'),
    });
    fc.assert(
      fc.property(mine, ({ at, ...changed }) => {
        const before = wish(was);
        const wanted: Wish = { ...before, ...changed, timetable: { ...before.timetable, at } };
        const result = mergeWishes(marksOf(before), before, wanted);
        expect(result).toEqual({ wish: wanted, others: [], conflicts: [] });
      }),
    );
  });
});

it('the marks are one word of a fixed length, which no person has to read', () => {
  expect(marksOf(wish(was))).toMatch(new RegExp(`^${MARKS.source}$`, 'u'));
  expect(marksOf(wish(`${'word '.repeat(90)}at 9:00`))).toHaveLength(marksOf(wish(was)).length);
  const sentence = `edit 2 ${marksOf(wish(was))} to graphs at 9:00`;
  expect(withoutMarks(sentence)).toBe('edit 2 to graphs at 9:00');
  expect(withoutMarks(`there a/b/c/ ${sentence}`)).toBe('there a/b/c/ edit 2 to graphs at 9:00');
  expect(withoutMarks('edit 2 to was:not')).toBe('edit 2 to was:not');
});
