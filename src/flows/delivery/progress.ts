import type { Subscription, Timetable } from '../../subscription/subscription.ts';
import { hasSlot, localDate, slotInstant } from '../../subscription/timetable.ts';

type Progressing = Pick<Subscription, 'timetable' | 'pause' | 'postOn'>;

/**
 * How far the day of a subscription has come: a text that changes when there may be something new to do. It is a hint that
 * saves asking the ledger each minute; that of a timetable is reckoned once, since ten thousand subscriptions share a few.
 */
export function progressAt(now: Date): (subscription: Progressing) => string {
  const reckoned = new Map<string, string>();
  return ({ timetable, pause, postOn }) => {
    const key = `${timetable.at} ${timetable.zone} ${timetable.days.join('')}`;
    const reached = reckoned.get(key) ?? `${key} ${reach(timetable, now)}`;
    reckoned.set(key, reached);
    return `${reached} ${postOn ?? ''} ${pause === null ? '' : `paused ${pause.until ?? ''}`}`;
  };
}

function reach(timetable: Timetable, now: Date): string {
  const today = localDate(now, timetable.zone);
  const passed = hasSlot(timetable, today) && slotInstant(timetable, today).getTime() <= now.getTime();
  return `${today}${passed ? ' due' : ''}`;
}
