import type { Timetable } from '../../subscription/subscription.ts';
import { hasSlot, localDate, slotInstant } from '../../subscription/timetable.ts';

/**
 * How far the day of a timetable has come: a text that changes when there may be something new to do. It is a hint that
 * saves asking the ledger each minute, reckoned once for each timetable, since ten thousand subscriptions share a few.
 */
export function progressAt(now: Date): (timetable: Timetable) => string {
  const reckoned = new Map<string, string>();
  return (timetable) => {
    const key = `${timetable.at} ${timetable.zone} ${timetable.days.join('')}`;
    const known = reckoned.get(key);
    if (known !== undefined) return known;
    const today = localDate(now, timetable.zone);
    const passed = hasSlot(timetable, today) && slotInstant(timetable, today).getTime() <= now.getTime();
    const reached = `${key} ${today}${passed ? ' due' : ''}`;
    reckoned.set(key, reached);
    return reached;
  };
}
