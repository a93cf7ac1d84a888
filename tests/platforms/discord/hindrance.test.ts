import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Place } from '../../../src/chat/place.ts';
import { createCall } from '../../../src/platforms/discord/call.ts';
import { createHindrance } from '../../../src/platforms/discord/hindrance.ts';
import { createDiscordServer } from '../../support/discord-server.ts';
import type { DiscordServer } from '../../support/discord-server.ts';

let server: DiscordServer;
beforeEach(async () => {
  server = await createDiscordServer();
});
afterEach(() => server.stop());

function hindrance(place: Partial<Place>) {
  const call = createCall({ token: server.token, api: server.apiUrl });
  const find = createHindrance({ call, userId: server.app.botId, botName: 'Paperboy' });
  return find({ platform: 'discord', workspace: server.guild.id, channel: '', thread: null, ...place });
}

describe('what keeps posts from appearing', () => {
  it('is nothing in a channel of any kind where the bot may write', async () => {
    for (const kind of ['text', 'announcement', 'forum'] as const) {
      expect(await hindrance({ channel: server.addChannel({ name: kind, kind }).id })).toBeNull();
    }
  });

  it('is told with every permission that is missing', async () => {
    const lab = server.addChannel({ name: 'lab' });
    server.happen.overwrite(lab, server.guild.id, { deny: ['SendMessages', 'EmbedLinks'] });
    expect(await hindrance({ channel: lab.id })).toMatch(
      /^Paperboy needs the permissions “Embed Links”, “Send Messages”\. [^\n]+ Permissions/u,
    );
  });

  it('is told for a thread by what threads need', async () => {
    const lab = server.addChannel({ name: 'lab' });
    server.happen.overwrite(lab, server.guild.id, { deny: ['SendMessagesInThreads'] });
    const thread = server.addThread({ parent: lab, name: 'reading', ownerId: server.guild.ownerId });
    expect(await hindrance({ channel: lab.id, thread: thread.id })).toContain('“Send Messages in Threads”');
    expect(await hindrance({ channel: lab.id })).toBeNull();
  });

  it('is told for a thread that is locked, unless the bot may manage threads', async () => {
    const lab = server.addChannel({ name: 'lab' });
    const thread = server.addThread({ parent: lab, name: 'reading', ownerId: server.guild.ownerId });
    server.happen.archive(thread, { archived: false, locked: true });
    expect(await hindrance({ channel: lab.id, thread: thread.id })).toContain('That thread is locked');
    server.happen.overwrite(lab, server.app.botId, { kind: 'member', allow: ['ManageThreads'] });
    expect(await hindrance({ channel: lab.id, thread: thread.id })).toBeNull();
  });

  it('is told for a private thread that the bot is not in', async () => {
    const lab = server.addChannel({ name: 'lab' });
    const options = { parent: lab, name: 'secret', kind: 'private-thread', ownerId: server.guild.ownerId } as const;
    const thread = server.addThread(options);
    expect(await hindrance({ channel: lab.id, thread: thread.id })).toContain('is not in this private thread');
  });

  it('is told where the bot sees nothing, or is not there at all', async () => {
    const hidden = server.addChannel({ name: 'hidden' });
    server.happen.overwrite(hidden, server.guild.id, { deny: ['ViewChannel'] });
    expect(await hindrance({ channel: hidden.id })).toContain('“View Channel”');
    const other = server.addGuild({ withBot: false });
    const far = server.addChannel({ name: 'far', guild: other });
    expect(await hindrance({ workspace: other.id, channel: far.id })).toContain('can invite it');
  });

  it('is nothing that is known in a conversation, and where Discord cannot be asked', async () => {
    const ada = server.addUser({ name: 'ada' });
    expect(await hindrance({ workspace: null, channel: server.directChannel(ada.id).id })).toBeNull();
    server.fault('GET /guilds/:guild', { kind: 'status', status: 503 });
    expect(await hindrance({ channel: server.addChannel({ name: 'lab' }).id })).toBeNull();
  });
});
