import { ConfigError } from './config.ts';
import type { Environment } from './config.ts';
import { invite } from './platforms/discord/invite.ts';
import { readSettings } from './platforms/discord/settings.ts';
import type { DiscordSettings } from './platforms/discord/settings.ts';
import { StartFailure } from './platforms/platform.ts';
import { StartError } from './start-error.ts';

/** The link that invites the bot to a server. Throws an error in plain words when there is no usable token. */
export async function discordInvite(env: Environment): Promise<string> {
  const settings = settingsIn(env);
  try {
    return await invite(settings);
  } catch (cause) {
    if (cause instanceof StartFailure) throw new StartError(cause.message, { cause });
    throw cause;
  }
}

function settingsIn(env: Environment): DiscordSettings {
  try {
    const settings = readSettings(env);
    if (settings !== null) return settings;
  } catch (error) {
    throw new ConfigError([error instanceof Error ? error.message : 'Discord cannot be configured']);
  }
  throw new ConfigError(['DISCORD_TOKEN is missing: it is on the page Bot of the app in the Developer Portal']);
}
