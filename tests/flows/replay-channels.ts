import { createDeliver } from '../../src/flows/deliver.ts';
import type { Deliver, DeliverParts } from '../../src/flows/deliver.ts';
import { settledAt } from '../../src/paper/list-day.ts';
import { DeliveryError } from '../../src/platforms/platform.ts';
import type { Store } from '../../src/store/store.ts';
import { parseWish } from '../../src/subscription/grammar.ts';
import type { Subscription } from '../../src/subscription/subscription.ts';
import { slotInstant } from '../../src/subscription/timetable.ts';
import { createChat, place } from './deliver-world.ts';

/** What channels asked for, each a channel of its own: the best of the day, several at once, silence on an empty day. */
const WISHES = ['at 9:30', '2 papers at 18:00', 'weekdays at 9:30 quiet'] as const;

/** One slot, as it ended. */
export type Posted = {
  readonly channel: string;
  readonly date: string;
  readonly state: string;
  /** In words. */
  readonly reason: string;
  readonly papers: readonly string[];
};

export type Channels = {
  /** Asks what is due, in the life of this process. `lost`: the answer to the next post does not arrive. */
  tick(lost: boolean): Promise<void>;
  /** The process is another one from here on. */
  restart(): Promise<void>;
  /** Every slot of the days, in order. */
  slots(days: readonly string[]): Promise<readonly Posted[]>;
  /** Promises of the paper of the day that were broken, in words. */
  broken(days: readonly string[]): Promise<readonly string[]>;
};

/** Channels that get papers of the day while lists are read. */
export async function openChannels(
  parts: Omit<DeliverParts, 'platforms'> & { readonly store: Store },
): Promise<Channels> {
  const { store, now } = parts;
  const chat = createChat('chat');
  const begin = (): Deliver => createDeliver({ ...parts, platforms: new Map([[chat.name, chat]]) });
  const subscriptions = await Promise.all(WISHES.map((wish, at) => subscribe(store, wish, `channel ${at}`, now())));
  let deliver = begin();

  const slots: Channels['slots'] = async (days) => {
    const all = days.flatMap((date) => subscriptions.map((subscription) => ({ date, subscription })));
    return Promise.all(
      all.map(async ({ date, subscription: { id, place: where } }) => {
        const entry = await store.ledger.get({ subscriptionId: id, date });
        const state = entry === null ? 'none' : (entry.outcome?.state ?? 'open');
        const reason = entry?.outcome?.reason ?? '';
        return { channel: where.channel, date, state, reason, papers: (entry?.papers ?? []).map((paper) => paper.id) };
      }),
    );
  };

  return {
    slots,
    async tick(lost) {
      if (lost) chat.postFaults.push({ when: 'after', error: new DeliveryError({ kind: 'unknown' }, 'no answer') });
      await deliver.tick();
    },
    async restart() {
      deliver = begin();
      await deliver.recover();
    },
    async broken(days) {
      const faults: string[] = [];
      for (const slot of await slots(days)) faults.push(...(await faultsOf(slot)));
      for (const { channel } of subscriptions.map(({ place: where }) => where)) {
        const shown = (await slots(days)).filter((slot) => slot.channel === channel).flatMap(({ papers }) => papers);
        if (new Set(shown).size < shown.length) faults.push(`${channel}: a paper came twice`);
      }
      const keys = chat.messages.map(({ key }) => key);
      if (new Set(keys).size < keys.length) faults.push('two messages of one slot');
      const sent = (await slots(days)).filter(({ state }) => state === 'sent').length;
      if (sent !== keys.length) faults.push(`${keys.length} messages of ${sent} slots that say that they were sent`);
      return faults;
    },
  };

  /** One outcome, papers if and only if something was posted, and none of a list that still grew. */
  async function faultsOf({ channel, date, state, reason, papers }: Posted): Promise<readonly string[]> {
    const wanted = subscriptions.find(({ place: where }) => where.channel === channel);
    const weekend = [0, 6].includes(new Date(date).getUTCDay());
    if (wanted === undefined || (weekend && wanted.timetable.days.length < 7))
      return state === 'none' ? [] : [`${channel}, ${date}: not asked for`];
    const faults: string[] = [];
    if (state !== 'sent' && state !== 'skipped') faults.push(`${channel}, ${date}: ${state}, ${reason}`);
    if ((state === 'sent') !== papers.length > 0)
      faults.push(`${channel}, ${date}: ${state} with ${papers.length} papers`);
    for (const id of papers) {
      const listedOn = (await store.papers.get(id))?.listedOn ?? null;
      const due = slotInstant(wanted.timetable, date);
      if (listedOn !== null && settledAt(listedOn) > due)
        faults.push(`${channel}, ${date}: ${id} is of the list of ${listedOn}`);
    }
    return faults;
  }
}

async function subscribe(store: Store, text: string, channel: string, at: Date): Promise<Subscription> {
  const read = parseWish(text, { zone: 'UTC' });
  if (read.kind === 'question') throw new Error(read.message);
  const by = { platform: 'chat', workspace: null, id: 'ada' };
  return (await store.subscriptions.add(read.wish, place(channel), by, at.toISOString())).subscription;
}
