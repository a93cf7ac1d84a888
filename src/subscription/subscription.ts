import type { Extras } from '../chat/extras.ts';
import type { Person } from '../chat/request.ts';
import type { Place } from '../chat/place.ts';

/** A day of the week as ISO 8601 counts it: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** When posts are due: a wall-clock time in a zone, on some days of the week. */
export type Timetable = {
  /** `HH:MM`, 24 hours. */
  readonly at: string;
  /** IANA zone. */
  readonly zone: string;
  /** At least one; ascending, without repeats. */
  readonly days: readonly Weekday[];
};

/** What can be asked for: everything of a subscription that a person chooses. */
export type Wish = {
  /** A query in the query language; empty means any paper. */
  readonly query: string;
  readonly timetable: Timetable;
  /** How many papers a post holds, 1 to 10. */
  readonly top: number;
  /** The abstracts come as the first reply to the post, where the platform has threads. */
  readonly thread: boolean;
  /** Never empty. */
  readonly extras?: Extras;
};

export type Subscription = Wish & {
  /** A UUID. */
  readonly id: string;
  /** How people in the place call it: 1, 2, … The number of a removed one is not given again in that place. */
  readonly number: number;
  readonly place: Place;
  readonly createdBy: Person;
  /** When it was made, or changed last: ISO instant in UTC. No slot before it is ever due. */
  readonly createdAt: string;
};

/** The papers due to one subscription on one local date. */
export type Slot = {
  readonly subscriptionId: string;
  /** `YYYY-MM-DD` in the zone of the subscription. */
  readonly date: string;
};

/** The name of a slot's post on a platform: the same for the same slot, for ever. */
export function deliveryKey(slot: Slot): string {
  return `${slot.subscriptionId}:${slot.date}`;
}
