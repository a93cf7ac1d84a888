import { ApplicationFlags, Routes } from 'discord-api-types/v10';
import type { Log } from '../../log.ts';
import type { Call } from './call.ts';
import { fieldsOf, numberOf, textOf } from '../shared/fields.ts';
import type { DiscordSettings } from './settings.ts';
import { StartFailure } from '../platform.ts';
import { startFailure } from './start-failure.ts';

/** The app that the token belongs to. */
export type Application = {
  readonly id: string;
  /** As people call the bot. */
  readonly botName: string;
  /** Whether we want the text of every message, and Discord gives it to us. */
  readonly readsMessages: boolean;
};

export type ApplicationParts = {
  readonly call: Call;
  readonly settings: Pick<DiscordSettings, 'messages' | 'messageContent' | 'prefix'>;
  readonly log: Log;
};

const notAsked = 'set DISCORD_MESSAGE_CONTENT=true, and switch on Message Content Intent';
const notGranted = 'switch on Message Content Intent on the page Bot of the Developer Portal';

const notDiscord =
  'Discord cannot be reached: something else answers in its place, such as a proxy or the login page of a network; check DISCORD_API_URL if it is set';

/**
 * Asks Discord whose the token is. Throws a StartFailure when it is refused, or when Discord cannot be reached. That
 * messages with the prefix are not heard is said in the log the first time.
 */
export function createApplication({ call, settings, log }: ApplicationParts): () => Promise<Application> {
  let isTold = false;
  return async () => {
    const found = fieldsOf(
      await call({ method: 'GET', route: Routes.currentApplication() }).catch((error: unknown) => {
        throw startFailure(error);
      }),
    );
    const id = textOf(found['id']);
    if (id === null) throw new StartFailure(notDiscord, { retry: true });
    const isGranted = ((numberOf(found['flags']) ?? 0) & contentFlags) !== 0;
    const readsMessages = settings.messageContent && isGranted;
    if (settings.messages && !readsMessages && !isTold) {
      isTold = true;
      const line = { prefix: settings.prefix, remedy: settings.messageContent ? notGranted : notAsked };
      log[settings.messageContent ? 'warn' : 'info']('discord.prefix-not-heard', line);
    }
    return {
      id,
      botName: textOf(fieldsOf(found['bot'])['username']) ?? textOf(found['name']) ?? 'Paperboy',
      readsMessages,
    };
  };
}

/** The second is for apps that few people use: they need not be verified. */
const contentFlags = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
