import type { WebClient } from '@slack/web-api';
import type { HomeView, ModalView } from '@slack/types';
import type { Log } from '../../log.ts';
import { slackCode } from './errors.ts';
import { createLive } from './live.ts';
import { createMemory } from '../shared/memory.ts';
import { onceMore } from './once-more.ts';
import { createViewTurns } from './view-turns.ts';
import type { Turn } from './view-turns.ts';

/** Windows and home tabs. None of these rejects: what could not be shown, also at a second try, is logged. */
export type Views = {
  /** Opens a window, or puts one upon the window that was clicked in. False: the trigger was too old, or Slack refused. */
  open(trigger: string, view: ModalView): Promise<boolean>;
  push(trigger: string, view: ModalView): Promise<boolean>;
  /** Somebody did something in a view: what comes of it is drawn only as long as nothing newer is. */
  turn(done: Done): Turn;
  /**
   * Draws a window again. While it is being drawn only the newest of further views is kept. `hash` is that of the view that was
   * clicked in.
   */
  update(turn: Turn, hash: string | null, make: () => Promise<ModalView>): Promise<void>;
  /** The window is drawn by the word that Slack waits for: what was done before comes too late. */
  overtake(turn: Turn): void;
  publish(user: string, make: () => Promise<HomeView>): Promise<void>;
};

/** The view in which something was done, and when, where Slack says it. */
export type Done = { readonly id: string; readonly at: string | null };

const hour = 3_600_000;

export function createViews(parts: {
  readonly client: WebClient;
  readonly now: () => Date;
  readonly wait: (ms: number) => Promise<void>;
  readonly log: Log;
}): Views {
  const { client, wait, log } = parts;
  const live = createLive();
  const turns = createViewTurns(parts);
  /** What Slack called the newest view that we drew: a click may still name an older one. */
  const drawn = createMemory<string>({ most: 5_000, lifeMs: hour, now: parts.now });

  const show = async (what: string, call: () => Promise<unknown>): Promise<boolean> => {
    try {
      await call();
      return true;
    } catch (error) {
      // The second try was told that the first one went well: a trigger is taken once.
      if (slackCode(error) === 'exchanged_trigger_id') return true;
      log.info('slack.view-not-shown', { what, code: slackCode(error), error });
      return false;
    }
  };

  /** A trigger lives three seconds: what cannot be had at once is too late. */
  const atOnce = { wait, pauseMs: 0, mostMs: 0 };

  const draw = async (turn: Turn, hash: string | null, view: ModalView): Promise<void> => {
    const { id } = turn;
    /** Whoever waits for Slack's patience may have been overtaken. */
    const send = async (known: string | null): Promise<void> => {
      if (!turns.isNewest(turn)) return;
      const sent = { view_id: id, view, ...(known === null ? {} : { hash: known }) };
      const { view: now } = await client.views.update(sent);
      if (now?.hash !== undefined) drawn.set(id, now.hash);
    };
    try {
      await onceMore(() => send(drawn.get(id) ?? hash), { wait });
    } catch (error) {
      // Somebody else drew it in between, which can only have been us, by an acknowledgement or by a call whose answer was
      // lost: that is no longer current, unless it overtook this.
      if (slackCode(error) !== 'hash_conflict') throw error;
      await onceMore(() => send(null), { wait });
    }
  };

  return {
    open: (trigger, view) =>
      show('open', () => onceMore(() => client.views.open({ trigger_id: trigger, view }), atOnce)),
    push: (trigger, view) =>
      show('push', () => onceMore(() => client.views.push({ trigger_id: trigger, view }), atOnce)),
    turn: ({ id, at }) => turns.take(id, at),
    async update(turn, hash, make) {
      if (!turns.claim(turn)) return;
      await show('update', () =>
        live(turn.id, async () => {
          if (turns.isNewest(turn)) await draw(turn, hash, await make());
        }),
      );
    },
    overtake(turn) {
      if (turns.claim(turn)) drawn.delete(turn.id);
    },
    async publish(user, make) {
      await show('publish', () =>
        live(`home:${user}`, async () => {
          const view = await make();
          await onceMore(() => client.views.publish({ user_id: user, view }), { wait });
        }),
      );
    },
  };
}
