import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../../src/commands/index.ts';
import { createCall } from '../../../src/platforms/discord/call.ts';
import { commandsSchema } from '../../../src/platforms/discord/commands-schema.ts';
import { register } from '../../../src/platforms/discord/register.ts';
import { silentLog } from '../../../src/platforms/shared/silent-log.ts';
import { createDiscordServer } from '../../support/discord-server.ts';
import type { DiscordServer } from '../../support/discord-server.ts';
import { fieldsOf, listOf } from '../../support/fields.ts';
import type { Fields } from '../../support/fields.ts';
import { openDiscord } from './discord-world.ts';

const put = 'PUT /applications/:app/commands';
const putGuild = 'PUT /applications/:app/guilds/:guild/commands';

let server: DiscordServer;
beforeEach(async () => {
  server = await createDiscordServer();
});
afterEach(() => server.stop());

function named(options: unknown, wanted: string): Fields {
  const found = listOf(options)
    .map(fieldsOf)
    .find((option) => option['name'] === wanted);
  if (found === undefined) throw new Error(`Expected an option ${wanted}`);
  return found;
}

function optionOf(command: object, subcommand: string, name: string): object {
  return named(named(fieldsOf(command)['options'], subcommand)['options'], name);
}

function registered(offered = commands, on = server, guildId: string | null = null) {
  const call = createCall({ token: on.token, api: on.apiUrl });
  return register({ call, applicationId: on.app.id, guildId, others: [], commands: offered, log: silentLog });
}

describe('the commands', () => {
  it('are registered once, and again only when they changed', async () => {
    expect(await registered()).toBe(true);
    expect(await registered()).toBe(true);
    expect(server.calls(put)).toHaveLength(1);
    const changed = commands.map((one) => (one.name === 'today' ? { ...one, summary: 'Another line' } : one));
    expect(await registered(changed)).toBe(true);
    expect(server.calls(put)).toHaveLength(2);
    expect(await registered(changed.slice(1))).toBe(true);
    expect(server.calls(put)).toHaveLength(3);
  });

  /** What an older version of Paperboy, or somebody else, may have said of the commands. */
  it.each<readonly [what: string, where: (command: object) => object, more: object]>([
    ['who may use them', (command) => command, { default_member_permissions: '32' }],
    ['where they are offered', (command) => command, { contexts: [0] }],
    ['for whom they are', (command) => command, { integration_types: [0] }],
    ['that they are for grown-ups', (command) => command, { nsfw: true }],
    ['a translation', (command) => command, { description_localizations: { de: 'Papiere' } }],
    ['what is proposed', (command) => optionOf(command, 'search', 'after'), { autocomplete: true }],
    ['how long an option is', (command) => optionOf(command, 'subscribe', 'at'), { max_length: 5 }],
    ['choices', (command) => optionOf(command, 'subscribe', 'days'), { choices: [{ name: 'a', value: 'a' }] }],
    ['the least number', (command) => optionOf(command, 'subscribe', 'top'), { min_value: 0 }],
  ])('are registered again where Discord has more of them: %s', async (_what, where, more) => {
    const [body, ...others] = structuredClone(commandsSchema(commands, { everywhere: true }));
    if (body === undefined) throw new Error('Expected a command');
    Object.assign(where(body), more);
    const call = createCall({ token: server.token, api: server.apiUrl });
    await call({ method: 'PUT', route: `/applications/${server.app.id}/commands`, body: [body, ...others] });
    expect(await registered()).toBe(true);
    expect(server.calls(put)).toHaveLength(2);
    expect(await registered()).toBe(true);
    expect(server.calls(put)).toHaveLength(2);
  });

  it('are put right where somebody took one away, or added one', async () => {
    await registered();
    server.app.commands.delete(server.commands()[1]?.id ?? '');
    await registered();
    expect(server.commands()).toHaveLength(2);
    server.app.commands.set('1', { id: '1', guildId: null, version: '1', body: { name: 'old', type: 1 } });
    await registered();
    expect(server.commands().map(({ body }) => body['name'])).toEqual(['papers', 'Find related papers']);
    expect(server.calls(put)).toHaveLength(3);
  });

  it('are on one server alone where one is named', async () => {
    expect(await registered(commands, server, server.guild.id)).toBe(true);
    expect(await registered(commands, server, server.guild.id)).toBe(true);
    expect(server.commands(server.guild.id)).toHaveLength(2);
    expect(server.commands()).toEqual([]);
    expect(server.calls(putGuild)).toHaveLength(1);
  });

  it('that cannot be registered are no failure of ours', async () => {
    server.fault(put, { kind: 'status', status: 503 });
    expect(await registered()).toBe(false);
    expect(await registered()).toBe(true);
  });
});

describe('the adapter', () => {
  it('listens also where they cannot be registered yet, and goes on trying', async () => {
    const world = await openDiscord();
    const fault = world.server.fault(put, { kind: 'status', status: 503 }, { times: 3 });
    await world.start();
    await world.server.until(() => world.server.commands().length === 2, 'the commands');
    expect(fault.used()).toBe(3);
    await world.end();
  });

  it('takes the commands away that it had on one server alone, when they are everywhere', async () => {
    const world = await openDiscord();
    const { guild, app } = world.server;
    const other = world.server.addGuild();
    await registered(commands, world.server, guild.id);
    app.commands.set('9', { id: '9', guildId: other.id, version: '1', body: { name: 'mine', type: 1 } });
    await world.start();
    expect([world.server.commands().length, world.server.commands(guild.id).length]).toEqual([2, 0]);
    expect(world.server.commands(other.id)).toHaveLength(1);
    await world.end();
  });

  it('takes the commands away that it had everywhere, when one server alone has them', async () => {
    await registered();
    expect(server.commands()).toHaveLength(2);
    await registered(commands, server, server.guild.id);
    expect([server.commands().length, server.commands(server.guild.id).length]).toEqual([0, 2]);
  });

  it('says what to do where it is not on the server that it was given', async () => {
    const world = await openDiscord(undefined, { settings: { guildId: '123456789012345678' } });
    await world.start();
    const line = await world.tells('discord.commands-not-registered');
    expect(line.fields['reason']).toContain('paperboy discord invite');
    await world.end();
  });
});
