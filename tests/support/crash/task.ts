/** What a child process has to do. */
export type ChildTask = {
  /** The store. */
  readonly file: string;
  readonly platform: string;
  /** ISO instant: its clock stands still, until a line of its input tells another one. */
  readonly now: string;
  /** `before claim`, `after post` …: where it is killed; null: nowhere. */
  readonly dieAt: string | null;
};

/**
 * Within a post: the platform has the request and has done nothing, or the message is there and nobody was told. Then the
 * process is killed from without.
 */
export const IN_FLIGHT: readonly string[] = ['request sent', 'message there'];

/** Where a process can die over a post: each call of the ledger and of the platform, from both sides. */
export const BOUNDARIES: readonly string[] = [
  'after claim',
  'before post',
  ...IN_FLIGHT,
  'after post',
  'before settle',
  'after settle',
  'before claim',
  'after shownIn',
  'before dates',
];

/** Where one can die that finds a slot left open by another one. */
export const LATER_BOUNDARIES: readonly string[] = [
  'before find',
  'after hold',
  'before post',
  ...IN_FLIGHT,
  'before settle',
  'after find',
  'before hold',
  'after post',
  'after open',
  'after settle',
];
