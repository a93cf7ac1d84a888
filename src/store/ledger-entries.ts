import { placeFromKey } from '../chat/place.ts';
import { chunks } from './chunks.ts';
import { reasoningFrom } from './reasoning-json.ts';
import type { Queryable, SlotPaperRow, SlotRow } from './schema.ts';
import type { Entry, Outcome } from './store.ts';
import { wishFromJson } from './wish-row.ts';

const SUBSCRIPTIONS_A_STATEMENT = 400;

/** The entries of these slots, in the order of the slots. Run it in the transaction that read them. */
export async function entriesOf(db: Queryable, slots: readonly SlotRow[]): Promise<readonly Entry[]> {
  const papers = new Map<string, SlotPaperRow[]>();
  for (const some of chunks(slots, SUBSCRIPTIONS_A_STATEMENT)) {
    const rows = await db
      .selectFrom('slot_paper')
      .selectAll()
      .where((expression) =>
        expression.or(some.map((slot) => expression.and({ subscription_id: slot.subscription_id, date: slot.date }))),
      )
      .orderBy('position')
      .execute();
    for (const row of rows) {
      const ofSlot = papers.get(key(row)) ?? [];
      papers.set(key(row), ofSlot);
      ofSlot.push(row);
    }
  }
  return slots.map((slot) => entry(slot, papers.get(key(slot)) ?? []));
}

function entry(slot: SlotRow, papers: readonly SlotPaperRow[]): Entry {
  return {
    slot: { subscriptionId: slot.subscription_id, date: slot.date },
    place: placeFromKey(slot.place),
    papers: papers.map(({ paper_id, reason, shown_before }) => ({ id: paper_id, reason, shownBefore: shown_before })),
    note: slot.note,
    wish: wishFromJson(slot.wish),
    reasoning: reasoningFrom(slot.reasoning),
    claimedAt: slot.claimed_at,
    heldAt: slot.held_at ?? slot.claimed_at,
    outcome: outcome(slot),
  };
}

function outcome({ state, reason, ended_at, message }: SlotRow): Outcome | null {
  if (state === null) return null;
  if (!isState(state)) throw new Error(`Expected the end of a slot, got ${JSON.stringify(state)}`);
  return { state, reason: reason ?? '', at: ended_at ?? '', message };
}

const STATES: readonly string[] = ['sent', 'skipped', 'missed', 'failed', 'unknown'] satisfies Outcome['state'][];

function isState(state: string): state is Outcome['state'] {
  return STATES.includes(state);
}

function key({ subscription_id, date }: { subscription_id: string; date: string }): string {
  return `${subscription_id} ${date}`;
}
