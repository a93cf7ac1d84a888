import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  hasSlot,
  isZone,
  localDate,
  nextSlot,
  slotDates,
  slotInstant,
} from '../../src/subscription/timetable.ts';
import type { Timetable, Weekday } from '../../src/subscription/subscription.ts';

const seed = 20261124;
const zones = Intl.supportedValuesOf('timeZone');
const daily: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

function timetable(zone: string, at = '09:00', days = daily): Timetable {
  return { at, zone, days };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock on the wall shows, from the run-time's own calendar and not from the library under test. */
function wall(instant: Date, zone: string): string {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(zone, format);
  }
  return format.format(instant).replace(' ', 'T').slice(0, 16);
}

describe('isZone', () => {
  it('knows the names of the IANA list in any letter case', () => {
    for (const zone of zones) expect([zone, isZone(zone.toLowerCase())]).toEqual([zone, true]);
    expect(isZone('Asia/Kolkata')).toBe(true);
  });

  it.each(['', ' ', 'Mars/Phobos', '+02:00', '-05', 'Z', '9', 'Europe/Berlin ', 'Europe'])('refuses %j', (name) => {
    expect(isZone(name)).toBe(false);
  });
});

describe('localDate', () => {
  it('is the date on the wall, in every zone', () => {
    for (const zone of zones) {
      for (const instant of ['2026-11-24T10:30:00Z', '2024-02-29T23:59:00Z', '2026-01-01T00:00:00Z']) {
        expect(`${zone} ${localDate(new Date(instant), zone)}`).toBe(
          `${zone} ${wall(new Date(instant), zone).slice(0, 10)}`,
        );
      }
    }
  });
});

describe('slotInstant over changes of the clock', () => {
  it.each([
    ['a gap', 'Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:00:00.000Z'],
    ['the end of a gap', 'Europe/Berlin', '2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
    ['an hour that occurs twice', 'Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['an hour that occurs twice', 'America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00.000Z'],
    ['a gap of half an hour', 'Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:30:00.000Z'],
    ['half an hour that occurs twice', 'Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00.000Z'],
    ['a gap of two hours', 'Antarctica/Troll', '2026-03-29', '01:30', '2026-03-29T01:00:00.000Z'],
    ['a gap at midnight', 'America/Santiago', '2026-09-06', '00:00', '2026-09-06T04:00:00.000Z'],
    ['a gap at midnight', 'Asia/Beirut', '2026-03-29', '00:30', '2026-03-28T22:00:00.000Z'],
    ['a gap at midnight', 'Africa/Cairo', '2026-04-24', '00:00', '2026-04-23T22:00:00.000Z'],
    ['a gap up to midnight', 'America/Nuuk', '2026-03-28', '23:30', '2026-03-29T01:00:00.000Z'],
  ])('%s: %s %s %s', (_, zone, date, at, instant) => {
    expect(slotInstant(timetable(zone, at), date).toISOString()).toBe(instant);
  });

  it('gives the wished time, or the first instant after a gap, in every zone on each day of a change', () => {
    let gaps = 0;
    for (const zone of zones) {
      for (const change of changes(zone)) {
        for (const date of [addDays(change, -1), change, addDays(change, 1)]) {
          for (const at of ['00:00', '00:30', '01:45', '02:15', '02:30', '03:00', '12:00', '23:45']) {
            gaps += checkSlot(zone, date, at);
          }
        }
      }
    }
    expect(gaps).toBeGreaterThan(100);
  });
});

/** The dates, 2024 to 2028, on which the clock of a zone changes. */
function changes(zone: string): readonly string[] {
  const dates: string[] = [];
  let at = Temporal.Instant.from('2024-01-01T00:00:00Z').toZonedDateTimeISO(zone);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || next.year > 2028) return dates;
    dates.push(next.toPlainDate().toString());
    at = next;
  }
}

/** 1 when the time is in a gap, else 0. Throws when the instant is wrong. */
function checkSlot(zone: string, date: string, at: string): 0 | 1 {
  const instant = slotInstant(timetable(zone, at), date).getTime();
  const shownAt = (minutes: number): string => wall(new Date(instant + minutes * 60_000), zone);
  const wanted = `${date}T${at}`;
  if (shownAt(0) === wanted) {
    // The first occurrence: some time earlier, the wall did not show the same.
    if ([-30, -60, -120].some((minutes) => shownAt(minutes) === wanted)) throw new Error(`${zone} ${wanted}: second`);
    return 0;
  }
  // In a gap: the minute before shows an earlier time than wished, this one a later time.
  if (shownAt(-1) < wanted && wanted < shownAt(0)) return 1;
  throw new Error(`${zone} ${wanted}: ${shownAt(-1)} then ${shownAt(0)}`);
}

describe('nextSlot', () => {
  it('is later than the instant, on a day that was asked for', () => {
    expect(nextSlot(timetable('Europe/Berlin', '09:00', [1]), new Date('2026-11-24T08:00:00Z'))).toEqual({
      date: '2026-11-30',
      at: new Date('2026-11-30T08:00:00Z'),
    });
    const exactly = new Date('2026-11-24T08:00:00Z');
    expect(nextSlot(timetable('Europe/Berlin'), exactly).date).toBe('2026-11-25');
    expect(nextSlot(timetable('Europe/Berlin'), new Date(exactly.getTime() - 1)).date).toBe('2026-11-24');
  });

  it('leaves out a date that a zone left out', () => {
    const apia = timetable('Pacific/Apia');
    expect(hasSlot(apia, '2011-12-30')).toBe(false);
    expect(nextSlot(apia, slotInstant(apia, '2011-12-29')).date).toBe('2011-12-31');
  });

  it('finds a slot that a clock change pushed over midnight', () => {
    const nuuk = timetable('America/Nuuk', '23:30');
    const next = nextSlot(nuuk, new Date('2026-03-29T00:59:00Z'));
    expect(next).toEqual({ date: '2026-03-28', at: new Date('2026-03-29T01:00:00Z') });
  });

  it('gives each local date exactly one slot around each change of the clock, in every zone from 2024 to 2028', () => {
    let walked = 0;
    for (const zone of zones) {
      for (const change of changes(zone)) {
        for (const at of ['00:00', '00:30', '02:30', '23:30']) {
          const tt = timetable(zone, at);
          let after = new Date(slotInstant(tt, addDays(change, -3)).getTime() - 1);
          for (let days = -3; days <= 2; days += 1) {
            const next = nextSlot(tt, after);
            expect(`${zone} ${at} ${next.date}`).toBe(`${zone} ${at} ${addDays(change, days)}`);
            after = next.at;
            walked += 1;
          }
        }
      }
    }
    expect(walked).toBeGreaterThan(10_000);
  }, 60_000);

  it('gives each local date exactly one slot, in any zone and at any time', () => {
    const anyZone = fc.constantFrom(...zones);
    const anyTime = fc.tuple(fc.nat(23), fc.nat(59));
    const anyDay = fc.integer({ min: 0, max: 5 * 365 });
    fc.assert(
      fc.property(anyZone, anyTime, anyDay, (zone, [hours, minutes], day) => {
        const at = `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
        const tt = timetable(zone, at);
        let after = new Date(Date.UTC(2024, 0, 1 + day));
        let expected = nextSlot(tt, after).date;
        for (let step = 0; step < 5; step += 1) {
          const slot = nextSlot(tt, after);
          expect(slot.date).toBe(expected);
          expect(slot.at.getTime()).toBeGreaterThan(after.getTime());
          after = slot.at;
          expected = addDays(slot.date, 1);
        }
      }),
      { seed, numRuns: 1000 },
    );
  });
});

describe('slotDates', () => {
  it('gives the newest dates with a slot, oldest first', () => {
    const weekdays = timetable('Europe/Berlin', '09:00', [1, 2, 3, 4, 5]);
    expect(slotDates(weekdays, '2026-11-20', '2026-11-24', 9)).toEqual(['2026-11-20', '2026-11-23', '2026-11-24']);
    expect(slotDates(weekdays, '1990-01-01', '2026-11-24', 2)).toEqual(['2026-11-23', '2026-11-24']);
    expect(slotDates(weekdays, '2026-11-25', '2026-11-24', 2)).toEqual([]);
    expect(slotDates(timetable('UTC', '09:00', [7]), '1990-01-01', '2026-11-24', 3)).toEqual([
      '2026-11-08',
      '2026-11-15',
      '2026-11-22',
    ]);
  });
});
