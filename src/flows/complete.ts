import type { Completion, Typing } from '../chat/completion.ts';
import type { CommandParts } from '../commands/command.ts';
import { complete } from '../commands/complete.ts';
import type { Log } from '../log.ts';
import { NotFilled } from '../search/index-gate.ts';

/** Half a sentence → ways to go on. Never rejects: what fails is logged, and nothing is proposed. */
export function createComplete(
  parts: CommandParts & { readonly log: Log },
): (typing: Typing) => Promise<readonly Completion[]> {
  return async (typing) => {
    try {
      return await complete(typing, parts);
    } catch (error) {
      // The papers are still being read: what comes next can be typed all the same.
      if (error instanceof NotFilled) return [];
      parts.log.error('complete.failed', { what: typing.what, error });
      return [];
    }
  };
}
