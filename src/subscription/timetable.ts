import { Temporal } from 'temporal-polyfill';
import type { Timetable, Weekday } from './subscription.ts';

/** Whether this is the name of a zone of the IANA list, in any letter case. An offset (`+02:00`) is not. */
export function isZone(name: string): boolean {
  return zoneName(name) !== null;
}

/** The name as the IANA list spells it (`europe/berlin` gives `Europe/Berlin`), or null when there is no such zone. */
export function zoneName(name: string): string | null {
  if (!/^[a-z]/i.test(name)) return null;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The date, `YYYY-MM-DD`, that a wall calendar in the zone shows at that instant. */
export function localDate(now: Date, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The time, `HH:MM`, that a wall clock in the zone shows at that instant. */
export function localTime(now: Date, zone: string): string {
  const time = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainTime();
  return time.toString({ smallestUnit: 'minute' });
}

/**
 * When the slot of a date is due. A time that the clock jumps over is due at the first instant after the jump (which
 * can be on the next date when the jump reaches midnight); a time that occurs twice is due the first time.
 */
export function slotInstant(timetable: Pick<Timetable, 'at' | 'zone'>, date: string): Date {
  const wanted = Temporal.PlainDateTime.from(`${date}T${timetable.at}`);
  const found = wanted.toZonedDateTime(timetable.zone, { disambiguation: 'compatible' });
  if (found.toPlainDateTime().equals(wanted)) return new Date(found.epochMilliseconds);
  const before = wanted.toZonedDateTime(timetable.zone, { disambiguation: 'earlier' });
  const jump = before.getTimeZoneTransition('next');
  return new Date((jump ?? found).epochMilliseconds);
}

/**
 * Whether the date has a slot: its weekday was asked for, and it exists in the zone (the Pacific/Apia calendar went from
 * 2011-12-29 to 2011-12-31).
 */
export function hasSlot(timetable: Timetable, date: string): boolean {
  const day = Temporal.PlainDate.from(date);
  return timetable.days.includes(weekdayOf(day)) && day.toZonedDateTime(timetable.zone).toPlainDate().equals(day);
}

/** The first slot that is due later than `after`. */
export function nextSlot(timetable: Timetable, after: Date): { readonly date: string; readonly at: Date } {
  // One day back, because a slot that a clock change pushed over midnight is due on the date after its own.
  let date = addDays(localDate(after, timetable.zone), -1);
  // A week holds every weekday; the margin is for the day back and for dates that the zone left out.
  for (let step = 0; step < 16; step += 1) {
    if (hasSlot(timetable, date)) {
      const at = slotInstant(timetable, date);
      if (at.getTime() > after.getTime()) return { date, at };
    }
    date = addDays(date, 1);
  }
  throw new Error(`Expected a timetable with at least one day, got ${JSON.stringify(timetable.days)}`);
}

/** The newest dates with a slot in `from`…`to` (both included), oldest first, at most `limit` of them. */
export function slotDates(timetable: Timetable, from: string, to: string, limit: number): readonly string[] {
  const dates: string[] = [];
  // `limit` weeks hold at least `limit` slots of any timetable, so the search ends however old `from` is.
  const earliest = addDays(to, -7 * (limit + 1));
  for (let date = to; date >= from && date >= earliest && dates.length < limit; date = addDays(date, -1)) {
    if (hasSlot(timetable, date)) dates.unshift(date);
  }
  return dates;
}

/** The date so many days later, or earlier when `days` is negative. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** ISO counts Monday as 1 and Sunday as 7, as the library does. */
function weekdayOf(day: Temporal.PlainDate): Weekday {
  const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
  return weekdays[day.dayOfWeek - 1] ?? 7;
}
