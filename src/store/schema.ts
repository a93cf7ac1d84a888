import type { Kysely, Transaction } from 'kysely';

/**
 * The tables, as the newest migration leaves them. Instants are ISO text in UTC, lists are JSON text, and there are no
 * booleans, so a row looks the same in SQLite and in PostgreSQL.
 */
export type Schema = {
  migration: MigrationRow;
  paper: PaperRow;
  paper_counter: PaperCounterRow;
  sighting: SightingRow;
  alias: AliasRow;
  telling: TellingRow;
  subscription: SubscriptionRow;
  place_counter: PlaceCounterRow;
  slot: SlotRow;
  slot_paper: SlotPaperRow;
  shared_paper: SharedPaperRow;
  awaited_paper: SharedPaperRow;
  saved_paper: SavedPaperRow;
  seen_list: SeenListRow;
  vote: VoteRow;
  interest: InterestRow;
  sentence: SentenceRow;
  vote_count: VoteCountRow;
  rejected_record: RejectedRecordRow;
  gone_paper: GonePaperRow;
  source_cursor: SourceCursorRow;
  source_run: SourceRunRow;
  lease: LeaseRow;
};

export type Db = Kysely<Schema>;
/** Inside a transaction, or just a connection: what a query can be run on. */
export type Queryable = Kysely<Schema> | Transaction<Schema>;

export type MigrationRow = { name: string; applied_at: string };

export type PaperRow = {
  id: string;
  /** Names every paper with the same title, in a size that any index takes; empty when there is no title. */
  title_key: string;
  version: number | null;
  title: string;
  abstract: string;
  raw_title: string | null;
  raw_abstract: string | null;
  authors: string;
  published: string | null;
  categories: string;
  url: string | null;
  pdf_url: string | null;
  code_url: string | null;
  upvotes: number | null;
  upvotes_at: string | null;
  listed_on: string | null;
  keywords: string;
  summary: string | null;
  comment: string | null;
  /** 1: its authors, or arXiv, took it back. Else 0. */
  withdrawn: number;
  /** Larger than that of every paper that was written before; unique. */
  seq: number;
};

/**
 * One row: the last `seq` that was given. It is raised in the transaction that writes the papers and locked until that is
 * over, so that the numbers grow in the order in which writers come to their end.
 */
export type PaperCounterRow = { id: number; last_seq: number };

/** `position` counts from 0 in the order of telling; `rule` is why it is of this paper, null where its id says so. */
export type SightingRow = {
  paper_id: string;
  position: number;
  source: string;
  source_id: string | null;
  at: string;
  rule: string | null;
};

/** An id that a paper had, or was seen under, before. Never the id of a stored paper. */
export type AliasRow = { id: string; paper_id: string };

/** Something that a source told once, and the paper that it was taken for, by the id that it had then. */
export type TellingRow = { digest: string; paper_id: string };

export type SubscriptionRow = {
  id: string;
  place: string;
  number: number;
  /** Names the wish, so that the same wish is stored once in a place. */
  wish_key: string;
  query: string;
  at_time: string;
  zone: string;
  days: string;
  top: number;
  /** 1: the abstracts come as the first reply. Else 0. */
  thread: number;
  /** JSON of what a post does beyond being read. */
  extras: string;
  /** `quiet`, `say-why` or `best-unseen`. */
  empty_day: string;
  from_date: string | null;
  /** JSON of why it posts nothing for now; null: it posts. */
  pause: string | null;
  /** `chat` or `file`. */
  owner: string;
  /** The local date whose slot is due at once. */
  post_on: string | null;
  by_platform: string;
  by_workspace: string | null;
  by_id: string;
  created_at: string;
};

/** The highest number that a place ever gave, so that none is given twice. */
export type PlaceCounterRow = { place: string; last_number: number };

export type SlotRow = {
  subscription_id: string;
  date: string;
  place: string;
  claimed_at: string;
  /** When a process took it in hand last; null: when it was claimed. */
  held_at: string | null;
  /** Null while the slot is only claimed; the next three are null then, too. */
  state: string | null;
  reason: string | null;
  ended_at: string | null;
  message: string | null;
  /** What is posted instead of papers. */
  note: string | null;
  /** JSON of what was asked for when it was claimed. */
  wish: string | null;
  /** JSON of what the papers were chosen from. */
  reasoning: string | null;
  /** From when on whoever made the subscription should be told of the trouble; null when there is nothing to tell. */
  tell_at: string | null;
};

/**
 * A paper of a slot. `round` tells its showings in one place apart: (place, paper, round) is unique, so that two
 * processes cannot show the same one at once. It is null when the slot reached nobody.
 */
export type SlotPaperRow = {
  subscription_id: string;
  date: string;
  position: number;
  place: string;
  paper_id: string;
  reason: string;
  shown_before: number;
  round: number | null;
};

/** `at` is when it was shared there last. An awaited one was not known then. */
export type SharedPaperRow = { place: string; paper_id: string; at: string };

/** `number` is the order of saving of one person. */
export type SavedPaperRow = { person: string; paper_id: string; number: number; at: string };

/** `person` is empty for what everybody in the place saw; `at` for what was seen before anybody asked when. */
export type SeenListRow = { person: string; place: string; ids: string; more: string | null; at: string };

/** `value` is 1 or -1; a vote that was taken back has no row. */
export type VoteRow = { place: string; paper_id: string; person: string; value: number; at: string };

/** `kind` is `save` or `open`. */
export type InterestRow = { place: string; paper_id: string; person: string; kind: string };

/** `key` is made from `text`, so a row never changes. */
export type SentenceRow = { key: string; text: string };

/** How far a source was read, in its own words; `at` is when that was written. */
export type SourceCursorRow = { source: string; cursor: string; at: string };

/** The votes that a source had counted at a time. */
export type VoteCountRow = { paper_id: string; at: string; upvotes: number };

/** A record that is no paper. `key` names it within its source. */
export type RejectedRecordRow = {
  source: string;
  key: string;
  place: string;
  reason: string;
  parser: string;
  excerpt: string | null;
  first_at: string;
  last_at: string;
  times: number;
};

/** A paper that was not kept; `seq` is numbered together with the writes of papers. */
export type GonePaperRow = { id: string; seq: number };
/** How the readings of a source went. `failures`: since the last one that went well, of which `error` is the last, in words. */
export type SourceRunRow = {
  source: string;
  succeeded_at: string | null;
  failed_at: string | null;
  failures: number;
  error: string | null;
  next_at: string;
};

/** Something that one process at a time may do: `holder` may until then, and anybody after it. */
export type LeaseRow = { name: string; holder: string; until: string };
