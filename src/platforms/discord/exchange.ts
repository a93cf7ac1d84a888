import { DiscordAPIError, RequestMethod } from 'discord.js';
import type { REST } from 'discord.js';
import { InteractionResponseType, MessageFlags, RESTJSONErrorCodes as Code, Routes } from 'discord-api-types/v10';
import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { Completion } from '../../chat/completion.ts';
import type { Log } from '../../log.ts';
import { deliveryError, discordCode } from './errors.ts';
import type { DiscordMessage } from './render.ts';

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
  /** The first response, as a window to fill in. */
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
  readonly rest: Pick<REST, 'request'>;
  readonly log: Log;
  readonly interaction: { readonly id: string; readonly token: string; readonly applicationId: string };
};

const acknowledgedBefore: number = Code.InteractionHasAlreadyBeenAcknowledged;
/** The person has been told that we do not respond, or somebody else did, such as another process with our token. */
const late = new Set<number>([
  Code.UnknownInteraction,
  acknowledgedBefore,
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

export function createExchange({ rest, log, interaction }: ExchangeParts): Exchange {
  let begun: Way | null = null;
  const webhook = { application: interaction.applicationId, token: interaction.token };
  const original = Routes.webhookMessage(webhook.application, webhook.token);

  const send = async (method: RequestMethod, fullRoute: `/${string}`, body?: unknown): Promise<Outcome> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        // The token in the route says who we are; calls without another one do not count towards the limit of the bot.
        await rest.request({ method, fullRoute, auth: false, ...(body === undefined ? {} : { body }) });
        return 'taken';
      } catch (error) {
        const code = discordCode(error) ?? 0;
        // An answer to the first attempt was lost, and it had arrived.
        if (code === acknowledgedBefore && attempt > 1) return 'taken';
        if (late.has(code)) {
          log.info('discord.too-late', { interaction: interaction.id, code });
          return 'late';
        }
        // What may have arrived is said again only where it cannot be there twice.
        const isLost = deliveryError(error).failure.kind === 'unknown' && !(error instanceof DiscordAPIError);
        if (isLost && attempt === 1 && fullRoute.endsWith('/callback')) continue;
        log.warn('discord.response-failed', { interaction: interaction.id, code, error });
        return isLost ? 'lost' : 'refused';
      }
    }
  };

  const callback = async (way: Way | null, type: InteractionResponseType, data?: unknown): Promise<Outcome> => {
    const route = Routes.interactionCallback(interaction.id, interaction.token);
    const outcome = await send(RequestMethod.Post, route, data === undefined ? { type } : { type, data });
    if (outcome === 'taken') begun = way;
    return outcome;
  };

  return {
    begun: () => begun,
    say: (message, way) => callback(way, ways.say[way], seenBy(message, way)),
    wait: (way) => callback(way, ways.wait[way], way === 'private' ? { flags: MessageFlags.Ephemeral } : undefined),
    open: (modal) => callback(null, InteractionResponseType.Modal, modal),
    propose: (choices) =>
      callback(null, InteractionResponseType.ApplicationCommandAutocompleteResult, {
        choices: choices.map(({ label, value }) => ({ name: label, value })),
      }),
    fill: (message) => send(RequestMethod.Patch, original, message),
    add: (message, way) =>
      send(RequestMethod.Post, Routes.webhook(webhook.application, webhook.token), seenBy(message, way)),
    clear: () => send(RequestMethod.Delete, original),
  };
}

function seenBy(message: DiscordMessage, way: Way): unknown {
  return way === 'private' ? { ...message, flags: (message.flags ?? 0) | MessageFlags.Ephemeral } : message;
}
