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

/**
 * What a day without a new fitting paper does. `best-unseen`: the best paper that the place has not seen, of all there are.
 * The others choose only among papers that came since the slot before, and post nothing (`quiet`) or one line that says
 * why there is none (`say-why`).
 */
export type EmptyDay = 'quiet' | 'say-why' | 'best-unseen';

/** What can be asked for: everything of a subscription that a person chooses. */
export type Wish = {
  /** A query in the query language; empty means any paper. */
  readonly query: string;
  readonly timetable: Timetable;
  /** How many papers a post holds, 1 to 10. */
  readonly top: number;
  /** The abstracts come as the first reply to the post, where the platform has threads. */
  readonly thread: boolean;
  readonly empty: EmptyDay;
  /** `YYYY-MM-DD` in the zone of the timetable: no slot before it. Null: from the next slot on. */
  readonly from: string | null;
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
  /** Null: it posts. */
  readonly pause: Pause | null;
  /** Who may change it: the people of the place, or the file of whoever runs the service. */
  readonly owner: 'chat' | 'file';
  /** `YYYY-MM-DD` in its zone: the slot of this date was asked for before its time, and is due at once. */
  readonly postOn?: string;
};

/** Why a subscription posts nothing for now. */
export type Pause = {
  /** A person asked for it; its post met a trouble that a person can mend; its entry left the file. */
  readonly by: 'person' | 'trouble' | 'file';
  /** `YYYY-MM-DD` in its zone: the date from which it posts again by itself. Null: not before it is resumed. */
  readonly until: string | null;
  /** In plain words, for a person; empty when there is nothing to say. */
  readonly reason: string;
  /** Of an entry that left the file: why it rested already. That is so again when the entry is back. */
  readonly before?: Pause;
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
