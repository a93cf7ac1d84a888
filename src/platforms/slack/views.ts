import type { WebClient } from '@slack/web-api';
import type { HomeView, ModalView } from '@slack/types';
import type { Log } from '../../log.ts';
import { slackCode } from './errors.ts';
import { createLive } from './live.ts';
import { createMemory } from '../shared/memory.ts';
import { onceMore } from './once-more.ts';

/** Windows and home tabs. None of these rejects: what could not be shown, also at a second try, is logged. */
export type Views = {
  /** Opens a window, or puts one upon the window that was clicked in. False: the trigger was too old, or Slack refused. */
  open(trigger: string, view: ModalView): Promise<boolean>;
  push(trigger: string, view: ModalView): Promise<boolean>;
  /**
   * Draws a window again. While it is being drawn only the newest of further views is kept; `make` may give null for
   * nothing to change. `hash` is that of the view that was clicked in.
   */
  update(id: string, hash: string | null, make: () => Promise<ModalView | null>): Promise<void>;
  publish(user: string, make: () => Promise<HomeView>): Promise<void>;
};

const hour = 3_600_000;

export function createViews(parts: {
  readonly client: WebClient;
  readonly now: () => Date;
  readonly wait: (ms: number) => Promise<void>;
  readonly log: Log;
}): Views {
  const { client, wait, log } = parts;
  const live = createLive();
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

  const draw = async (id: string, hash: string | null, view: ModalView): Promise<void> => {
    const known = drawn.get(id) ?? hash;
    try {
      const sent = { view_id: id, view, ...(known === null ? {} : { hash: known }) };
      const { view: now } = await onceMore(() => client.views.update(sent), { wait });
      if (now?.hash !== undefined) drawn.set(id, now.hash);
    } catch (error) {
      // Somebody else drew it in between, which can only have been us, by an acknowledgement or by a call whose answer was
      // lost: that is no longer current.
      if (slackCode(error) !== 'hash_conflict') throw error;
      const { view: now } = await onceMore(() => client.views.update({ view_id: id, view }), { wait });
      if (now?.hash !== undefined) drawn.set(id, now.hash);
    }
  };

  return {
    open: (trigger, view) =>
      show('open', () => onceMore(() => client.views.open({ trigger_id: trigger, view }), atOnce)),
    push: (trigger, view) =>
      show('push', () => onceMore(() => client.views.push({ trigger_id: trigger, view }), atOnce)),
    async update(id, hash, make) {
      await show('update', () =>
        live(id, async () => {
          const view = await make();
          if (view !== null) await draw(id, hash, view);
        }),
      );
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
