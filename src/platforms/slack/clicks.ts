import type { Address } from './address.ts';
import { answerCard } from './answer-card.ts';
import { isShare } from './ask.ts';
import type { Ask } from './ask.ts';
import type { Reply } from './reply.ts';
import { createMemory } from '../shared/memory.ts';
import type { Windows } from './windows.ts';

/** Something pressed in a message. */
export type Click = {
  readonly address: Address;
  readonly trigger: string | null;
  readonly text: string;
  /** Nobody but whoever clicked sees the message. */
  readonly isPrivate: boolean;
  /** The answer may take the place of the message. */
  readonly replaces: boolean;
};

const minute = 60_000;

/**
 * A button is a sentence: it is asked like any other. In a message that everybody sees, the answer is private and a
 * message of its own, so that two people who click do not disturb each other.
 */
export function createClicks({
  ask,
  reply,
  windows,
  now,
}: {
  readonly ask: Ask;
  readonly reply: Reply;
  readonly windows: Windows;
  readonly now: () => Date;
}) {
  /** What was just shared, by whom and where: a second click on the same button means the same. */
  const shared = createMemory<true>({ most: 1_000, lifeMs: minute, now });

  return async ({ address, trigger, text, isPrivate, replaces }: Click): Promise<void> => {
    const { user, channel, thread, direct } = address;
    const key = `${user} ${channel} ${text}`;
    if (isShare(text)) {
      if (shared.get(key) !== undefined) return;
      shared.set(key, true);
    }
    // Also in a private message: whoever was shown it there may have left since.
    const answer = await ask(text, { user, channel, thread, direct, member: 'ask' });
    if (answer.form !== null && trigger !== null && (await windows.openForm(trigger, answer.form, address))) return;
    if (answer.outcome !== 'ok') shared.delete(key);
    const card = answerCard(answer, text, address);
    if (answer.audience === 'place' && !direct) await reply.say(address, card);
    // What went wrong stands below the list: that can still be used.
    else if (replaces && isPrivate && answer.outcome !== 'problem') await reply.replace(address, card);
    else await reply.whisper(address, card);
  };
}
