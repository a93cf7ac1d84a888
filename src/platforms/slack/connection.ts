import type { Receiver } from '@slack/bolt';

/** The way in: what Slack sends arrives through `receiver` from `open` until `close`. */
export type Connection = {
  readonly receiver: Receiver;
  /** Resolves when Slack can reach us. Throws a StartFailure; then it can be opened again. */
  open(): Promise<void>;
  /** Nothing more arrives when this resolves, and the connection is closed; bounded in time, and safe to call twice. */
  close(): Promise<void>;
  /** The port that is listened on, or null. */
  port(): number | null;
};
