import { describe, expect, it } from 'vitest';
import { parseWish } from '../../src/subscription/grammar.ts';
import type { Weekday } from '../../src/subscription/subscription.ts';
import { defaults, questionOf, wishOf } from './understood.ts';

describe('days that are left out', () => {
  it.each<[string, readonly Weekday[]]>([
    ['llm every day except friday', [1, 2, 3, 4, 6, 7]],
    ['llm every day, except on Fridays at 9:00', [1, 2, 3, 4, 6, 7]],
    ['llm except friday', [1, 2, 3, 4, 6, 7]],
    ['except fri and sun llm', [1, 2, 3, 4, 6]],
    ['llm not on friday', [1, 2, 3, 4, 6, 7]],
    ['llm daily but not on weekends', [1, 2, 3, 4, 5]],
    ['llm weekdays except wed', [1, 2, 4, 5]],
    ['llm on mon-fri but friday', [1, 2, 3, 4]],
    ['llm on mon,wed excluding wed', [1]],
  ])('%s: %j', (text, days) => {
    expect(wishOf(text)).toMatchObject({ query: 'llm', timetable: { days } });
  });

  it('are not all', () => {
    expect(questionOf('llm on friday except friday')).toMatch(/leaves no day/);
  });

  it.each(['everything except attention', 'attention is not all', 'llm but not survey', 'not on graphs'])(
    'are not words of a topic: %s',
    (text) => {
      expect(wishOf(text)).toMatchObject({ query: text, timetable: { days: [1, 2, 3, 4, 5, 6, 7] } });
    },
  );
});

describe('days by two letters', () => {
  it.each<[string, readonly Weekday[]]>([
    ['llm on Mo-Fr', [1, 2, 3, 4, 5]],
    ['llm Mo-Fr at 9:00', [1, 2, 3, 4, 5]],
    ['llm on mo,we,fr', [1, 3, 5]],
    ['llm on Di-Do', [2, 3, 4]],
    ['llm on Sa-So', [6, 7]],
  ])('%s: %j', (text, days) => {
    expect(wishOf(text)).toMatchObject({ query: 'llm', timetable: { days } });
  });

  it('are asked back alone', () => {
    expect(questionOf('llm at 9:00 on Mo')).toMatch(/Did you mean on monday\?/);
    expect(wishOf('so-so models we do')).toMatchObject({ query: 'so-so models we do' });
  });
});

describe('times as people say them', () => {
  it.each([
    ['llm at 0830', '08:30'],
    ['llm at 09.00', '09:00'],
    ['llm at 00.30', '00:30'],
    ['llm at nine am', '09:00'],
    ['llm at nine in the morning', '09:00'],
    ['llm 7 in the evening', '19:00'],
    ['llm at 7:30 in the evening', '19:30'],
    ['llm at 3 in the afternoon', '15:00'],
    ['llm at 9 at night', '21:00'],
    ['llm at 21 o’clock', '21:00'],
    ["llm at nine o'clock in the evening", '21:00'],
  ])('%s: %s', (text, at) => {
    expect(wishOf(text)).toMatchObject({ query: 'llm', timetable: { at } });
  });

  it.each([
    ['llm at 8:3', /“8:3” is not a time/],
    ['llm at nine', /at 9am or at 9pm/],
    ["llm 9 o'clock", /at 9am or at 9pm/],
    ['llm at 9 o’clock', /at 9am or at 9pm/],
    ['llm at half past nine', /“half past nine”/],
    ['llm at nine thirty', /“nine thirty”/],
    ['llm 13:00pm', /“13:00pm” is not a time/],
    ['llm at 13:00pm', /“13:00pm” is not a time/],
    ['llm at 12 in the morning', /At which time/],
    ['llm at 1730', /Write at 17:30/],
    ['llm at 9 and 17', /subscribe twice/],
    ['at 9 and 17 llm', /subscribe twice/],
    ['llm at 9,17', /subscribe twice/],
    ['llm at 9am and 5 pm', /subscribe twice/],
    ['llm at 9:00 and 17:00', /subscribe twice/],
  ])('%s is asked back', (text, message) => {
    expect(questionOf(text)).toMatch(message);
  });

  it.each([
    'learning at scale',
    'attention at inference time',
    'pruning at 2:4 sparsity',
    'quantization at 4 and 8 bits',
    'papers at one glance told',
    'super resolution at 1024 pixels',
    'learning at night vision',
    'work in the evening',
    'papers at nine conferences',
  ])('%s is topic', (text) => {
    expect(wishOf(text)).toMatchObject({ query: text, timetable: { at: '09:00' } });
  });
});

describe('hours without a word before them', () => {
  it.each([
    ['llm Mon-Fri 21h', '21:00'],
    ['llm on mondays 21h30 in Berlin', '21:30'],
  ])('%s: %s', (text, at) => {
    expect(wishOf(text)).toMatchObject({ query: 'llm', timetable: { at } });
  });

  it('are asked back where they may be a length', () => {
    expect(questionOf('forecasting 12h')).toMatch(/Is “12h” a time\? Write at 12:00/);
    expect(questionOf('12h forecasting')).toMatch(/Is “12h” a time/);
    expect(wishOf('a 12h forecast')).toMatchObject({ query: 'a 12h forecast' });
    expect(wishOf('forecasting 24h')).toMatchObject({ query: 'forecasting 24h' });
  });
});

describe('words around a time', () => {
  it.each(['llm around 9am', 'llm after 9:00', 'llm by 9 am', 'llm before 17:30 on mondays'])(
    '%s is asked back',
    (text) => {
      expect(questionOf(text)).toMatch(/I post at one time of the day. Write at /);
    },
  );

  it('of the day ask for the hour', () => {
    expect(questionOf('llm every morning')).toMatch(/At which time is “every morning”\?/);
    expect(questionOf('llm at 9 Uhr')).toMatch(/at 9am or at 9pm/);
  });

  it('of days are understood', () => {
    expect(wishOf('llm each monday')).toMatchObject({ query: 'llm', timetable: { days: [1] } });
    expect(wishOf('llm on the weekend')).toMatchObject({ query: 'llm', timetable: { days: [6, 7] } });
    expect(wishOf('llm everyday')).toMatchObject({ query: 'llm', timetable: { days: [1, 2, 3, 4, 5, 6, 7] } });
    expect(wishOf('studies on the weekend effect')).toMatchObject({ query: 'studies on the weekend effect' });
    expect(questionOf('everyday objects')).toMatch(/part of the topic/);
    expect(wishOf('papers about each model')).toMatchObject({ query: 'papers about each model' });
  });
});

describe('a rhythm that no timetable has', () => {
  it.each([
    'llm every other day',
    'llm biweekly',
    'llm bi-weekly at 9:00',
    'llm monthly',
    'llm every month',
    'llm every 2 weeks',
    'llm every second monday',
    'llm twice a week',
    'llm at 9:00 three times a week',
  ])('%s is asked back', (text) => {
    expect(questionOf(text)).toMatch(/I post on days of the week.*on weekdays/);
  });

  it.each(['forecasting monthly demand', 'models of every other day', '"monthly" demand'])('%s', (text) => {
    const read = parseWish(text, defaults);
    expect(read.kind === 'wish' ? read.wish.query : 'asked').toBe(text.endsWith('day') ? 'asked' : text);
  });
});

describe('numbers', () => {
  it.each([
    ['llm top3', 3],
    ['llm top:3', 3],
    ['llm top: 3 at 9:00', 3],
    ['llm top=3', 3],
    ['imagenet top5 accuracy', 1],
  ])('%s: %i', (text, top) => {
    expect(wishOf(text).top).toBe(top);
  });

  it.each([
    ['llm top:11', /1 to 10 papers, not 11/],
    ['llm top0', /1 to 10/],
    ['top1 accuracy', /part of the topic/],
    ['llm min 5', /Write min:5/],
    ['llm min: 5', /min:5/],
    ['llm min=5', /min:5/],
    ['llm min:-1', /“-1” is no filter/],
    ['llm min:many', /“many” is no filter/],
  ])('%s is asked back', (text, message) => {
    expect(questionOf(text)).toMatch(message);
  });

  it('stay filters, and topic', () => {
    expect(wishOf('llm min:5')).toMatchObject({ query: 'llm min:5' });
    expect(wishOf('graphs of min 5 cut problems')).toMatchObject({ query: 'graphs of min 5 cut problems' });
    expect(wishOf('min cut')).toMatchObject({ query: 'min cut' });
  });
});

describe('cities', () => {
  it.each([
    ['llm in Berln', /Did you mean Berlin or Bern\?/],
    ['quantization in berln', /Did you mean/],
    ['llm at 9:00 in berln', /Did you mean/],
    ['llm in Georgia', /in America\/New_York or in Asia\/Tbilisi/],
  ])('%s is asked back', (text, message) => {
    expect(questionOf(text)).toMatch(message);
  });

  it.each([
    'in context learning',
    'quantization in transformers',
    'learning in practice',
    'bias in language models',
    'attention in vision',
    'advances in robotics',
    'elections in Georgia schools',
    'agents in games',
    'trends in physics',
    'hate speech in arabic',
  ])('%s is topic', (text) => {
    expect(wishOf(text)).toMatchObject({ query: text, timetable: { zone: 'Asia/Tokyo' } });
    expect(wishOf(`${text} at 9:00`)).toMatchObject({ query: text });
  });
});

describe('silent', () => {
  it('is asked back where it may be meant for quiet', () => {
    expect(questionOf('llm at 9:00 silent')).toMatch(/Write quiet/);
    expect(questionOf('llm silent')).toMatch(/Write quiet/);
    expect(wishOf('silent speech recognition')).toMatchObject({ query: 'silent speech recognition' });
    expect(wishOf('silent "speech" at 9:00')).toMatchObject({ query: 'silent "speech"' });
  });
});

describe('the first day in words', () => {
  const tuesday = new Date('2026-11-24T20:00:00Z');
  it.each([
    // In Tokyo it is Wednesday already.
    ['llm from tomorrow', '2026-11-26'],
    ['llm from today', '2026-11-25'],
    ['llm from monday', '2026-11-30'],
    ['llm starting next wednesday', '2026-12-02'],
    ['from thu llm at 9:00 in Berlin', '2026-11-26'],
    ['llm in Berlin from tomorrow', '2026-11-25'],
    ['llm from 31.12.2026', '2026-12-31'],
    ['llm from 1.12.2026', '2026-12-01'],
    ['llm from 12/31/2026', '2026-12-31'],
    ['llm from 2026/12/31', '2026-12-31'],
  ])('%s: %s', (text, from) => {
    const read = parseWish(text, { ...defaults, now: tuesday });
    expect(read).toMatchObject({ kind: 'wish', wish: { query: 'llm', from } });
  });

  it('is asked back where nothing tells which day it is, or said twice', () => {
    expect(questionOf('llm from tomorrow')).toMatch(/is not a date/);
    const twice = parseWish('llm from tomorrow from 2026-12-01', { ...defaults, now: tuesday });
    expect(twice).toMatchObject({ kind: 'question', message: expect.stringContaining('begins on one day') });
    const nextWeek = parseWish('llm from next week', { ...defaults, now: tuesday });
    expect(nextWeek).toMatchObject({ kind: 'question' });
  });
});

describe('words that are left out of a topic', () => {
  const wish = wishOf('quantization -survey at 10:00');
  it.each([
    ['-benchmark', 'quantization -survey -benchmark'],
    ['-survey', 'quantization -survey'],
    ['-"position paper" at 11:00', 'quantization -survey -"position paper"'],
    ['pruning -benchmark', 'pruning -benchmark'],
    ['cat:cs.CL -benchmark', 'cat:cs.CL -benchmark'],
  ])('%s beside what was asked for: %s', (text, query) => {
    expect(parseWish(text, { ...defaults, wish })).toMatchObject({ kind: 'wish', wish: { query } });
  });
});
