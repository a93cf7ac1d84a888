import { GatewayCloseCodes as Close } from 'discord-api-types/v10';
import { StartFailure } from '../platform.ts';
import { deliveryError, isUnauthorized } from './errors.ts';

const newToken =
  'copy the token of the bot again, or reset it on the page Bot of the Developer Portal and set the new one';

type Told = { readonly text: string; readonly retry: boolean };

/**
 * Codes after which Discord takes no connection of this kind any more:
 * https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
 */
const final: ReadonlyMap<number, Told> = new Map<number, Told>([
  [Close.AuthenticationFailed, { text: `Discord refuses DISCORD_TOKEN: ${newToken}`, retry: false }],
  // A start takes the number of shards that Discord asks for.
  [Close.InvalidShard, { text: 'Discord wants another number of shards', retry: true }],
  [Close.ShardingRequired, { text: 'Discord wants more shards for so many servers', retry: true }],
  [
    Close.InvalidAPIVersion,
    { text: 'Discord takes this version of its API no more: Paperboy needs an update', retry: false },
  ],
  [
    Close.InvalidIntents,
    { text: 'Discord does not know the intents that Paperboy asks for: Paperboy needs an update', retry: false },
  ],
  [
    Close.DisallowedIntents,
    {
      text: 'Discord does not allow the intents that Paperboy asks for: switch on Message Content Intent on the page Bot of the Developer Portal, or unset DISCORD_MESSAGE_CONTENT',
      retry: true,
    },
  ],
]);

/** Why a connection that was closed with this code is lost for good; null where it can be taken up again. */
export function closeFailure(code: number): StartFailure | null {
  const told = final.get(code);
  return told === undefined ? null : new StartFailure(`${told.text} (${code})`, { retry: told.retry });
}

/** Why we could not begin, in one plain line that holds no secret. */
export function startFailure(error: unknown): StartFailure {
  if (error instanceof StartFailure) return error;
  if (isUnauthorized(error)) {
    return new StartFailure(`Discord refuses DISCORD_TOKEN (401): ${newToken}`, { retry: false, cause: error });
  }
  const what = deliveryError(error).message.replace(/^Discord: /u, '');
  return new StartFailure(`Discord cannot be reached (${what})`, { retry: true, cause: error });
}

/** Discord takes so many new sessions a day, and resets the token of whoever begins more. */
export function budgetFailure(resetAfterMs: number, now: Date): StartFailure {
  const again = new Date(now.getTime() + resetAfterMs).toISOString().slice(0, 16).replace('T', ' ');
  const text = `Discord takes no new connection of this bot before ${again} UTC: it began as many as Discord allows in a day`;
  return new StartFailure(text, { retry: true });
}
