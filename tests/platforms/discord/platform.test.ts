import type { PlatformWorld } from '../../contracts/platform.ts';
import { platformContract } from '../../contracts/platform.ts';
import { createDiscord } from '../../../src/platforms/discord/index.ts';
import { createDiscordServer } from '../../support/discord-server.ts';
import type { DiscordServer } from '../../support/discord-server.ts';
import type { Message } from '../../support/discord/world.ts';
import { fieldsOf, textOf } from '../../support/fields.ts';
import { quick, settingsFor } from './discord-world.ts';
import { readMarkdown } from './markdown-reader.ts';

/** What a person reads of a message. */
function visible({ content, embeds }: Message): string {
  const shown = embeds.map(fieldsOf).flatMap(({ title, description }) => [textOf(title), textOf(description)]);
  return [content, ...shown].map((text) => readMarkdown(text ?? '').visible).join('\n');
}

async function world(server: DiscordServer, channel: { readonly id: string }, workspace: string | null) {
  const platform = createDiscord(settingsFor(server), quick);
  const isOurs = ({ authorId }: Message) => authorId === server.app.botId;
  const place = { platform: 'discord', workspace, channel: channel.id, thread: null };
  // What people write themselves is no answer.
  const texts = () => server.messages(channel.id).filter(isOurs).map(visible);
  return {
    platform,
    place,
    gone: { ...place, channel: '123456789012345678' },
    async sees(text: string) {
      await server.until(() => texts().some((shown) => shown.includes(text)), text);
    },
    occurrences: (text: string) => Promise.resolve(texts().join('\n').split(text).length - 1),
    async heard() {
      // After the end there is nobody to wait for.
      if (server.gateway.connections().length > 0) await server.gateway.ready();
    },
    end: server.stop,
  };
}

async function openChannel(): Promise<PlatformWorld> {
  const server = await createDiscordServer();
  const ada = server.person(server.addUser({ name: 'ada' }));
  const lab = server.addChannel({ name: 'lab' });
  const common = await world(server, lab, server.guild.id);
  return {
    ...common,
    async say(text) {
      ada.mention(lab, text);
      await common.heard();
    },
  };
}

async function openConversation(): Promise<PlatformWorld> {
  const server = await createDiscordServer();
  const ada = server.addUser({ name: 'ada' });
  const common = await world(server, server.directChannel(ada.id), null);
  return {
    ...common,
    async say(text) {
      server.person(ada).direct(text);
      await common.heard();
    },
  };
}

platformContract('Discord in a channel', openChannel);
platformContract('Discord in a direct conversation', openConversation);
