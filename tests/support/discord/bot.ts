import type { ClientOptions, RESTOptions } from 'discord.js';
import { Client, GatewayIntentBits, REST } from 'discord.js';
import type { DiscordServer } from '../discord-server.ts';

/** The real client against the server, not yet logged in. It identifies again without the five seconds in between. */
export function createClient(discord: DiscordServer, options: Partial<ClientOptions> = {}): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    ...options,
    rest: { api: discord.apiUrl, ...options.rest },
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => {} }), ...options.ws },
  });
}

/** The same, logged in and ready. */
export async function startClient(discord: DiscordServer, options: Partial<ClientOptions> = {}): Promise<Client<true>> {
  const client = createClient(discord, options);
  const ready = new Promise<Client<true>>((resolve) => client.once('clientReady', resolve));
  await client.login(discord.token);
  return ready;
}

/** The real REST client alone. */
export function createRestClient(discord: DiscordServer, options: Partial<RESTOptions> = {}): REST {
  return new REST({ api: discord.apiUrl, version: '10', ...options }).setToken(discord.token);
}
