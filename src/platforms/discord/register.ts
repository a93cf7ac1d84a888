import { RESTJSONErrorCodes as Code, Routes } from 'discord-api-types/v10';
import type { CommandInfo } from '../../chat/request.ts';
import type { Log } from '../../log.ts';
import { backoffMs } from '../../waiting/backoff.ts';
import type { Backoff } from '../../waiting/backoff.ts';
import type { Call } from './call.ts';
import { commandsSchema, schemaHash, slashName } from './commands-schema.ts';
import { deliveryError, discordCode } from './errors.ts';
import { plainCommands } from './plain-commands.ts';
import { fieldsOf, listOf } from '../shared/fields.ts';
import { pause } from '../../waiting/pause.ts';

export type RegisterParts = {
  readonly call: Call;
  readonly applicationId: string;
  /** The server that alone has the commands; null: they are everywhere. */
  readonly guildId: string | null;
  /** Servers that may have had them alone before. */
  readonly others: readonly string[];
  readonly commands: readonly CommandInfo[];
  readonly log: Log;
};

/**
 * Registers the commands where Discord has others: what it has is asked for, and both are compared by a hash of everything
 * that people may notice. Resolves with whether it is done; never rejects.
 */
export async function register(parts: RegisterParts): Promise<boolean> {
  const { call, applicationId, guildId, commands, log } = parts;
  const everywhere = Routes.applicationCommands(applicationId);
  // What is registered in two ways is shown twice.
  if (guildId !== null) await clear(parts, everywhere);
  else for (const other of parts.others) await clear(parts, Routes.applicationGuildCommands(applicationId, other));
  const route = guildId === null ? everywhere : Routes.applicationGuildCommands(applicationId, guildId);
  const which = { everywhere: guildId === null };
  const wanted = commandsSchema(commands, which);
  const hashOf = (those: readonly unknown[]): string => schemaHash(plainCommands(those, which));
  try {
    const present = listOf(await call({ method: 'GET', route }));
    if (hashOf(present) === hashOf(wanted)) return true;
    await call({ method: 'PUT', route, body: wanted });
    log.info('discord.commands-registered', { commands: wanted.length, server: guildId });
    return true;
  } catch (error) {
    const isAbsent = discordCode(error) === Code.MissingAccess || discordCode(error) === Code.UnknownGuild;
    const reason = guildId !== null && isAbsent ? notThere : deliveryError(error).message;
    log.warn('discord.commands-not-registered', { reason, error });
    return false;
  }
}

/** Takes the commands away that are registered in another way. What goes wrong there is nobody's loss. Never rejects. */
async function clear({ call, log }: RegisterParts, route: `/${string}`): Promise<void> {
  try {
    const present = listOf(await call({ method: 'GET', route }));
    if (!present.some((command) => fieldsOf(command)['name'] === slashName)) return;
    await call({ method: 'PUT', route, body: [] });
    log.info('discord.commands-cleared', { route });
  } catch (error) {
    log.info('discord.commands-not-cleared', { route, error });
  }
}

/** {@link register}, again and again until it is done. Resolves after the first try. */
export async function keepRegistered(
  parts: RegisterParts & { readonly backoff: Backoff },
  signal: AbortSignal,
): Promise<void> {
  if (!(await register(parts))) void tryAgain(parts, signal);
}

async function tryAgain(parts: RegisterParts & { readonly backoff: Backoff }, signal: AbortSignal): Promise<void> {
  for (let failures = 1; ; failures += 1) {
    await pause(backoffMs(failures, parts.backoff), signal);
    if (signal.aborted || (await register(parts))) return;
  }
}

const notThere = 'the bot is not on the server of DISCORD_GUILD_ID: invite it there (paperboy discord invite)';
