/** Where something was said, and how it can be answered. */
export type Address = {
  readonly user: string;
  readonly channel: string;
  /** The thread in which an answer belongs, or null. */
  readonly thread: string | null;
  /** Takes five answers within half an hour: https://docs.slack.dev/interactivity/handling-user-interaction */
  readonly responseUrl: string | null;
};

/** Who says a sentence, and where. */
export type Speaker = {
  readonly user: string;
  readonly channel: string;
  /** The thread in which it is said. Left out: none. */
  readonly thread?: string | null;
  /**
   * Whether the person is in the channel: `yes` where only a member could say it, `ask` where anybody may press a
   * button, `prove` for a channel that was only named.
   */
  readonly member: 'yes' | 'ask' | 'prove';
};

/** Whether nobody but the person reads along: a direct conversation, or, where it was not opened yet, the person's id. */
export function isDirect({ channel }: Pick<Address, 'channel'>): boolean {
  return /^[DUW]/u.test(channel);
}
