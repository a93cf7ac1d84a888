import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWish } from '../../src/subscription/grammar.ts';
import { asParts } from '../../src/subscription/part-line.ts';
import { readTokens } from '../../src/subscription/tokens.ts';

/** A form whose topic is graphs, at 8:30 on Mondays, with this line for everything else. */
const read = (typed: string) =>
  parseWish(`graphs at 8:30 on mon ${asParts(typed)}`, { zone: 'Asia/Tokyo', extras: true });

const question = (typed: string): string => {
  const asked = read(typed);
  if (asked.kind === 'wish') throw new Error(`Expected a question for ${typed}, got ${JSON.stringify(asked.wish)}`);
  return asked.message;
};

describe('a line in which nothing is topic', () => {
  it.each([
    ['', {}],
    ['-survey in Berlin top 3 thread', { query: 'graphs -survey', top: 3, thread: true }],
    ['in new york, top three', { top: 3 }],
    ['cat:cs.CL thread', { query: 'graphs cat:cs.CL', thread: true }],
    ['thread, and cat:cs.CL', { query: 'graphs cat:cs.CL', thread: true }],
    ['top 2 "exact words" -survey', { query: 'graphs "exact words" -survey', top: 2 }],
    ['thread:off crosspost:on tag:"two words"', { thread: false, extras: { crosspost: true, tag: 'two words' } }],
    ['top 2 best-unseen', { top: 2, empty: 'best-unseen' }],
    ['quiet in Berlin', { empty: 'quiet' }],
    ['say why from 2026-12-01', { empty: 'say-why', from: '2026-12-01' }],
  ])('is read as it is meant: %s', (typed, wish) => {
    expect(read(typed)).toMatchObject({ kind: 'wish', wish: { query: 'graphs', top: 1, thread: false, ...wish } });
  });

  it.each([
    ['in Berlin', 'Europe/Berlin'],
    ['in new york', 'America/New_York'],
    ['Europe/Paris top 2', 'Europe/Paris'],
    ['top 2 in Berlin "exact words"', 'Europe/Berlin'],
  ])('has the zone of: %s', (typed, zone) => {
    expect(read(typed)).toMatchObject({ wish: { timetable: { at: '08:30', zone, days: [1] } } });
  });

  it.each([
    ['in atlantis', 'I know no time zone called “atlantis”'],
    ['In Atlantis, please', 'called “Atlantis, please”'],
    ['in berln top 3', 'Did you mean Berlin or Bern?'],
    ['top 3 in new atlantis -survey', 'called “new atlantis”'],
    ['in cambridge', 'Which clock'],
    ['in cambridge "exact words"', 'Which clock'],
    ['berlin', 'Did you mean “in berlin”?'],
    ['a survey in Berlin', 'I do not know what “a survey” means here'],
    ['top 3 threads', 'I do not know what “threads” means here'],
    ['crosspost', 'I do not know what “crosspost” means here'],
    ['top many', '“many” is not a number of papers'],
    ['top 11', '1 to 10'],
    ['friday', 'Say the days once'],
    ['weekly', 'I do not know the days “weekly”'],
    ['at 9', 'At which time'],
    ['from monday', '“monday” is not a date'],
    ['in', 'I do not know what “in” means here'],
    ['in "Berlin"', 'I do not know what “in” means here'],
  ])('asks back what it does not know: %s', (typed, asked) => {
    expect(question(typed)).toContain(asked);
  });

  it('never adds a word to the topic', () => {
    const word = fc.constantFrom(
      ...'in on at top thread berlin Berlin New York atlantis mon mon,wed weekly 9am 9 3 , and cat:cs.CL -survey'.split(
        ' ',
      ),
      '"exact words"',
      'au:"A B"',
      'tag:"x y"',
      '“open',
      'a"b',
    );
    const line = fc.oneof(
      fc.array(word, { maxLength: 7 }).map((words) => words.join(' ')),
      fc.string({ unit: 'binary', maxLength: 40 }),
    );
    fc.assert(
      fc.property(line, (typed) => {
        const found = read(typed);
        if (found.kind === 'question') return;
        const topic = readTokens(found.wish.query).filter(({ filter, quoted }) => !filter && !quoted);
        expect(topic.map(({ text }) => text)).toEqual(['graphs']);
      }),
      { seed: 20261124, numRuns: 500 },
    );
  });
});
