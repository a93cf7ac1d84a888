/** Where something was said, and how it can be answered. */
export type Address = {
  readonly user: string;
  readonly channel: string;
  /** Whether nobody but the person reads along there: their own conversation with the bot, see direct.ts. */
  readonly direct: boolean;
  /** The thread in which an answer belongs, or null. */
  readonly thread: string | null;
  /** Takes five answers within half an hour: https://docs.slack.dev/interactivity/handling-user-interaction */
  readonly responseUrl: string | null;
};

/** Who says a sentence, and where. */
export type Speaker = Pick<Address, 'user' | 'channel' | 'direct'> & {
  /** The thread in which it is said. Left out: none. */
  readonly thread?: string | null;
  /**
   * Whether the person is in the channel: `yes` where only a member could say it, `ask` where anybody may press a
   * button, `prove` for a channel that was only named.
   */
  readonly member: 'yes' | 'ask' | 'prove';
  /** Everybody there sees the answer, but for what is the person's own. */
  readonly openly?: true;
};

/**
 * Whether it is a conversation of two, by the look of its id; or a person's id, where their conversation with the bot was
 * not opened yet. It may well be one of two people: there a slash command can be said, and the bot takes no part.
 */
export function isBetweenTwo(channel: string): boolean {
  return /^[DUW]/u.test(channel);
}

/** Whether a text is the id of a channel or of a direct conversation, by its look. The name of a channel is none. */
export function isChannelId(text: string): boolean {
  return /^[CGD][A-Z0-9]{2,20}$/u.test(text);
}
