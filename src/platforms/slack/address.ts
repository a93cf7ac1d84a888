/** Where something was said, and how it can be answered. */
export type Address = {
  readonly user: string;
  readonly channel: string;
  /** The thread in which an answer belongs, or null. */
  readonly thread: string | null;
  /** Takes five answers within half an hour: https://docs.slack.dev/interactivity/handling-user-interaction */
  readonly responseUrl: string | null;
};

/** Whether nobody but the person reads along: a direct conversation, or, where it was not opened yet, the person's id. */
export function isDirect({ channel }: Pick<Address, 'channel'>): boolean {
  return /^[DUW]/u.test(channel);
}
