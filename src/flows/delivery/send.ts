import type { Card } from '../../cards/card.ts';
import type { Log } from '../../log.ts';
import type { DeliveryFailure, Found, Platform } from '../../platforms/platform.ts';
import { DeliveryError } from '../../platforms/platform.ts';
import type { Entry, Outcome, Trouble } from '../../store/store.ts';
import { deliveryKey } from '../../subscription/subscription.ts';
import { CALL_MS, within } from './within.ts';

/** A claimed slot, ready to be posted. */
export type Parcel = Pick<Entry, 'slot' | 'place' | 'claimedAt' | 'heldAt'> & {
  /** Null: nothing more is posted for this slot, and all that is left to find out is whether it was. */
  readonly card: Card | null;
  /** From here on it is too late to post. */
  readonly until: Date;
  /** How the slot ends when it is too late, and nothing was posted. */
  readonly expired: Pick<Outcome, 'state' | 'reason'>;
  /** What is said of it once it is posted, and when that was. */
  readonly postedAt: (then: Date) => string;
};

export type Sent =
  /** `trouble`: what whoever made the subscription should hear of; null: nothing. */
  | { readonly kind: 'ended'; readonly outcome: Outcome; readonly trouble: Trouble | null }
  /** Nothing is certain yet, or the platform wants to be left alone: go on from `at`. */
  | { readonly kind: 'wait'; readonly next: 'post'; readonly at: Date }
  | { readonly kind: 'wait'; readonly next: 'ask'; readonly at: Date; readonly doubt: Doubt };

type Ended = Extract<Sent, { readonly kind: 'ended' }>;

/** A post that may be there. */
export type Doubt = {
  /** When it was sent. */
  readonly tried: Date;
  /** How often the platform was asked and gave no answer. */
  readonly asks: number;
  /** How often it was sent by now. */
  readonly count: number;
  /** When its answer was given up. Null: so long ago that it cannot be under way any more. */
  readonly givenUp: Date | null;
};

export type SendParts = { readonly now: () => Date; readonly log: Log };

/**
 * A request whose answer was given up may still be under way, and land later: only when the post is not there this long
 * afterwards was it never taken. Far longer than a platform works on one message.
 */
const UNDER_WAY_MS = 2 * 60_000;
/**
 * The longest from when a parcel is taken in hand (look, post, look) until what was sent meanwhile is no longer under way,
 * so that an heir need not wait once more. The last look is part of that wait.
 */
export const SEND_MS = 2 * CALL_MS + UNDER_WAY_MS;
/** A post whose answer is lost is sent once more, and no oftener. */
const MAX_POSTS = 2;
/** The first pause before asking again, when a platform could not say whether a post is there; each is twice the last. */
const ASK_AGAIN_MS = 60_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** How often a platform is asked that never answers, about a day long; then the slot is closed as unknown. */
const MAX_ASKS = 30;

/** Posts a parcel that is known not to be there. Never rejects. */
export async function post(platform: Platform, parcel: Parcel, parts: SendParts): Promise<Sent> {
  return postAgain(platform, parcel, parts, 0);
}

/** Goes on with a parcel that may be there already: looks first, and posts only what is certainly absent. Never rejects. */
export async function resume(platform: Platform, parcel: Parcel, parts: SendParts, doubt?: Doubt): Promise<Sent> {
  // Whoever claims posts at once, as far as the ledger knows.
  const claimed = { tried: new Date(parcel.claimedAt), asks: 0, count: 0, givenUp: null };
  return ask(platform, parcel, parts, doubt ?? claimed);
}

/** `count`: how often it was sent before. */
async function postAgain(platform: Platform, parcel: Parcel, parts: SendParts, count: number): Promise<Sent> {
  const { card } = parcel;
  if (count >= MAX_POSTS || (count > 0 && card !== null && isLate(parcel, parts)))
    return end(parts, 'failed', `${nameOf(platform)} did not take the post, and did not say why.`);
  if (card === null || isLate(parcel, parts)) return end(parts, parcel.expired.state, parcel.expired.reason);
  return attempt(platform, { ...parcel, card }, parts, count + 1);
}

async function attempt(
  platform: Platform,
  parcel: Parcel & { readonly card: Card },
  parts: SendParts,
  count: number,
): Promise<Sent> {
  const tried = parts.now();
  try {
    const message = await within(CALL_MS, platform.post(parcel.place, parcel.card, deliveryKey(parcel.slot)));
    return end(parts, 'sent', parcel.postedAt(tried), message);
  } catch (error) {
    const failure: DeliveryFailure = error instanceof DeliveryError ? error.failure : { kind: 'unknown' };
    parts.log.warn('deliver.post-failed', { slot: parcel.slot, kind: failure.kind, attempt: count, error });
    if (failure.kind !== 'unknown') return refused(platform, parcel, parts, failure);
    return ask(platform, parcel, parts, { tried, asks: 0, count, givenUp: parts.now() });
  }
}

/** Certainly not posted, and the platform says why. */
function refused(
  platform: Platform,
  parcel: Parcel,
  parts: SendParts,
  failure: Exclude<DeliveryFailure, { kind: 'unknown' }>,
): Sent {
  const name = nameOf(platform);
  if (failure.kind === 'gone') {
    return setAside(parts, `This place is gone from ${name}, or Paperboy was taken out of it.`);
  }
  if (failure.kind === 'forbidden') return setAside(parts, failure.remedy);
  if (failure.kind === 'rejected') return end(parts, 'failed', `${name} refused the post as it was written.`);
  const at = new Date(parts.now().getTime() + Math.max(0, failure.retryAfterMs));
  if (at.getTime() < parcel.until.getTime()) return { kind: 'wait', next: 'post', at };
  return end(parts, 'failed', `${name} was too busy until it was too late to post on this day.`);
}

async function ask(platform: Platform, parcel: Parcel, parts: SendParts, doubt: Doubt): Promise<Sent> {
  const { tried, asks, count } = doubt;
  const asked = parts.now();
  let found: Found;
  try {
    const key = deliveryKey(parcel.slot);
    found = await within(CALL_MS, platform.find(parcel.place, key, parcel.claimedAt, parcel.card));
  } catch (error) {
    parts.log.warn('deliver.find-failed', { slot: parcel.slot, error });
    if (asks + 1 < MAX_ASKS) {
      const pause = Math.min(ASK_AGAIN_MS * 2 ** asks, LONGEST_PAUSE_MS);
      return {
        kind: 'wait',
        next: 'ask',
        at: new Date(parts.now().getTime() + pause),
        doubt: { ...doubt, asks: asks + 1 },
      };
    }
    found = { kind: 'cannot-know' };
  }
  if (found.kind === 'found') return end(parts, 'sent', parcel.postedAt(tried), found.message);
  if (found.kind === 'absent') {
    const wait = stillUnderWay(doubt, asked);
    return wait ?? postAgain(platform, parcel, parts, count);
  }
  const reason = `It may have been posted, or not: ${nameOf(platform)} cannot tell. It was not sent again, so that it is never there twice.`;
  return { ...end(parts, 'unknown', reason), trouble: 'doubt' };
}

/** Null: what is not there when that was asked will not come any more. */
function stillUnderWay(doubt: Doubt, asked: Date): Sent | null {
  if (doubt.givenUp === null) return null;
  // A clock that was set back since starts the wait anew, and does not make it a day long.
  const givenUp = new Date(Math.min(doubt.givenUp.getTime(), asked.getTime()));
  const at = new Date(givenUp.getTime() + UNDER_WAY_MS);
  return asked.getTime() >= at.getTime() ? null : { kind: 'wait', next: 'ask', at, doubt: { ...doubt, givenUp } };
}

function isLate(parcel: Parcel, parts: SendParts): boolean {
  return parts.now().getTime() >= parcel.until.getTime();
}

function end(parts: SendParts, state: Outcome['state'], reason: string, message: string | null = null): Ended {
  return { kind: 'ended', outcome: { state, reason, at: parts.now().toISOString(), message }, trouble: null };
}

/** A person can mend it. */
function setAside(parts: SendParts, reason: string): Ended {
  return { ...end(parts, 'failed', reason), trouble: 'set-aside' };
}

/** As people write it. */
function nameOf({ name }: Platform): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
