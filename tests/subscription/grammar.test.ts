import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeWish, parseWish } from '../../src/subscription/grammar.ts';
import type { Weekday, Wish } from '../../src/subscription/subscription.ts';
import { cpuMs } from '../support/cpu-time.ts';
import { defaults, questionOf, wishOf } from './understood.ts';

const seed = 20261124;
describe('what was not said', () => {
  it('is nine in the morning here, every day, one paper, any topic', () => {
    expect(wishOf('  ')).toEqual({
      query: '',
      timetable: { at: '09:00', zone: 'Asia/Tokyo', days: [1, 2, 3, 4, 5, 6, 7] },
      top: 1,
      thread: false,
      empty: 'best-unseen',
      from: null,
    });
  });
});

describe('times', () => {
  it.each([
    ['at 9am', '09:00'],
    ['at 9 am', '09:00'],
    ['at 9:00', '09:00'],
    ['at 09:00', '09:00'],
    ['at 9：30', '09:30'],
    ['at 21h', '21:00'],
    ['at 21h30', '21:30'],
    ['at 9:30pm', '21:30'],
    ['at 9.30 p.m.', '21:30'],
    ['AT 12AM', '00:00'],
    ['at 12pm', '12:00'],
    ['at noon', '12:00'],
    ['at midnight', '00:00'],
    ['llm 7:45', '07:45'],
    ['7pm llm', '19:00'],
  ])('%s is %s', (text, at) => {
    expect(wishOf(text).timetable.at).toBe(at);
  });

  it.each(['at scale', 'attention at 4 bits', 'at 0.25 sparsity', '2:4 sparsity', 'at the top', 'noon', 'look at'])(
    '%s is topic',
    (text) => {
      expect(wishOf(text)).toMatchObject({ query: text, timetable: { at: '09:00' } });
    },
  );

  it.each([
    ['llm at 9', /at 9am or at 9pm/],
    ['llm at 25:00', /not a time of the day/],
    ['llm at 13pm', /not a time of the day/],
    ['llm at 24:00', /Write 00:00 for midnight/],
    ['at 9:00 llm at 10:00', /one time of the day/],
  ])('%s is asked back', (text, message) => {
    expect(questionOf(text)).toMatch(message);
  });
});

describe('days', () => {
  it.each([
    ['on weekdays', [1, 2, 3, 4, 5]],
    ['llm weekdays', [1, 2, 3, 4, 5]],
    ['weekends', [6, 7]],
    ['on the', [1, 2, 3, 4, 5, 6, 7]],
    ['llm daily', [1, 2, 3, 4, 5, 6, 7]],
    ['every day llm', [1, 2, 3, 4, 5, 6, 7]],
    ['on mon,wed', [1, 3]],
    ['on Wed and MON', [1, 3]],
    ['on mon, wed, fri', [1, 3, 5]],
    ['on Mon-Fri', [1, 2, 3, 4, 5]],
    ['Mon–Fri', [1, 2, 3, 4, 5]],
    ['on mon to wed', [1, 2, 3]],
    ['on fri-mon', [1, 5, 6, 7]],
    ['on monday', [1]],
    ['llm on sat', [6]],
    ['every tuesday', [2]],
    ['llm on thursdays', [4]],
  ])('%s is %j', (text, days) => {
    expect(wishOf(text).timetable.days).toEqual(days);
  });

  it.each([
    'on graphs',
    'the sun',
    'sat solvers',
    'fine-grained daily activities',
    'seen every day objects',
    'on mon,foo',
  ])('%s is topic', (text) => {
    expect(wishOf(text)).toMatchObject({ query: text, timetable: { days: [1, 2, 3, 4, 5, 6, 7] } });
  });

  it.each([
    ['solvers on SAT', /Saturday/],
    ['daily activities', /topic/],
    ['llm weekly', /which day/],
    ['on mon llm on tue', /Say the days once/],
    ['llm at 9:00 on funday', /no day called funday. Did you mean on sunday\?/],
    ['llm on mondy at 9:00', /Did you mean on monday\?/],
    ['llm top 3 on Wendesdays', /Did you mean on wednesday\?/],
    ['llm at 9:00 on someday cat:cs.CL', /no day called someday\. /],
    ['at 9:00 llm on laundryday', /no day called laundryday. Write it like: on monday/],
    ['on mondy', /Did you mean on monday\?/],
  ])('%s is asked back', (text, message) => {
    expect(questionOf(text)).toMatch(message);
  });
});

describe('zones', () => {
  it.each([
    ['in Europe/Berlin', 'Europe/Berlin'],
    ['in europe/berlin', 'Europe/Berlin'],
    ['llm in BERLIN', 'Europe/Berlin'],
    ['in New York llm', 'America/New_York'],
    ['in America/New York llm', 'America/New_York'],
    ['llm in são paulo', 'America/Sao_Paulo'],
    ['in kolkata', 'Asia/Kolkata'],
    ['in ho chi minh city', 'Asia/Ho_Chi_Minh'],
    ['in San Francisco', 'America/Los_Angeles'],
    ['in Port-au-Prince', 'America/Port-au-Prince'],
    ['at 9am UTC llm', 'UTC'],
    ['llm, in Berlin, at 9:00', 'Europe/Berlin'],
    ['air quality in America/Argentina/Ushuaia', 'America/Argentina/Ushuaia'],
  ])('%s is %s', (text, zone) => {
    expect(wishOf(text).timetable.zone).toBe(zone);
  });

  it.each([
    'learning in games',
    'in context learning',
    'attention in RNN/LSTM models',
    'needle in center',
    'fits in',
    'in',
  ])('%s is topic', (text) => {
    expect(wishOf(text)).toMatchObject({ query: text, timetable: { zone: 'Asia/Tokyo' } });
  });

  it.each([
    ['llm in Mars/Phobos', /no time zone “Mars\/Phobos”/],
    ['in europe/atlantis llm', /no time zone/],
    ['llm in UTC+2', /no time zone/],
    ['llm in Cambridge', /Europe\/London or in America\/New_York/],
    ['llm at 9am IST', /Asia\/Kolkata or in Asia\/Jerusalem or in Europe\/Dublin/],
    ['air quality in London schools', /topic.*Europe\/London/],
    ['llm at 9am Berlin', /in Europe\/Berlin/],
    ['in Berlin llm in Paris', /one time zone/],
    ['quantization at 9:00 in Berln', /no time zone called Berln\. Did you mean Berlin or Bern\?/],
    ['quantization in Berln at 9:00', /Did you mean Berlin or Bern\?/],
    ['in Berln, on mondays quantization', /Did you mean Berlin or Bern\?/],
    ['quantization top 3 in Atlantis', /no time zone called Atlantis/],
    ['at 9:00 quantization in New Yrok', /called New Yrok\. Did you mean New York\?/],
    ['llm at 9:00 in Xyzzyville', /called Xyzzyville\. Write a city like Berlin/],
    ['in Berln', /Did you mean Berlin or Bern\?/],
  ])('%s is asked back', (text, message) => {
    expect(questionOf(text)).toMatch(message);
  });
});

describe('what only looks like a mistyped zone or day', () => {
  it.each([
    ['learning in Transformers', 'learning in Transformers'],
    ['attention in LLMs at 9:00', 'attention in LLMs'],
    ['attention in Transformers at 9:00 in Paris', 'attention in Transformers'],
    ['papers on money at 9:00 on mondays', 'papers on money'],
    ['at 9:00 in Paris every day learning in Transformers on Sundey', 'learning in Transformers on Sundey'],
    ['a daily life in Transformers', 'a daily life in Transformers'],
    ['in "Berln" at 9:00', 'in "Berln"'],
    ['learning on graphs at 9:00', 'learning on graphs'],
  ])('is topic in: %s', (text, query) => {
    const wish = wishOf(text);
    expect(wish.query).toBe(query);
    expect(wishOf(describeWish(wish))).toEqual(wish);
  });
});

describe('numbers of papers', () => {
  it('are 1 to 10', () => {
    expect(wishOf('llm top 3').top).toBe(3);
    expect(wishOf('top 10 llm').top).toBe(10);
    expect(questionOf('llm top 11')).toMatch(/1 to 10/);
    expect(questionOf('llm top 0')).toMatch(/1 to 10/);
    expect(questionOf('llm top -1')).toMatch(/1 to 10 papers, not -1/);
    expect(wishOf('llm at 9:00 top two')).toMatchObject({ query: 'llm', top: 2 });
    expect(wishOf('top Ten llm')).toMatchObject({ query: 'llm', top: 10 });
  });

  it('are asked back amid a topic', () => {
    expect(questionOf('imagenet top 5 accuracy')).toMatch(/topic/);
    expect(wishOf('imagenet "top 5" accuracy')).toMatchObject({ query: 'imagenet "top 5" accuracy', top: 1 });
    expect(wishOf('imagenet top-5 accuracy of top models')).toMatchObject({ top: 1 });
  });
});

describe('the word thread', () => {
  it.each([
    ['llm at 9:00 thread', 'llm'],
    ['at 9:00 thread', ''],
    ['at 9:00 thread top 3 llm', 'llm'],
    ['at 9:00 thread cat:cs.CL', 'cat:cs.CL'],
    ['top 3 thread', ''],
    ['thread safety at 9:00 thread', 'thread safety'],
  ])('asks for the abstracts below the post in: %s', (text, query) => {
    expect(wishOf(text)).toMatchObject({ query, thread: true });
  });

  it.each([
    'thread',
    'llm thread',
    'thread scheduling at 9:00',
    'llm thread at 9:00',
    'at 9:00 thread safety',
    'llm at 9:00 "thread"',
  ])('is topic in: %s', (text) => {
    const wish = wishOf(text);
    expect(wish.thread).toBe(false);
    expect(wish.query).toContain('thread');
  });

  it('is said at the end', () => {
    expect(describeWish(wishOf('llm on mondays thread at 9am in Berlin top 2'))).toBe(
      'llm at 09:00 in Europe/Berlin on mon top 2 thread',
    );
  });
});

describe('the whole', () => {
  it('reads the parts in any order', () => {
    const wish: Wish = {
      query: 'weight decay',
      timetable: { at: '18:30', zone: 'Europe/Berlin', days: [1, 3] },
      top: 2,
      thread: false,
      empty: 'best-unseen',
      from: null,
    };
    const parts = ['at 6:30pm', 'in Berlin', 'on mon,wed', 'top 2', 'weight decay'];
    for (const order of permutations(parts)) expect(wishOf(order.join(' '))).toEqual(wish);
  });

  it('leaves filters and quotations as they were typed', () => {
    expect(wishOf('cat:cs.CL -survey au:"Le Cun" after:2025-01 at 8:00 “at 9:00 in Paris”')).toEqual({
      query: 'cat:cs.CL -survey au:"Le Cun" after:2025-01 “at 9:00 in Paris”',
      timetable: { at: '08:00', zone: 'Asia/Tokyo', days: [1, 2, 3, 4, 5, 6, 7] },
      top: 1,
      thread: false,
      empty: 'best-unseen',
      from: null,
    });
  });

  it('takes an open quotation to the end, and closes it', () => {
    expect(wishOf('at 8:00 "in Paris at 9:00')).toMatchObject({
      query: '"in Paris at 9:00"',
      timetable: { at: '08:00' },
    });
  });

  it('is described in words that say everything', () => {
    expect(describeWish(wishOf('llm at 9am in Berlin on mon-fri top 3'))).toBe(
      'llm at 09:00 in Europe/Berlin on weekdays top 3',
    );
    expect(describeWish(wishOf(''))).toBe('at 09:00 in Asia/Tokyo every day');
  });

  it('puts words of a foreign query in quotes where they would be read as schedule', () => {
    const wish = { ...wishOf(''), query: 'top 5 accuracy in London schools daily' };
    expect(describeWish(wish)).toBe('"top 5" accuracy "in London" schools "daily" at 09:00 in Asia/Tokyo every day');
  });
});

const extrasOf = (text: string, wish?: Wish) => {
  const read = parseWish(text, { ...defaults, extras: true, ...(wish === undefined ? {} : { wish }) });
  if (read.kind === 'question') throw new Error(`${text}: ${read.message}`);
  return read.wish;
};

describe('what a post does beyond being read', () => {
  it.each([
    ['llm crosspost:on', 'llm', { crosspost: true }],
    ['Crosspost:ON llm', 'llm', { crosspost: true }],
    ['llm ping:@&123 at 9:00', 'llm', { ping: '123' }],
    ['llm ping:<@&123> graphs', 'llm graphs', { ping: '123' }],
    ['llm tag:news,', 'llm', { tag: 'news' }],
    ['llm tag:"two words" tag:“two words”', 'llm', { tag: 'two words' }],
    ['tag:"none"', '', { tag: 'none' }],
    ['at 9:00 crosspost:yes tag:x ping:@&1 cat:cs.CL', 'cat:cs.CL', { crosspost: true, tag: 'x', ping: '1' }],
  ])('%s', (text, query, extras) => {
    expect(extrasOf(text)).toMatchObject({ query, extras });
  });

  it.each(['crosspost', 'ping:pong', 'ping', 'tag:', 'tag:""', 'crosspost:it', 'thread:safe'])(
    '%s is topic',
    (text) => {
      expect(extrasOf(`${text} llm`)).not.toHaveProperty('extras');
      expect(extrasOf(`${text} llm`).query).toContain(text.split(':')[0]);
    },
  );

  it('is taken back by saying so, and else stays', () => {
    const wish = extrasOf('llm at 9:00 thread crosspost:on ping:@&1 tag:x');
    expect(extrasOf('top 3', wish)).toEqual({ ...wish, top: 3 });
    expect(extrasOf('ping:none tag:y', wish).extras).toEqual({ crosspost: true, tag: 'y' });
    const plain = extrasOf('crosspost:off ping:off tag:none thread:off', wish);
    expect(plain).not.toHaveProperty('extras');
    expect(plain).toMatchObject({ query: 'llm', thread: false, empty: 'best-unseen', from: null });
    expect(extrasOf('thread:on', plain)).toMatchObject({ query: 'llm', thread: true });
  });

  it('is asked back when it is said twice, or names a role that was not chosen', () => {
    for (const text of ['tag:x tag:y', 'ping:@&1 ping:@&2', 'crosspost:on crosspost:off', 'ping:@readers']) {
      expect(parseWish(text, { ...defaults, extras: true }).kind).toBe('question');
    }
  });

  it('is topic where it cannot be done', () => {
    expect(wishOf('llm crosspost:on tag:x')).toMatchObject({ query: expect.stringContaining('tag:x') });
    expect(wishOf('llm crosspost:on tag:x')).not.toHaveProperty('extras');
  });
});

const words = fc.constantFrom(
  ...'at in on top two Berln Atlantis mondy funday -1 thread thread every day daily weekly monday mon mon,wed sat SAT to and pm noon 25:00 9 9am 9:00 21h 3 11 5'.split(
    ' ',
  ),
  ...'Berlin New York Cambridge UTC IST Europe/Berlin Mars/Phobos a/b games llm cat:cs.CL -survey at: top:3'.split(' '),
  ...'" “ ” 「a x"y , - & (“in "at'.split(' '),
  ...'thread:on crosspost:on crosspost:off ping:@&1 ping:none tag:x tag:"x" tag:"x y"'.split(' '),
  ...'quiet say-why say why best-unseen best unseen from 2026-12-01 2026-13-01 starting min:5 every week'.split(' '),
  '"at 9:00"',
  'au:"A B"',
  '',
);
const phrase = fc.array(fc.oneof({ weight: 6, arbitrary: words }, fc.string({ unit: 'grapheme', maxLength: 6 })), {
  maxLength: 9,
});
const anyText = fc.oneof(
  phrase.map((parts) => parts.join(' ')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const anyDays = fc
  .uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { minLength: 1 })
  .map((days) => days.toSorted((a, b) => a - b));
const anyDate = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const anyExtras = fc
  .record(
    {
      crosspost: fc.constant<true>(true),
      ping: fc.bigInt({ min: 1n, max: 10n ** 19n }).map(String),
      tag: fc
        .oneof(fc.constantFrom('off', 'none', 'at 9:00', 'a,', ':'), fc.string({ unit: 'grapheme', minLength: 1 }))
        .map((tag) => tag.replaceAll(/["“”„‟«»＂「」『』〝〞]|\p{Default_Ignorable_Code_Point}|\u2800/gu, '').trim())
        .filter((tag) => tag !== ''),
    },
    { requiredKeys: [] },
  )
  .filter((extras) => Object.keys(extras).length > 0);
const anyWish: fc.Arbitrary<Wish> = fc.record(
  {
    query: anyText,
    timetable: fc.record({
      at: fc
        .tuple(fc.nat(23), fc.nat(59))
        .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`),
      zone: fc.constantFrom(...Intl.supportedValuesOf('timeZone'), 'UTC', 'Asia/Kolkata', 'US/Pacific'),
      days: anyDays,
    }),
    top: fc.integer({ min: 1, max: 10 }),
    thread: fc.boolean(),
    empty: fc.constantFrom('quiet', 'say-why', 'best-unseen'),
    from: fc.option(anyDate),
    extras: anyExtras,
  },
  { requiredKeys: ['query', 'timetable', 'top', 'thread', 'empty', 'from'] },
);

describe('a day without a new paper', () => {
  it.each([
    ['llm quiet', 'llm', 'quiet'],
    ['llm at 9:00 quiet on weekdays', 'llm', 'quiet'],
    ['say-why llm', 'llm', 'say-why'],
    ['llm say why', 'llm', 'say-why'],
    ['best-unseen', '', 'best-unseen'],
    ['quiet hours in hospitals', null, null],
    ['models of quiet rooms', 'models of quiet rooms', 'best-unseen'],
    ['"quiet" at 9:00', '"quiet"', 'best-unseen'],
  ])('%s', (text, query, empty) => {
    const read = parseWish(text, defaults);
    const found = read.kind === 'wish' ? [read.wish.query, read.wish.empty] : [null, null];
    expect(found).toEqual([query, empty]);
  });

  it('is said once', () => {
    expect(questionOf('llm at 9:00 quiet say-why')).toMatch(/Say once what a day without a new paper does/);
  });
});

describe('the first day', () => {
  it.each([
    ['llm from 2026-12-01', 'llm', '2026-12-01'],
    ['from 2026-12-1 llm at 9:00', 'llm', '2026-12-01'],
    ['learning from 2026', 'learning from 2026', null],
    ['learning from "2026-12-01"', 'learning from "2026-12-01"', null],
  ])('%s', (text, query, from) => {
    expect(wishOf(text)).toMatchObject({ query, from });
  });

  it.each([
    'llm from 2026-02-30',
    'llm from 31.2.2026',
    'llm from 12/1/2026',
    'at 9:00 from tomorrow',
    'llm from tomorrow',
    'llm from monday',
    'llm from next week',
    'llm from 1 dec',
    'llm starting December 1',
    'llm from Monday at 9:00',
    'from friday llm at 9:00',
  ])('asks back for %s', (text) => {
    expect(questionOf(text)).toMatch(/is not a date. Write it as year, month and day/);
  });

  it.each(['learning from next token prediction', 'from may to december llm', 'papers from friday harbor at 9:00'])(
    'is topic in: %s',
    (text) => {
      expect(wishOf(text)).toMatchObject({ query: text.replace(' at 9:00', ''), from: null });
    },
  );
});

describe('weekly', () => {
  const tuesday = { ...defaults, now: new Date('2026-11-24T12:00:00Z') };
  const daysOf = (text: string, more: object = {}): readonly Weekday[] | string => {
    const read = parseWish(text, { ...tuesday, ...more });
    return read.kind === 'wish' ? read.wish.timetable.days : read.message;
  };

  it('is the day of the asking where the posts are', () => {
    expect(daysOf('llm weekly')).toEqual([2]);
    expect(daysOf('llm every week')).toEqual([2]);
    expect(daysOf('llm weekly in Auckland')).toEqual([3]);
  });

  it('is the day that is said, or was before', () => {
    expect(daysOf('llm weekly on fri')).toEqual([5]);
    expect(daysOf('on friday weekly at 9:00')).toEqual([5]);
    expect(daysOf('weekly', { wish: wishOf('llm on sunday') })).toEqual([7]);
  });

  it('is asked back where it is more than one day, or topic', () => {
    expect(daysOf('llm weekly on mon,fri')).toMatch(/Weekly is one day/);
    expect(daysOf('llm weekly every day')).toMatch(/Weekly is one day/);
    expect(daysOf('weekly', { wish: wishOf('llm on weekdays') })).toMatch(/Weekly is one day/);
    expect(daysOf('weekly summaries of meetings')).toMatch(/part of the topic/);
  });
});

describe('any text', () => {
  it('is a wish that is read back the same, or a question', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, extras) => {
        const read = parseWish(text, { ...defaults, extras });
        const back = read.kind === 'wish' ? parseWish(describeWish(read.wish), { zone: 'UTC', extras }) : read;
        expect(back).toEqual(read);
      }),
      { seed, numRuns: 1000 },
    );
  });

  it('is read in bounded time', () => {
    for (const piece of [
      'in ',
      'mon,',
      '"',
      'on mon and ',
      'at 9 ',
      'cat:',
      'in new ',
      'in New ',
      'on mondy ',
      'at 9:00 in Berln ',
      '-',
      'daily x ',
      'from monday ',
    ]) {
      const text = piece.repeat(Math.ceil(10_000 / piece.length));
      const ms = cpuMs(() => {
        const read = parseWish(text, defaults);
        if (read.kind === 'wish') describeWish(read.wish);
      });
      // Two seconds for what takes some milliseconds: this fails on a blow-up, and not on a busy machine.
      expect(ms).toBeLessThan(2_000);
    }
  });
});

describe('any wish', () => {
  it('keeps its schedule, and the words of its query, when it is read back', () => {
    fc.assert(
      fc.property(anyWish, (wish) => {
        const back = parseWish(describeWish(wish), { zone: 'UTC', extras: true });
        if (back.kind === 'question') throw new Error(back.message);
        expect(back.wish).toMatchObject({ timetable: wish.timetable, top: wish.top, thread: wish.thread });
        expect(back.wish.extras).toEqual(wish.extras);
        expect(describeWish(back.wish)).toBe(describeWish(wish));
        expect(bare(back.wish.query)).toBe(bare(wish.query));
      }),
      { seed, numRuns: 1000 },
    );
  });
});

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

function bare(text: string): string {
  return text
    .replaceAll(/["“”„‟«»＂「」『』〝〞]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

describe('times as people write them', () => {
  it.each([
    ['graphs at 17.30', 'graphs', '17:30'],
    ['graphs every monday at 17.30 CET', 'graphs', '17:30'],
    ['graphs @ 9:00', 'graphs', '09:00'],
    ['graphs @9am', 'graphs', '09:00'],
    ['pruning at 0.25', 'pruning at 0.25', '09:00'],
    ['llm at 1.58 bits', 'llm at 1.58 bits', '09:00'],
    ['graphs @ICLR', 'graphs @ICLR', '09:00'],
  ])('“%s” has the topic “%s”, at %s', (text, query, at) => {
    expect(parseWish(text, defaults)).toMatchObject({ kind: 'wish', wish: { query, timetable: { at } } });
  });

  it.each([
    ['graphs in 9:00', 'is no time zone'],
    ['llm at 1.58', 'Is “at 1.58” a time?'],
  ])('“%s” is asked back', (text, message) => {
    expect(parseWish(text, defaults)).toMatchObject({ kind: 'question', message: expect.stringContaining(message) });
  });
});
