import { randomUUID } from 'node:crypto';
import type { Fields } from '../fields.ts';
import type { World } from './world.ts';

/** How Slack counts the payloads it brings to an app. */
export type DeliveryKind = 'slash_commands' | 'interactive' | 'events_api';

/** One try to bring a payload. */
export type Attempt = {
  /** 0 for the first, then the number of the retry. */
  readonly retry: number;
  readonly retryReason: string | null;
  readonly via: 'socket' | 'http';
  readonly startedAt: number;
  outcome: Outcome | null;
};

/** What came back. `elapsedMs` is real time. */
export type Outcome = {
  readonly acknowledged: boolean;
  /** The acknowledgement's payload, null when it had none. */
  readonly payload: unknown;
  /** Over HTTP only. */
  readonly status: number | null;
  readonly elapsedMs: number;
  /** After the three seconds (or what the server was told). */
  readonly late: boolean;
  /** `timeout`, `connection_failed`, `http_error`, `connection_lost`, `not_connected`, `not_subscribed`, `stopped`. */
  readonly reason: string | null;
};

/** A payload on its way to the app, with everything that came of it. */
export type Delivery = {
  /** The envelope id in Socket Mode. */
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly payload: Fields;
  readonly responseUrl: string | null;
  readonly triggerId: string | null;
  readonly attempts: Attempt[];
  /** The answer asked for no more retries. */
  noRetry: boolean;
  /** What the app's acknowledgement made happen, if it was refused: `invalid_blocks` … */
  problem: string | null;
};

/** What an act gives back: the delivery, and what the app answered in the end. */
export type Delivered = Outcome & { readonly delivery: Delivery };

/** Brings one attempt to the app; resolves when it is answered, late or lost. Never rejects. */
export type Transport = {
  readonly name: 'socket' | 'http';
  readonly send: (delivery: Delivery, attempt: Attempt) => Promise<Outcome>;
};

export type Deliveries = {
  readonly all: readonly Delivery[];
  /** Brings a payload and applies what the acknowledgement says. */
  readonly deliver: (
    given: Pick<Delivery, 'kind' | 'payload' | 'responseUrl' | 'triggerId'>,
    transport: Transport,
  ) => Promise<Delivered>;
  /**
   * Brings it once more: over HTTP with `X-Slack-Retry-Num`, in Socket Mode with `retry_attempt`. `reason` is that of
   * the failed attempt unless given. Also works for a delivery that was acknowledged: Slack may not have heard it.
   */
  readonly retry: (delivery: Delivery, transport: Transport, reason?: string) => Promise<Delivered>;
  /**
   * Retries every event that is due by the injected clock: at once, after one and after five minutes, three in all, and
   * never after `X-Slack-No-Retry`: https://docs.slack.dev/apis/events-api/#retries
   */
  readonly retryDue: (transport: Transport) => Promise<readonly Delivered[]>;
};

/** Milliseconds after the first attempt. */
const retryAfterMs: readonly number[] = [0, 60_000, 360_000];

export function createDeliveries(parts: {
  world: World;
  /** Does what an acknowledgement says; answers the error code where it cannot be done. */
  apply: (delivery: Delivery, payload: unknown) => string | null;
}): Deliveries {
  const { world } = parts;
  const all: Delivery[] = [];

  async function attempt(delivery: Delivery, transport: Transport, reason: string | null): Promise<Delivered> {
    const made: Attempt = {
      retry: delivery.attempts.length,
      retryReason: reason,
      via: transport.name,
      startedAt: world.now(),
      outcome: null,
    };
    const settled = delivery.attempts.some((each) => each.outcome?.acknowledged);
    delivery.attempts.push(made);
    const outcome = await transport.send(delivery, made);
    // A transport that brought it again by itself has already written what became of this attempt.
    made.outcome ??= outcome;
    // What came too late, or a second time, does nothing any more.
    if (outcome.acknowledged && !outcome.late && !settled) delivery.problem = parts.apply(delivery, outcome.payload);
    world.watch.changed();
    return { ...outcome, delivery };
  }

  const lastReason = (delivery: Delivery): string => {
    const reason = delivery.attempts.at(-1)?.outcome?.reason ?? 'timeout';
    return reason === 'timeout' && delivery.attempts.at(-1)?.via === 'http' ? 'http_timeout' : reason;
  };

  return {
    all,
    deliver: (given, transport) => {
      const delivery: Delivery = { ...given, id: randomUUID(), attempts: [], noRetry: false, problem: null };
      all.push(delivery);
      return attempt(delivery, transport, null);
    },
    retry: (delivery, transport, reason) => attempt(delivery, transport, reason ?? lastReason(delivery)),
    retryDue: (transport) => {
      const due = all.filter((each) => {
        const [first] = each.attempts;
        const last = each.attempts.at(-1)?.outcome;
        const wait = retryAfterMs[each.attempts.length - 1];
        const answered = each.attempts.some((made) => made.outcome?.acknowledged && !made.outcome.late);
        if (each.kind !== 'events_api' || each.noRetry || !first || !last || answered || wait === undefined)
          return false;
        return last.reason !== 'not_subscribed' && world.now() - first.startedAt >= wait;
      });
      return Promise.all(due.map((each) => attempt(each, transport, lastReason(each))));
    },
  };
}
