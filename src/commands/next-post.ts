import type { Subscription } from '../subscription/subscription.ts';
import { nextSlot } from '../subscription/timetable.ts';
import type { CommandParts } from './command.ts';

/** When the next post is due: the first slot of the future that has not been served. A changed time may come twice a day. */
export async function nextPost({ id, timetable }: Subscription, parts: CommandParts): Promise<Date> {
  let after = parts.now();
  for (;;) {
    const { date, at } = nextSlot(timetable, after);
    // The ledger knows no slot beyond the day after today, so this ends.
    if ((await parts.store.ledger.get({ subscriptionId: id, date })) === null) return at;
    after = at;
  }
}
