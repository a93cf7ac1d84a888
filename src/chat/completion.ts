import type { Person } from './request.ts';
import type { Place } from './place.ts';

/** What somebody is typing where only one kind of thing is expected. */
export type Typing = {
  readonly what: 'topics' | 'papers' | 'authors' | 'categories' | 'zones' | 'subscriptions';
  /** As far as it is typed: anything. */
  readonly typed: string;
  readonly person: Person;
  readonly place: Place;
};

/** A way to go on typing. */
export type Completion = {
  readonly label: string;
  /** What is typed by choosing it. */
  readonly value: string;
};
