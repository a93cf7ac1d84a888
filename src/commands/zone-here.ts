import type { Subscription } from '../subscription/subscription.ts';

/** The zone of a place: that of its first subscription, or else that of whoever asks. So a day is the same day for all. */
export function zoneHere(subscriptions: readonly Subscription[], zone: string): string {
  return subscriptions[0]?.timetable.zone ?? zone;
}
