import { GatewayCloseCodes, GatewayIntentBits } from 'discord-api-types/v10';
import type { Fields } from '../fields.ts';
import { isFields, listOf, textOf } from '../fields.ts';
import { memberView } from './views.ts';
import type { World } from './world.ts';

/** Every intent there is; other bits are wrong (4013). */
const known = Object.values(GatewayIntentBits).reduce<number>(
  (sum, each) => (typeof each === 'number' ? sum | each : sum),
  0,
);

/** Shards larger than this need more of them (4011). */
const mostGuilds = 2_500;

/** What Identify asks for, or the close code that answers it. */
export type Identified =
  { readonly shard: readonly [number, number]; readonly intents: number } | { readonly close: number };

/** https://docs.discord.com/developers/events/gateway-events#identify */
export function readIdentify(world: World, data: unknown): Identified {
  if (!isFields(data) || !isFields(data['properties'])) return { close: GatewayCloseCodes.DecodeError };
  if (!hasToken(world, data)) return { close: GatewayCloseCodes.AuthenticationFailed };
  const [id, count] = data['shard'] === undefined ? [0, 1] : listOf(data['shard']);
  if (typeof id !== 'number' || typeof count !== 'number' || count < 1 || id < 0 || id >= count) {
    return { close: GatewayCloseCodes.InvalidShard };
  }
  if (world.guilds.size / count > mostGuilds) return { close: GatewayCloseCodes.ShardingRequired };
  const { intents } = data;
  if (typeof intents !== 'number' || !Number.isInteger(intents) || (intents & ~known) !== 0) {
    return { close: GatewayCloseCodes.InvalidIntents };
  }
  if ((intents & privileged(world)) !== 0) return { close: GatewayCloseCodes.DisallowedIntents };
  return { shard: [id, count], intents };
}

export function hasToken(world: World, data: Fields): boolean {
  const token = textOf(data['token'])?.replace(/^Bot /, '');
  return token === world.app.token && world.app.tokenState === 'active';
}

/**
 * The answer to Request Guild Members, or null for a server that the bot is not on. Only the ids that are asked for: lists of
 * everybody need the intent for members.
 */
export function membersChunk(world: World, data: Fields): Fields | null {
  const guild = world.guilds.get(textOf(data['guild_id']) ?? '');
  if (!guild?.members.has(world.app.botId)) return null;
  const ids = [data['user_ids']].flat().map((each) => textOf(each) ?? '');
  const found = ids.flatMap((id) => guild.members.get(id) ?? []);
  return {
    guild_id: guild.id,
    members: found.map((each) => memberView(world, each)),
    chunk_index: 0,
    chunk_count: 1,
    not_found: ids.filter((id) => !guild.members.has(id)),
    ...(typeof data['nonce'] === 'string' ? { nonce: data['nonce'] } : {}),
  };
}

/** The intents that are not switched on for this app. */
function privileged(world: World): number {
  const { allows } = world.app;
  return (
    (allows.messageContent ? 0 : GatewayIntentBits.MessageContent) |
    (allows.guildMembers ? 0 : GatewayIntentBits.GuildMembers) |
    (allows.presences ? 0 : GatewayIntentBits.GuildPresences)
  );
}
