import type { ChatInputCommandInteraction, Client, Interaction } from 'discord.js';
import { DiscordAPIError, Routes } from 'discord.js';
import type { DiscordServer } from '../discord-server.ts';
import { createDiscordServer } from '../discord-server.ts';
import { startClient } from './bot.ts';
import type { Person } from './person.ts';
import type { Channel } from './world.ts';

/** A few commands of every kind. */
const commands = [
  {
    name: 'papers',
    description: 'Papers',
    integration_types: [0, 1],
    contexts: [0, 1, 2],
    options: [
      {
        type: 1,
        name: 'search',
        description: 'Find papers',
        options: [
          { type: 3, name: 'query', description: 'What to find', required: true, autocomplete: true },
          { type: 5, name: 'public', description: 'For all to see' },
        ],
      },
    ],
  },
  { name: 'setup', description: 'Settings', default_member_permissions: '32' },
  { name: 'Find related papers', type: 3 },
];

/** A channel, a person, and an app that does what the test says. */
export type Stage = {
  readonly discord: DiscordServer;
  readonly client: Client<true>;
  readonly channel: Channel;
  readonly ada: Person;
  /** What the app does with the next interaction; asked for more than once, with those after it. */
  readonly next: (act: (interaction: Interaction) => Promise<unknown>) => void;
  readonly nextCommand: (act: (interaction: ChatInputCommandInteraction) => Promise<unknown>) => void;
  /** What went wrong in the app. */
  readonly failures: readonly unknown[];
  readonly advance: (ms: number) => void;
  readonly stop: () => Promise<void>;
};

export async function createStage(): Promise<Stage> {
  let time = Date.UTC(2026, 10, 24, 9);
  const acts: ((interaction: Interaction) => Promise<unknown>)[] = [];
  const failures: unknown[] = [];
  const discord = await createDiscordServer({ now: () => time, deadlineMs: 1_000 });
  const client = await startClient(discord);
  client.on('interactionCreate', (interaction) => {
    acts
      .shift()?.(interaction)
      .catch((error: unknown) => failures.push(error));
  });
  await client.rest.put(Routes.applicationCommands(discord.app.id), { body: commands });
  return {
    discord,
    client,
    channel: discord.addChannel({ name: 'reading' }),
    ada: discord.person(discord.addUser({ name: 'ada' })),
    next: (act) => acts.push(act),
    nextCommand: (act) =>
      acts.push(async (interaction) => (interaction.isChatInputCommand() ? act(interaction) : undefined)),
    failures,
    advance: (ms) => {
      time += ms;
    },
    stop: async () => {
      await client.destroy();
      await discord.stop();
    },
  };
}

/** The code that a request is refused with. */
export async function refused(request: Promise<unknown>): Promise<number | string> {
  const error: unknown = await request.catch((reason: unknown) => reason);
  if (error instanceof DiscordAPIError) return error.code;
  throw new Error(`Expected a refusal, got ${String(error)}`);
}
