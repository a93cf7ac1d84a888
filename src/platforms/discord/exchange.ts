import { setTimeout as sleep } from 'node:timers/promises';
import { DiscordAPIError, RateLimitError, RequestMethod } from 'discord.js';
import {
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  RESTJSONErrorCodes as Code,
  Routes,
} from 'discord-api-types/v10';
import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { Completion } from '../../chat/completion.ts';
import type { Log } from '../../log.ts';
import type { AnswerRest } from './answer-rest.ts';
import { deliveryError, discordCode } from './errors.ts';
import type { DiscordMessage } from './render.ts';
import { backoffMs } from '../../waiting/backoff.ts';
import type { Backoff } from '../../waiting/backoff.ts';

/** For the eyes of the person alone, for everybody, or in the place of the message in which something was pressed. */
export type Way = 'private' | 'public' | 'update';

/**
 * What became of it: Discord has it, refused it as it was, or takes nothing more because the person has been told that we
 * do not respond. `lost`: nobody knows.
 */
export type Outcome = 'taken' | 'refused' | 'late' | 'lost';

/**
 * One thing that a person did, and what Discord is told in return
 * (https://docs.discord.com/developers/interactions/receiving-and-responding): a first response within three seconds, of
 * which there is exactly one and which fixes who sees it, and more within fifteen minutes. None of these rejects.
 */
export type Exchange = {
  /** How it was first responded to; null: not yet. */
  readonly begun: () => Way | null;
  /** The first response, as a message. */
  readonly say: (message: DiscordMessage, way: Way) => Promise<Outcome>;
  /** The first response, without words: there is more to come. */
  readonly wait: (way: Way) => Promise<Outcome>;
  /** The first response, as a window to fill in; to a window that was sent Discord takes none (type 9). */
  readonly open: (modal: APIModalInteractionResponseCallbackData) => Promise<Outcome>;
  /** The first response to somebody who is typing. */
  readonly propose: (choices: readonly Completion[]) => Promise<Outcome>;
  /** Puts words where {@link Exchange.wait} has put none. */
  readonly fill: (message: DiscordMessage) => Promise<Outcome>;
  /** Another message, after the first response. */
  readonly add: (message: DiscordMessage, way: 'private' | 'public') => Promise<Outcome>;
  /** Takes away what the first response has put there. */
  readonly clear: () => Promise<Outcome>;
};

export type ExchangeParts = {
  readonly rest: AnswerRest;
  readonly log: Log;
  /** Between two tries. */
  readonly backoff: Backoff;
  readonly interaction: {
    readonly type: InteractionType;
    readonly id: string;
    readonly token: string;
    readonly applicationId: string;
  };
};

/** Told of a first response that had arrived although its answer was lost, and of a message that is taken away twice. */
const doneBefore = new Set<number>([Code.InteractionHasAlreadyBeenAcknowledged, Code.UnknownMessage]);
/** The person has been told that we do not respond, or somebody else did, such as another process with our token. */
const late = new Set<number>([
  Code.UnknownInteraction,
  Code.InteractionHasAlreadyBeenAcknowledged,
  Code.UnknownWebhook,
  Code.InvalidWebhookToken,
]);

const ways = {
  say: {
    private: InteractionResponseType.ChannelMessageWithSource,
    public: InteractionResponseType.ChannelMessageWithSource,
    update: InteractionResponseType.UpdateMessage,
  },
  wait: {
    private: InteractionResponseType.DeferredChannelMessageWithSource,
    public: InteractionResponseType.DeferredChannelMessageWithSource,
    update: InteractionResponseType.DeferredMessageUpdate,
  },
} as const;

/** Two fit into the three seconds of a first response. */
const firstTries = 2;
/** At the ordinary pace they and their pauses take a few minutes: the token lives for fifteen. Our own choice. */
const laterTries = 8;
/** A limit that takes longer to pass is not waited for. Our own choice. */
const longestPauseMs = 60_000;

type Call = {
  readonly method: RequestMethod;
  readonly fullRoute: `/${string}`;
  readonly body?: unknown;
  readonly tries: number;
  /** Done twice it is the same as done once. */
  readonly isSafe: boolean;
};

export function createExchange({ rest, log, backoff, interaction }: ExchangeParts): Exchange {
  let begun: Way | null = null;
  const webhook = { application: interaction.applicationId, token: interaction.token };
  const original = Routes.webhookMessage(webhook.application, webhook.token);

  const send = async ({ tries, isSafe, ...request }: Call): Promise<Outcome> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { hasty, patient } = rest;
        // The token in the route says who we are; calls without another one do not count towards the limit of the bot.
        await (tries === firstTries && attempt === 1 ? hasty : patient).request({ ...request, auth: false });
        return 'taken';
      } catch (error) {
        const code = discordCode(error) ?? 0;
        if (isSafe && attempt > 1 && doneBefore.has(code)) return 'taken';
        if (late.has(code)) {
          log.info('discord.too-late', { interaction: interaction.id, code });
          return 'late';
        }
        const { failure } = deliveryError(error);
        const isLost = !(error instanceof DiscordAPIError) && (failure.kind === 'unknown' || failure.kind === 'busy');
        const pauseMs = tries === firstTries ? 0 : pauseAfter(error, attempt, backoff);
        // What may have arrived is said again only where it cannot be there twice.
        const mayRepeat = isLost && (isSafe || failure.kind === 'busy');
        if (mayRepeat && attempt < tries && pauseMs <= longestPauseMs) {
          await sleep(pauseMs, undefined, { ref: false });
          continue;
        }
        log.warn('discord.response-failed', { interaction: interaction.id, code, error });
        return isLost ? 'lost' : 'refused';
      }
    }
  };

  const callback = async (way: Way | null, type: InteractionResponseType, data?: unknown): Promise<Outcome> => {
    const outcome = await send({
      method: RequestMethod.Post,
      fullRoute: Routes.interactionCallback(interaction.id, interaction.token),
      body: data === undefined ? { type } : { type, data },
      tries: firstTries,
      // Of two first responses Discord takes one.
      isSafe: true,
    });
    if (outcome === 'taken') begun = way;
    return outcome;
  };

  return {
    begun: () => begun,
    say: (message, way) => callback(way, ways.say[way], seenBy(message, way)),
    wait: (way) => callback(way, ways.wait[way], way === 'private' ? { flags: MessageFlags.Ephemeral } : undefined),
    open: (modal) =>
      interaction.type === InteractionType.ModalSubmit
        ? Promise.resolve('refused')
        : callback(null, InteractionResponseType.Modal, modal),
    propose: (choices) =>
      callback(null, InteractionResponseType.ApplicationCommandAutocompleteResult, {
        choices: choices.map(({ label, value }) => ({ name: label, value })),
      }),
    fill: (body) => send({ method: RequestMethod.Patch, fullRoute: original, body, tries: laterTries, isSafe: true }),
    add: (message, way) =>
      send({
        method: RequestMethod.Post,
        fullRoute: Routes.webhook(webhook.application, webhook.token),
        body: seenBy(message, way),
        tries: laterTries,
        isSafe: false,
      }),
    clear: () => send({ method: RequestMethod.Delete, fullRoute: original, tries: laterTries, isSafe: true }),
  };
}

function pauseAfter(error: unknown, attempt: number, backoff: Backoff): number {
  const limitMs = error instanceof RateLimitError ? Math.max(error.retryAfter, error.sublimitTimeout) : 0;
  return Math.max(limitMs, backoffMs(attempt, backoff));
}

function seenBy(message: DiscordMessage, way: Way): unknown {
  return way === 'private' ? { ...message, flags: (message.flags ?? 0) | MessageFlags.Ephemeral } : message;
}
