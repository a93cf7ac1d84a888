import type { Person } from '../chat/request.ts';
import type { Place } from '../chat/place.ts';
import type { Paper, PaperId } from '../paper/paper.ts';
import type { Pause, Slot, Subscription, Wish } from '../subscription/subscription.ts';
import type { Liking } from './liking.ts';
import type { Reasoning } from './reasoning.ts';

/** The truth: everything that must outlive the process. Every call is one transaction: it happens whole or not at all. */
export type Store = {
  readonly papers: PaperStore;
  readonly subscriptions: SubscriptionStore;
  readonly ledger: Ledger;
  readonly people: PeopleStore;
  readonly sentences: SentenceStore;
  readonly cursors: CursorStore;
  readonly rejects: RejectStore;
  readonly sourceRuns: SourceRunStore;
  readonly leases: LeaseStore;
  close(): Promise<void>;
};

export type PaperStore = {
  /**
   * Merges each sighting into what is known of that paper; what its source told before, word for word, is no news. One
   * outcome for each, in order.
   */
  put(seen: readonly Paper[]): Promise<readonly PutOutcome[]>;
  /** By canonical id, or by any id that it had before. */
  get(id: PaperId): Promise<Paper | null>;
  /**
   * The paper that a person names: by its id or a former one, an id or link of arXiv, the id as a source wrote it, or its
   * link (`http` or `https`, with or without a slash at its end). Of several, the one that was told of first.
   */
  lookup(text: string): Promise<Paper | null>;
  /** In the order asked for; unknown ids are left out. */
  getMany(ids: readonly PaperId[]): Promise<readonly Paper[]>;
  /** Every paper, in batches, in a stable order. */
  all(): AsyncIterable<readonly Paper[]>;
  count(): Promise<number>;
  /** The papers that were taken back: they are found, and never picked. */
  withdrawn(): Promise<ReadonlySet<PaperId>>;
  /**
   * What is known of the votes of papers that were counted later than `since` (an ISO instant), whole; in no order. A count
   * is kept when it differs from the one before, and when the time of counting is known.
   */
  votesSince(since: string): Promise<readonly VoteHistory[]>;
  /**
   * Lets papers go that nobody needs, the ones that were told of first first; returns their ids, which an index must
   * forget. A paper that somebody saved, opened or voted for, or that was posted or shared, stays, and so does every other one that `keep` keeps.
   * Told again, such a paper is new.
   */
  letGo(keep: Keep): Promise<readonly PaperId[]>;
  /** The papers of which no source had told at that ISO instant, nor before; by id. */
  firstSeenAfter(instant: string): Promise<readonly PaperId[]>;
  /** The papers that were on a daily list first on that day (`YYYY-MM-DD` in UTC) or later; by day and id. */
  listedFrom(day: string): Promise<readonly ListedPaper[]>;
  /** A number that grows whenever a paper is written, by whatever process. Cheap: ask it as often as you like. */
  seq(): Promise<number>;
  /** The papers that were written after `since`, in that order, in batches; go on from the `seq` of the batch. */
  changes(since: number): Promise<PaperChanges>;
};

/** Which papers to keep: those told of since then (an ISO instant), or so many, the ones told of last. */
export type Keep = { readonly kind: 'since'; readonly at: string } | { readonly kind: 'most'; readonly count: number };

export type VoteHistory = {
  readonly id: PaperId;
  /** See {@link Paper.listedOn}. */
  readonly listedOn: string | null;
  /** Oldest first; at least one. */
  readonly counts: readonly VoteCount[];
};

/** How many votes there were at an ISO instant, and until the next count. */
export type VoteCount = { readonly at: string; readonly upvotes: number };

/** `firstSeenAt`: ISO instant, when a source told of it first. */
export type ListedPaper = { readonly id: PaperId; readonly listedOn: string; readonly firstSeenAt: string };

export type PaperChanges = {
  /** Up to which all is told: that of {@link PaperStore.seq} after the last batch. */
  readonly seq: number;
  /** As they are now, each once. */
  readonly papers: readonly Paper[];
  /** The ids that these papers had before, and those of papers that were let go, which the index must forget. */
  readonly formerIds: readonly PaperId[];
};

export type PutOutcome = {
  readonly change: 'imported' | 'updated' | 'unchanged';
  readonly paper: Paper;
  /** Set when the paper was known under another, weaker id, which the index must forget. */
  readonly formerId: PaperId | null;
};

export type SubscriptionStore = {
  /**
   * The same wish in the same place is stored once: `existing` is then true and the stored one is returned. Left out, the
   * owner is the chat.
   */
  add(
    wish: Wish,
    place: Place,
    by: Person,
    at: string,
    owner?: Subscription['owner'],
  ): Promise<{ readonly subscription: Subscription; readonly existing: boolean }>;
  /** Of one place, by number. */
  list(place: Place): Promise<readonly Subscription[]>;
  /** Of every place; by place and number. */
  all(): Promise<readonly Subscription[]>;
  /**
   * Puts another wish in the place of the one with that number; no slot before `at` is due to it. Nothing changes when
   * the place has the same wish under another number, or where it is not as `before` any more.
   */
  update(place: Place, number: number, wish: Wish, at: string, before?: Wish): Promise<Updated>;
  /** Null: it posts again. Null is returned when there is none with that id. */
  setPause(id: string, pause: Pause | null): Promise<Subscription | null>;
  /** The slot of that local date is due at once, whatever its time. False when there is no subscription with that id. */
  hurry(id: string, date: string): Promise<boolean>;
  /** Takes away the one with that number in that place; null when there is none. Its slots stay in the ledger. */
  remove(place: Place, number: number): Promise<Subscription | null>;
};

export type Updated =
  | { readonly kind: 'updated'; readonly subscription: Subscription }
  /** The place has no such number. */
  | { readonly kind: 'none' }
  /** It is not any more what it was. */
  | { readonly kind: 'changed' }
  /** The same wish is there already, as this one. */
  | { readonly kind: 'existing'; readonly subscription: Subscription };

/**
 * What was, or is being, delivered. A slot is claimed, with its papers, before anything is sent; so whatever dies in
 * between, what is in the ledger decides and nothing is sent twice.
 */
export type Ledger = {
  /**
   * `claimed`: the slot is ours to send. `taken`: somebody claimed or settled it before. `repeat`: one of the papers was
   * shown in that place in the meantime; choose again.
   */
  claim(claim: Claim): Promise<'claimed' | 'taken' | 'repeat'>;
  /**
   * Writes the end of a slot that was claimed. Papers of a slot that did not reach anybody count as not shown. With a
   * trouble, the slot is among the {@link Ledger.untold} from then on.
   */
  settle(slot: Slot, outcome: Outcome, trouble?: Trouble): Promise<void>;
  /** Writes the end of a slot that was never claimed (skipped, missed). False when the slot exists already. */
  close(slot: Slot, place: Place, outcome: Outcome): Promise<boolean>;
  /**
   * Forgets the end of a slot that certainly reached nobody, so that it can be posted after all. False when it is open, was
   * or may have been posted, or when its place had its post of that day for the same query (see `SubscriptionStore.add`).
   */
  reopen(slot: Slot): Promise<boolean>;
  get(slot: Slot): Promise<Entry | null>;
  /** Claimed and not settled: what a crash left behind, or what somebody works on. */
  open(): Promise<readonly Entry[]>;
  /**
   * Takes an open slot in hand at `at`, an ISO instant, from whoever had it since `heldAt`. False when it is settled, or
   * when somebody else took it since: of all who ask, one may go on.
   */
  hold(slot: Slot, heldAt: string, at: string): Promise<boolean>;
  /** The newest entries of one subscription, newest first; only those of dates before `before`, when it is given. */
  recent(subscriptionId: string, limit: number, before?: string): Promise<readonly Entry[]>;
  /** The newest dates up to `until` that a subscription has slots of, newest first. */
  dates(subscriptionId: string, until: string, limit: number): Promise<readonly string[]>;
  /** The newest slot before a date whose post of that subscription is there, or may be; null: none. */
  lastReached(subscriptionId: string, before: string): Promise<Slot | null>;
  /** The papers that posts showed in a place last, newest first, each once. */
  lastPapers(place: Place, limit: number): Promise<readonly PaperId[]>;
  /** The newest entries of a place, of whatever subscription, newest first. */
  recentIn(place: Place, limit: number): Promise<readonly Entry[]>;
  /** The entries of a place on a date, of whatever subscription, also of one that has ended; by when they were claimed. */
  onDate(place: Place, date: string): Promise<readonly Entry[]>;
  /** Those with a trouble of which somebody should be told by that ISO instant, oldest first, at most `limit`. */
  untold(at: string, limit: number): Promise<readonly Entry[]>;
  /**
   * True for one caller only, who tells of the trouble now. Nobody else does before `again`, an ISO instant, and nobody at
   * all once it is {@link Ledger.told}.
   */
  takeUntold(slot: Slot, at: string, again: string): Promise<boolean>;
  /** Whoever made the subscription heard of the trouble of that slot, or never will. */
  told(slot: Slot): Promise<void>;
  /**
   * How often each paper was shown in a place: by posts, and once for whatever people shared there by hand in the 30 days
   * up to `date`, for a thread also in its channel. A paper that is not in the map was never shown there.
   */
  shownIn(place: Place, date: string): Promise<ReadonlyMap<PaperId, number>>;
  /**
   * Somebody showed these papers to everybody in a place, by hand, at that instant. One that is not known yet counts as
   * shared when it comes.
   */
  shared(place: Place, ids: readonly PaperId[], at: string): Promise<void>;
  /** When a paper was last shared by hand in a place; null when it never was. */
  lastShared(place: Place, id: PaperId): Promise<string | null>;
  /** The newest entry with which a paper was, or is being, shown in a place; null when it never was. */
  lastShown(place: Place, id: PaperId): Promise<Entry | null>;
};

export type Claim = {
  readonly slot: Slot;
  readonly place: Place;
  /** In the order of the post; none only when there is a note. */
  readonly papers: readonly ClaimedPaper[];
  /** What is posted instead of papers, in words. */
  readonly note?: string;
  readonly reasoning?: Reasoning;
  /** What is asked for now: it may be changed while the post waits. */
  readonly wish?: Wish;
  /** ISO instant. */
  readonly at: string;
};

export type ClaimedPaper = {
  readonly id: PaperId;
  /** Why it was chosen, in words. */
  readonly reason: string;
  /** How often the chooser believes it was shown there before; `repeat` when that is no longer true. */
  readonly shownBefore: number;
};

export type Outcome = {
  readonly state: 'sent' | 'skipped' | 'missed' | 'failed' | 'unknown';
  /** In plain words, for a person. */
  readonly reason: string;
  /** ISO instant. */
  readonly at: string;
  /** The platform's id of the message, when there is one. */
  readonly message: string | null;
};

/**
 * What whoever made a subscription should hear of. `set-aside`: a person can mend it, and until somebody resumes the
 * subscription it posts nothing. `doubt`: nobody knows whether the post is there.
 */
export type Trouble = 'set-aside' | 'doubt';

export type Entry = {
  readonly slot: Slot;
  readonly place: Place;
  readonly papers: readonly ClaimedPaper[];
  /** What is posted instead of papers; null: papers are, or nothing. */
  readonly note: string | null;
  /** What was asked for when it was claimed; null where that was not written down. */
  readonly wish: Wish | null;
  /** What the papers were chosen from; null where that was not written down. */
  readonly reasoning: Reasoning | null;
  readonly claimedAt: string;
  /** When somebody took it in hand last: see {@link Ledger.hold}. */
  readonly heldAt: string;
  /** Null while it is only claimed. */
  readonly outcome: Outcome | null;
};

export type PeopleStore = {
  /** False when it was saved before. */
  save(person: Person, id: PaperId, at: string): Promise<boolean>;
  /** False when it was not saved. */
  unsave(person: Person, id: PaperId): Promise<boolean>;
  /** Newest first. */
  saved(person: Person): Promise<readonly PaperId[]>;
  /**
   * Keeps the list that this person saw last in this place, or for null that everybody there did, so that its numbers mean
   * something. It is known at once; it outlives the process only after a moment, or after `close`.
   */
  remember(person: Person | null, place: Place, list: SeenList): Promise<void>;
  recall(person: Person | null, place: Place): Promise<SeenList | null>;
  /** What a person thinks of a paper in a place: the last word counts, and 0 takes it back. */
  vote(person: Person, place: Place, id: PaperId, value: Vote, at: string): Promise<void>;
  votes(place: Place, id: PaperId): Promise<Votes>;
  /** Somebody saved or opened a paper in a place: it counts once for each person, for the taste of that place. */
  notice(person: Person, place: Place, id: PaperId, interest: Interest): Promise<void>;
  /** What the people of a place showed that they think of papers there; by id, papers without any sign left out. */
  likings(place: Place): Promise<readonly Liking[]>;
  /** Forgets every sign of taste of a place: votes, and what was saved or opened there. Saved papers stay saved. */
  forgetTaste(place: Place): Promise<void>;
};

export type Interest = 'save' | 'open';

export type Vote = 1 | 0 | -1;

/** How many people of a place like a paper, and how many do not. */
export type Votes = { readonly likes: number; readonly dislikes: number };

/** The list of papers that a person, or everybody, saw last in a place. */
export type SeenList = {
  /** Number 1 is the first. */
  readonly ids: readonly PaperId[];
  /** The sentence that shows the page after it, or null at the end. */
  readonly more: string | null;
  /** ISO instant: when it was shown. */
  readonly at: string;
};

/** What a button says that is too long to be sent along. */
export type SentenceStore = {
  /** The short key of a sentence, for ever: the same for the same sentence. */
  keep(sentence: string): Promise<string>;
  /** Null when nothing is kept under that key. */
  find(key: string): Promise<string | null>;
};

/** How far each source was read, in its own words. Written only after what was read is in the store. */
export type CursorStore = {
  /** Null when it was never read. */
  get(source: string): Promise<string | null>;
  /** `at` is an ISO instant. */
  set(source: string, cursor: string, at: string): Promise<void>;
};

/** The quarantine: records of sources that are no papers, as far as we can read them. */
export type RejectStore = {
  /** The same record of a source, told again, is kept once: it counts, and the last reason and place are kept. */
  keep(records: readonly Reject[]): Promise<void>;
  /** Those that were told last first. */
  list(limit: number): Promise<readonly Rejected[]>;
  count(): Promise<number>;
  /** Of this source, those that another parser than this one refused; in the order of their keys, after `after`. */
  toRetry(source: string, parser: string, after: string, limit: number): Promise<readonly Rejected[]>;
  /** They are papers now. */
  forget(source: string, keys: readonly string[]): Promise<void>;
};

export type Reject = {
  readonly source: string;
  /** Where it stands in the source: `2026-11-24, item 3`. */
  readonly where: string;
  /** Why it is no paper, in plain words. */
  readonly reason: string;
  /** The version of the parser that refused it. */
  readonly parser: string;
  /** The record as it came, or its beginning; null when nothing can be shown. */
  readonly excerpt: string | null;
  /** ISO instant. */
  readonly at: string;
};

export type Rejected = Omit<Reject, 'at'> & {
  /** Names the record within its source, for ever: by what it is, and where that is not known by its place. */
  readonly key: string;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly times: number;
};

/** How the readings of each source went. Instants are ISO texts. */
export type SourceRunStore = {
  /** Null when it was never read to its end, nor failed. */
  get(source: string): Promise<SourceRun | null>;
  /** It was read to its end at that instant, and is read again at `nextAt`. */
  succeeded(source: string, at: string, nextAt: string): Promise<void>;
  /** It could not be read, `why` in plain words, and is tried again at `nextAt`. */
  failed(source: string, at: string, why: string, nextAt: string): Promise<void>;
  /**
   * How many papers a source told of on each day (UTC), of those that it told of from an instant on: the day of telling, or
   * that of the daily list where the paper was on one. Days without papers are left out.
   */
  papersByDay(source: string, by: 'telling' | 'list', from: string): Promise<ReadonlyMap<string, number>>;
};

export type SourceRun = {
  /** When it was read to its end last; null: never. */
  readonly succeededAt: string | null;
  /** Readings that failed since. */
  readonly failures: number;
  /** The last of them; null: none did. */
  readonly failure: { readonly at: string; readonly why: string } | null;
  readonly nextAt: string;
};

/** What one process at a time may do, of all that share the store. */
export type LeaseStore = {
  /**
   * True: `holder` alone may do what `name` says, until that instant. False: another one may, beyond `at`. Whoever holds it may
   * take it again, for longer. All instants are ISO texts of clocks that agree within seconds.
   */
  take(name: string, holder: string, at: string, until: string): Promise<boolean>;
  /** What is held beyond an instant, and by whom. */
  held(at: string): Promise<readonly { readonly name: string; readonly holder: string }[]>;
  /** The holder gives it up: anybody may take it from that instant on. Nothing happens when another one holds it. */
  free(name: string, holder: string, from: string): Promise<void>;
};

/** The store cannot be used, in words that say what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
