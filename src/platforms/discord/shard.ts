import { setTimeout as sleep } from 'node:timers/promises';
import { CloseCodes, WebSocketShard, WebSocketShardDestroyRecovery, WebSocketShardStatus } from '@discordjs/ws';
import type { IContextFetchingStrategy, WebSocketShardDestroyOptions } from '@discordjs/ws';
import { backoffMs } from '../../waiting/backoff.ts';
import type { Backoff } from '../../waiting/backoff.ts';
import { endsWithin } from '../../waiting/ends-within.ts';
import { createPace } from './pace.ts';
import type { Pace } from './pace.ts';
import { pause } from '../../waiting/pause.ts';

export type ShardParts = {
  readonly context: IContextFetchingStrategy;
  readonly now: () => Date;
  /** Between two tries to connect again. */
  readonly backoff: Backoff;
};

/** A connection that lived this long was a good one: the next try comes at once. */
const goodMs = 10_000;
const closeMs = 1_000;
/** Discord takes 1,000 new sessions a day, however well each of them begins: at most 864 of one shard, and ten more. */
const identifying = { perSecond: 1 / 100, burst: 10, wait: (ms: number) => sleep(ms, undefined, { ref: false }) };

/**
 * One connection to the gateway, which comes back by itself until its end. The library's own way of coming back is not
 * used: it dials twice a second for as long as Discord is down, nothing ends it while it waits, and a loop of refused
 * sessions would use up those of a day.
 */
export class Shard extends WebSocketShard {
  readonly #parts: ShardParts;
  readonly #keep: { session: boolean };
  readonly #ending = new AbortController();
  /** Before Discord has greeted us, the library does not let go of a connection without harm: its error would be nobody's. */
  #dialling = false;
  #waiting = false;
  #tries = 0;
  #readyAt: number | null = null;
  #heardAt: number;

  constructor(parts: ShardParts, id: number, keep = { session: false }) {
    const pace = createPace({ ...identifying, now: () => parts.now().getTime() });
    super(ownContext(parts.context, keep, pace), id);
    this.#parts = parts;
    this.#keep = keep;
    this.#heardAt = this.#time();
    this.on('hello', () => {
      this.#heard();
      this.#dialling = false;
      if (this.#ending.signal.aborted) void this.destroy();
    });
    for (const event of ['ready', 'resumed'] as const) {
      this.on(event, () => {
        this.#heard();
        this.#readyAt = this.#time();
      });
    }
    this.on('dispatch', () => this.#heard());
  }

  /** Milliseconds since this connection was any use. */
  get uselessMs(): number {
    if (this.status === WebSocketShardStatus.Ready) this.#heard();
    return this.#time() - this.#heardAt;
  }

  override connect(): Promise<void> {
    this.#dialling = true;
    return super.connect();
  }

  /** Called by the library, too, with `recover` for whatever it wants to come back from. */
  override async destroy({ recover, ...options }: WebSocketShardDestroyOptions = {}): Promise<void> {
    const resumes = recover === WebSocketShardDestroyRecovery.Resume;
    this.#keep.session = resumes;
    await super.destroy({ code: resumes ? CloseCodes.Resuming : CloseCodes.Normal, ...options });
    if (recover === undefined || this.#waiting) return;
    this.#waiting = true;
    await pause(this.#pauseMs(), this.#ending.signal);
    this.#waiting = false;
    if (this.#ending.signal.aborted || this.status !== WebSocketShardStatus.Idle) return;
    // Whoever waits for the first connection hears of failures by events.
    await this.connect().catch(() => undefined);
  }

  /** Says goodbye, and never comes back. Bounded in time. */
  async end(): Promise<void> {
    this.#ending.abort();
    // Between Identify and its answer, the library waits for ever. One that still dials is ended when it is greeted.
    if (!this.#dialling) await endsWithin(closeMs, this.destroy());
  }

  #time(): number {
    return this.#parts.now().getTime();
  }

  #heard(): void {
    this.#heardAt = this.#time();
  }

  #pauseMs(): number {
    const isGood = this.#readyAt !== null && this.#time() - this.#readyAt >= goodMs;
    this.#tries = isGood ? 0 : this.#tries + 1;
    this.#readyAt = null;
    return backoffMs(this.#tries, this.#parts.backoff);
  }
}

/** Without a session there is nothing to resume: it is forgotten only where we do not want to. */
function ownContext(
  context: IContextFetchingStrategy,
  keep: { readonly session: boolean },
  pace: Pace,
): IContextFetchingStrategy {
  return {
    options: context.options,
    retrieveSessionInfo: (id) => context.retrieveSessionInfo(id),
    updateSessionInfo: (id, session) =>
      session === null && keep.session ? undefined : context.updateSessionInfo(id, session),
    async waitForIdentify(id, signal) {
      await pace(false);
      signal.throwIfAborted();
      await context.waitForIdentify(id, signal);
    },
  };
}
