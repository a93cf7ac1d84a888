import { describe, expect, it } from 'vitest';
import { readChannels } from '../../src/subscription/channels-file.ts';
import type { ReadChannels } from '../../src/subscription/channels-file.ts';
import { describeWish } from '../../src/subscription/grammar.ts';

const given = { platforms: ['slack', 'discord'], zone: 'Asia/Tokyo' };

function read(...channels: readonly unknown[]): ReadChannels {
  return readChannels({ channels }, given);
}

describe('the file of channels', () => {
  it('says what subscribe says', () => {
    const { entries, problems } = read(
      { slack: 'C0123456789', topic: 'quantization -survey', at: '9:30', in: 'Europe/Berlin', on: 'weekdays', top: 3 },
      { discord: '112233445566778899', cat: 'cs.CL', min: 5, on: ['mon', 'wed'], thread: true, empty: 'say-why' },
      { slack: 'C1', weekly: true, on: 'tue', from: '2026-12-01', tag: 'papers' },
    );
    expect(problems).toEqual([]);
    expect(entries.map(({ platform, channel, wish }) => [platform, channel, describeWish(wish)])).toEqual([
      ['slack', 'C0123456789', 'quantization -survey at 09:30 in Europe/Berlin on weekdays top 3'],
      ['discord', '112233445566778899', 'cat:cs.CL min:5 at 09:00 in Asia/Tokyo on mon,wed thread say-why'],
      ['slack', 'C1', 'at 09:00 in Asia/Tokyo on tue from 2026-12-01 tag:"papers"'],
    ]);
  });

  it('takes an id without quotes, where it comes as it is', () => {
    const { entries, problems } = read({ discord: 112_233_445_566_778_899n, min: 5n });
    expect([problems, entries[0]?.channel, entries[0]?.wish.query]).toEqual([[], '112233445566778899', 'min:5']);
  });

  it.each<[string, unknown, RegExp]>([
    ['no channel', { topic: 'llm' }, /^Channel 1 of the list: expected the id of one channel under “slack:” or/],
    ['two platforms', { slack: 'C1', discord: '2' }, /expected the id of one channel/],
    ['a number that lost digits', { discord: 112_233_445_566_778_900 }, /under “discord:”, in quotes/],
    ['an unknown word', { slack: 'C1', hour: 9 }, /“hour:” is not known. There are topic, cat,/],
    ['an unknown time', { slack: 'C1', at: '25:00' }, /is not a time of the day/],
    ['an hour without its half', { slack: 'C1', at: 9 }, /At which time is “at 9”/],
    ['a week without its day, which would be another one at each start', { slack: 'C1', weekly: true }, /on which day/],
    ['an object', { slack: 'C1', topic: { is: 'llm' } }, /expected a text under “topic:”/],
    ['a word', 'slack', /expected words like/],
  ])('names what is wrong: %s', (_, entry, message) => {
    const { problems } = read(entry);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.text).toMatch(message);
  });

  it('takes a list of categories, each of them', () => {
    const { entries, problems } = read({ slack: 'C1', cat: ['cs.CL', 'cs.LG'], at: '0830', top: '3' });
    expect([problems, entries[0]?.wish]).toMatchObject([[], { query: 'cat:cs.CL cat:cs.LG', top: 3 }]);
    expect(entries[0]?.wish.timetable.at).toBe('08:30');
  });

  it.each<[string, unknown, RegExp]>([
    ['at', 'breakfast', /“breakfast” is not a time of the day/],
    ['at', 9, /at 9am or at 9pm/],
    ['in', 'Berln', /Did you mean Berlin or Bern/],
    ['in', 'nowhere', /no time zone called “nowhere”/],
    ['on', 'someday', /do not know the days “someday”/],
    ['on', 'every other day', /every other day/],
    ['top', 'many', /not a number of papers/],
    ['top', 11, /1 to 10/],
    ['min', -1, /“-1” is no filter/],
    ['min', 'many', /“many” is no filter/],
    ['cat', 'cs CL', /Expected a category like cs.CL/],
    ['au', ['Ada', 'Grace'], /Expected one name/],
    ['weekly', 'monday', /Expected true or false/],
    ['thread', 'maybe', /Expected true or false/],
    ['crosspost', 'maybe', /Expected true or false/],
    ['empty', 'silent', /Expected quiet, say-why or best-unseen/],
    ['ping', 'readers', /Expected the id of a role/],
    ['from', 'tomorrow', /Expected a date like 2026-12-01/],
    ['from', '2026-02-30', /is not a date/],
    ['topic', 'llm in Cambridge', /Which clock is/],
  ])('a value that is not understood is never topic: %s: %j', (name, value, message) => {
    const { entries, problems } = read({ slack: 'C1', topic: 'llm', [name]: value });
    expect(entries).toEqual([]);
    expect(problems).toMatchObject([{ path: ['channels', 0, name], text: expect.stringMatching(message) }]);
  });

  it('says where it is wrong', () => {
    const { problems } = read({ slack: 'C1' }, { slack: 'C2', hour: 9 }, { slack: 'C3', at: '25:00' }, { slack: '' });
    expect(problems.map(({ path }) => path)).toEqual([
      ['channels', 1, 'hour'],
      ['channels', 2, 'at'],
      ['channels', 3, 'slack'],
    ]);
    expect(readChannels({ channels: [], extra: 1 }, given).problems).toEqual([
      { path: ['extra'], text: '“extra:” is not known. There is channels.' },
    ]);
  });

  it('may be empty, and must be a list', () => {
    expect(readChannels(null, given)).toEqual({ entries: [], problems: [] });
    expect(readChannels({ channels: null }, given)).toEqual({ entries: [], problems: [] });
    expect(readChannels({ channels: [] }, given)).toEqual({ entries: [], problems: [] });
    expect(readChannels({ channels: 'C1' }, given).problems).toEqual([
      { path: ['channels'], text: 'Expected a list under “channels:”.' },
    ]);
    expect(readChannels({}, given).problems).toHaveLength(1);
    expect(readChannels({ chanels: [] }, given).problems).toHaveLength(1);
    expect(readChannels('channels', given).problems).toHaveLength(1);
  });
});
