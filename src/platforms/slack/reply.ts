import type { Card } from '../../cards/card.ts';
import { unconfirmedCard, unsaidCard, untakenCard } from '../../cards/unsaid-card.ts';
import type { Log } from '../../log.ts';
import type { DeliveryError, DeliveryFailure } from '../platform.ts';
import type { Address } from './address.ts';
import type { ChannelNames } from './channel-names.ts';
import { deliveryError } from './errors.ts';
import { postMetadata } from './metadata.ts';
import type { Pacer } from './pacer.ts';
import { sendPlainer } from './plainer.ts';
import { noPreviews } from './post.ts';
import { stillQuiet } from './quiet.ts';
import type { Quiet } from './quiet.ts';
import { renderMessage, renderText } from './render.ts';
import { respond } from './response-url.ts';
import type { Twice } from './response-url.ts';
import type { Workspace } from './workspace.ts';

/**
 * Shows answers where they were asked for. None of these rejects: what could not be said is logged, and whoever asked is
 * told in a direct message what it was and what to do, unless that is the conversation that takes nothing.
 */
export type Reply = {
  /** For the person alone. `key`: under which it is found again, where it is a post of the bot. */
  whisper(address: Address, card: Card, key?: string): Promise<void>;
  /** For everybody in the place. */
  say(address: Address, card: Card, key?: string): Promise<void>;
  /** In the place of the private message in which something was pressed. */
  replace(address: Address, card: Card): Promise<void>;
};

export type ReplyParts = {
  readonly workspace: Pick<Workspace, 'client' | 'botName'>;
  readonly names: Pick<ChannelNames, 'inCard'>;
  readonly log: Log;
  readonly wait: (ms: number) => Promise<void>;
  /** The turns of a channel, and where Slack wants silence: shared with whatever else posts there. */
  readonly turn: Pacer;
  readonly quiet: Quiet;
};

type How = { readonly isPublic: boolean; readonly replaces?: boolean; readonly key?: string | undefined };

/** Slack may ask for this much patience in all before an answer is given up. The wait for a turn does not count. */
const patienceMs = 30_000;

export function createReply({ workspace, names, log, wait, turn, quiet }: ReplyParts): Reply {
  const { client, botName } = workspace;

  /** Calls the Web API again only where Slack certainly did nothing. Calls for one channel come in turns. */
  const patiently = async (channel: string, call: () => Promise<unknown>): Promise<void> => {
    let pauseMs = quiet.left(channel);
    let failed = stillQuiet(pauseMs);
    for (let waitedMs = pauseMs; waitedMs <= patienceMs; waitedMs += pauseMs) {
      if (pauseMs > 0) await wait(pauseMs);
      await turn(channel);
      try {
        await call();
        return;
      } catch (error) {
        failed = deliveryError(error, botName);
        if (failed.failure.kind !== 'busy') throw failed;
        quiet.heed(channel, failed);
        pauseMs = Math.max(failed.failure.retryAfterMs, quiet.left(channel));
      }
    }
    throw failed;
  };

  /** As a post of the bot: where there is no `response_url`, or it takes no more. */
  const post = (address: Address, card: Card, isPublic: boolean, key?: string): Promise<void> => {
    const { channel, user, thread } = address;
    const metadata = key === undefined ? {} : { metadata: postMetadata(key) };
    const common = { channel, ...(thread === null ? {} : { thread_ts: thread }) };
    return sendPlainer(card, (message, isMarked) =>
      patiently(channel, () =>
        isPublic
          ? client.chat.postMessage({ ...common, ...message, ...(isMarked ? metadata : {}), ...noPreviews })
          : client.chat.postEphemeral({ ...common, ...message, user }),
      ),
    );
  };

  const tell = async (to: Address, card: Card, error: unknown): Promise<void> => {
    const told = toldOf(deliveryError(error, botName), card, to);
    if (told === null) return;
    const { user, channel } = to;
    const address = { user, channel: user, direct: true, thread: null, responseUrl: null };
    try {
      await post(address, await names.inCard(told), true);
    } catch (cause) {
      log.warn('slack.asker-not-told', { channel, error: cause });
    }
  };

  const send = async (address: Address, card: Card, { isPublic, replaces = false, key }: How): Promise<void> => {
    try {
      if (address.responseUrl === null) return await post(address, card, isPublic, key);
      const body = {
        ...noPreviews,
        response_type: isPublic ? 'in_channel' : 'ephemeral',
        replace_original: replaces,
        ...(address.thread === null ? {} : { thread_ts: address.thread }),
      };
      const how = { wait, twice: twiceOf(address, isPublic, replaces) };
      let outcome = await respond(address.responseUrl, { ...body, ...renderMessage(card) }, how);
      if (outcome === 'refused') outcome = await respond(address.responseUrl, { ...body, text: renderText(card) }, how);
      if (outcome !== 'taken') await post(address, card, isPublic, key);
    } catch (error) {
      log.warn('slack.reply-failed', { channel: address.channel, error });
      await tell(address, card, error);
    }
  };

  return {
    whisper: (address, card, key) => send(address, card, { isPublic: address.direct, key }),
    say: (address, card, key) => send(address, card, { isPublic: true, key }),
    replace: (address, card) => send(address, card, { isPublic: address.direct, replaces: true }),
  };
}

function twiceOf(address: Address, isPublic: boolean, replaces: boolean): Twice {
  if (replaces) return 'unseen';
  return isPublic && !address.direct ? 'by-all' : 'by-one';
}

/** What whoever asked has to know, or null where nobody can do anything about it. */
function toldOf({ failure }: DeliveryError, card: Card, { channel, direct }: Address): Card | null {
  const place = direct ? null : channel;
  if (failure.kind === 'unknown') return unconfirmedCard(card, place, 'Slack');
  if (failure.kind === 'busy' || failure.kind === 'rejected') return untakenCard(card, place, 'Slack', failure.kind);
  const remedy = direct ? null : remedyOf(failure);
  return remedy === null ? null : unsaidCard(card, channel, remedy);
}

function remedyOf(failure: DeliveryFailure): string | null {
  if (failure.kind === 'gone') return 'The conversation is closed or gone. Choose another one.';
  return failure.kind === 'forbidden' ? failure.remedy : null;
}
