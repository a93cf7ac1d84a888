import type { App } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { fieldsOf, textOf } from '../shared/fields.ts';
import type { Fields } from '../shared/fields.ts';
import type { Inbound } from './inbound.ts';
import type { ViewResponse } from './windows.ts';
import { createMemory } from '../shared/memory.ts';
import type { Work } from './work.ts';

export type RegisterParts = {
  readonly inbound: Inbound;
  /** Counts what is under way. */
  readonly work: Work;
  readonly now: () => Date;
  readonly log: Log;
};

/** Slack brings an event again for an hour at most; a command or a click only while its connection is being replaced. */
const repeatMs = 3_600_000;
const mostRemembered = 20_000;

/** Tells Bolt of every way in: each is acknowledged first, handled once, and counted until it is answered. */
export function register(app: App, { inbound, work, now, log }: RegisterParts): void {
  const seen = createMemory<true>({ most: mostRemembered, lifeMs: repeatMs, now });

  /** False when the same was here before, whatever way it came: Slack may not have heard that it arrived. */
  const isNew = (body: Fields): boolean => {
    const id = textOf(body['event_id']) ?? textOf(body['trigger_id']);
    if (id === null) return true;
    if (seen.get(id) !== undefined) return false;
    seen.set(id, true);
    return true;
  };

  /** A word that cannot be brought back, because the connection has gone, is no reason not to answer. */
  const acknowledge = async (ack: () => Promise<void>): Promise<void> => {
    try {
      await ack();
    } catch (error) {
      log.info('slack.not-acknowledged', { error });
    }
  };

  const handle = (body: unknown, run: () => Promise<void>): Promise<void> =>
    work.run(async () => {
      if (isNew(fieldsOf(body))) await run();
    });

  acknowledgeUnknown(app);
  for (const [name, run] of Object.entries(inbound.commands)) {
    app.command(name, async ({ ack, body }) => {
      await acknowledge(() => ack());
      await handle(body, () => run(fieldsOf(body)));
    });
  }
  for (const [id, run] of Object.entries(inbound.shortcuts)) {
    app.shortcut(id, async ({ ack, body }) => {
      await acknowledge(() => ack());
      await handle(body, () => run(fieldsOf(body)));
    });
  }
  for (const [name, run] of Object.entries(inbound.events)) {
    const [type = name, kind] = name.split('.');
    app.event(type, async ({ event, body, context }) => {
      const payload = fieldsOf(event);
      // New to this process, but maybe not to the one before it.
      const again = (context.retryNum ?? 0) > 0;
      if (isOfKind(payload, kind)) await handle(body, () => run(payload, again));
    });
  }
  app.action(/.*/u, async ({ ack, body }) => {
    await acknowledge(() => ack());
    await handle(body, () => inbound.action(fieldsOf(body)));
  });
  app.view(/.*/u, async ({ ack, body }) => {
    const settle = (response: ViewResponse | null) => acknowledge(() => (response === null ? ack() : ack(response)));
    const isFirst = await work.run(async () => {
      if (body.type !== 'view_submission' || !isNew(fieldsOf(body))) return false;
      await inbound.submission(fieldsOf(body), settle);
      return true;
    });
    if (!isFirst) await settle(null);
  });
  app.error(({ error }: { readonly error: unknown }) => {
    log.error('slack.failed', { error });
    return Promise.resolve();
  });
}

/** What nobody listens to is taken and left alone: Bolt would let Slack wait for three seconds, and then refuse it. */
function acknowledgeUnknown(app: App): void {
  const process = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    let isHeard = false;
    await process({
      ...event,
      ack: (...response) => {
        isHeard = true;
        return event.ack(...response);
      },
    });
    if (!isHeard) await event.ack();
  };
}

const channelTypes: Readonly<Record<string, string>> = {
  channels: 'channel',
  groups: 'group',
  im: 'im',
  mpim: 'mpim',
};

/** `message.im` is the subscription; what comes is a `message` in a channel of the type `im`. */
function isOfKind(event: Fields, kind: string | undefined): boolean {
  return kind === undefined || event['channel_type'] === channelTypes[kind];
}
