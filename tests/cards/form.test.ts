import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillField, fillForm, initialValues } from '../../src/cards/form.ts';
import type { Form } from '../../src/cards/form.ts';
import { plainText } from '../../src/cards/plain-text.ts';
import { withFormLine } from '../../src/cards/with-form-line.ts';
import { parseWish } from '../../src/subscription/grammar.ts';
import { hostileText } from './papers.ts';

const WISH = 'subscribe {topic} {filters} [at {at}] [in {zone}] [on {days}] [top {top}] {thread} {empty} [from {from}]';

const values = {
  topic: 'weight decay',
  filters: 'cat:cs.LG',
  at: '08:30',
  zone: 'Asia/Tokyo',
  days: 'mon,wed',
  top: '3',
  thread: 'thread',
  empty: 'quiet',
  from: '2026-12-01',
};

const scheduleWords =
  'at 9 9am in Tokyo Berlin UTC on every day mon,wed daily top 3 5 thread quiet say-why from 2027-01-01 weekly llm cat:cs.CL " -x'.split(
    ' ',
  );
const anyValue = fc.oneof(
  hostileText,
  fc.array(fc.constantFrom(...scheduleWords), { maxLength: 7 }).map((words) => words.join(' ')),
);

/** What the grammar makes of a sentence that asks nothing back. */
function plainWishOf(sentence: string) {
  const read = parseWish(sentence.slice('subscribe'.length), { zone: 'UTC' });
  if (read.kind === 'question') throw new Error(`Expected a wish from ${JSON.stringify(sentence)}: ${read.message}`);
  return read.wish;
}

describe('a filled form', () => {
  it('is the sentence with its values', () => {
    expect(fillForm(WISH, values)).toBe(
      'subscribe weight decay cat:cs.LG at 08:30 in Asia/Tokyo on mon,wed top 3 thread quiet from 2026-12-01',
    );
  });

  it('drops a blank without a value, with the words around it', () => {
    expect(fillForm(WISH, { topic: '  ', at: '08:30', days: '' })).toBe('subscribe at 08:30');
    expect(fillForm('a [b {x} c {y}] d', { x: '1' })).toBe('a d');
    expect(fillForm('a [b {x} c {y}] d', { x: '1', y: '2' })).toBe('a b 1 c 2 d');
    expect(fillForm('edit 2', {})).toBe('edit 2');
  });

  it('keeps a value where it was put', () => {
    expect(fillForm(WISH, { ...values, topic: 'weight\n\ndecay\u2028at' })).toMatch(/^subscribe weight decay at cat/u);
    expect(fillForm('say {a} [and {b}]', { a: '{b} [x] $& $1', b: 'two' })).toBe('say {b} [x] $& $1 and two');
    expect(fillForm(WISH, { ...values, topic: '"weight decay' })).toContain('"weight decay" cat:cs.LG at 08:30');
    expect(fillForm('say {toString} {a}', { a: 'x' })).toBe('say x');
  });

  it('takes no part of the schedule for topic: what is none is asked back', () => {
    expect(fillForm(WISH, { topic: 'llm', at: '9.30', days: 'someday' })).toBe('subscribe llm at:"9.30" on:"someday"');
    for (const wrong of [{ at: 'nonsense' }, { zone: 'berlin, germany' }, { days: 'someday' }, { top: 'many' }]) {
      const sentence = fillForm(WISH, { ...values, ...wrong });
      expect(parseWish(sentence.slice('subscribe'.length), { zone: 'UTC' })).toMatchObject({ kind: 'question' });
    }
  });

  it('takes nothing of the topic for a part of the schedule, and asks nothing back', () => {
    fc.assert(
      fc.property(anyValue, (typed) => {
        const topic = fillField('topic', typed);
        const sentence = fillForm(WISH, { ...values, topic, filters: '' });
        const { timetable, top, thread, empty, from } = plainWishOf(sentence);
        expect({ at: timetable.at, zone: timetable.zone, days: timetable.days, top, thread, empty, from }).toEqual({
          at: '08:30',
          zone: 'Asia/Tokyo',
          days: [1, 3],
          top: 3,
          thread: true,
          empty: 'quiet',
          from: '2026-12-01',
        });
      }),
      { seed: 20261124, numRuns: 500 },
    );
  });

  it('leaves what is filled into other fields as it is', () => {
    expect(fillField('filters', 'top 3')).toBe('top 3');
    expect(fillField('topic', 'top 3\ncat:cs.LG')).toBe('"top 3" cat:cs.LG');
  });

  it('never loses the schedule to what stands in the other fields: it is read, or asked back', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (topic, filters) => {
        const sentence = fillForm(WISH, { ...values, topic, filters });
        expect(sentence).not.toMatch(/\n/u);
        const read = parseWish(sentence.slice('subscribe'.length), { zone: 'UTC' });
        if (read.kind === 'question') return;
        const { query, ...schedule } = read.wish;
        expect(schedule).toEqual({
          timetable: { at: '08:30', zone: 'Asia/Tokyo', days: [1, 3] },
          top: 3,
          thread: true,
          empty: 'quiet',
          from: '2026-12-01',
        });
        expect(query).not.toContain('08:30');
      }),
      { seed: 20261124, numRuns: 500 },
    );
  });
});

describe('a form without a dialog', () => {
  const form: Form = {
    title: 'Paper of the day',
    submit: 'Subscribe',
    says: 'subscribe {topic} [at {at}]',
    preview: null,
    elsewhere: true,
    fields: [
      { name: 'topic', label: 'Topic', kind: 'text', value: '' },
      { name: 'at', label: 'Time', kind: 'time', value: '09:00' },
    ],
  };

  it('is the line to type', () => {
    expect(initialValues(form)).toEqual({ topic: '', at: '09:00' });
    const card = withFormLine({ title: { text: 'Subscribe' }, blocks: [] }, form);
    expect(plainText(card).split('\n\n').at(-1)).toBe('subscribe at 09:00');
  });
});
