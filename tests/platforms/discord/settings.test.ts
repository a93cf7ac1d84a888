import { describe, expect, it } from 'vitest';
import { discord } from '../../../src/platforms/discord/index.ts';
import { readSettings } from '../../../src/platforms/discord/settings.ts';

const token = { DISCORD_TOKEN: 'MTIz.Abc-_1.Def' };

describe('the settings of Discord', () => {
  it('are none where there is no token', () => {
    expect(readSettings({ DISCORD_GUILD_ID: 'x', PAPERBOY_ADMINS: 'x' })).toBeNull();
    expect(readSettings({ DISCORD_TOKEN: ' ' })).toBeNull();
    expect(discord.fromEnv({})).toBeNull();
  });

  it('need nothing but a token', () => {
    expect(discord.fromEnv(token)).toMatchObject({ name: 'discord' });
    expect(readSettings(token)).toEqual({
      token: 'MTIz.Abc-_1.Def',
      apiUrl: null,
      guildId: null,
      messages: true,
      messageContent: false,
      prefix: '!papers',
      admins: { managers: true, ids: new Set() },
      zone: 'UTC',
    });
    expect(readSettings({ DISCORD_TOKEN: ' Bot MTIz.Abc-_1.Def\n' })?.token).toBe('MTIz.Abc-_1.Def');
  });

  it('may turn messages off, with which their text goes too', () => {
    expect(readSettings({ ...token, DISCORD_MESSAGES: 'off' })?.messages).toBe(false);
    expect(() => readSettings({ ...token, DISCORD_MESSAGES: 'some' })).toThrow('DISCORD_MESSAGES');
    const both = { ...token, DISCORD_MESSAGES: 'off', DISCORD_MESSAGE_CONTENT: 'true' };
    expect(() => readSettings(both)).toThrow('DISCORD_MESSAGE_CONTENT');
  });

  it.each([
    ['http://127.0.0.1:8080/api', 'http://127.0.0.1:8080/api'],
    ['http://127.0.0.1:8080/api/', 'http://127.0.0.1:8080/api'],
    ['https://discord.com/api/v10', 'https://discord.com/api'],
    ['https://discord.com/api/v10/', 'https://discord.com/api'],
    ['https://proxy.example.org', 'https://proxy.example.org'],
  ])('take %s as another base of the API', (given, apiUrl) => {
    expect(readSettings({ ...token, DISCORD_API_URL: given })?.apiUrl).toBe(apiUrl);
  });

  it.each([
    ['TRUE', true],
    ['1', true],
    ['no', false],
  ])('read the switch %s as %s', (given, messageContent) => {
    expect(readSettings({ ...token, DISCORD_MESSAGE_CONTENT: given })?.messageContent).toBe(messageContent);
  });

  it.each([
    ['210987654321098765', { managers: false, ids: new Set(['210987654321098765']) }],
    ['admins, 210987654321098765', { managers: true, ids: new Set(['210987654321098765']) }],
    // Those of Slack alone say nothing about Discord.
    ['U0000001,admins', { managers: true, ids: new Set() }],
    ['U0000001', { managers: true, ids: new Set() }],
  ])('say who may configure: %s', (given, admins) => {
    expect(readSettings({ ...token, PAPERBOY_ADMINS: given })?.admins).toEqual(admins);
  });

  it.each([
    [{ DISCORD_TOKEN: 'hush' }, /DISCORD_TOKEN must be the token of a bot/],
    [{ DISCORD_TOKEN: 'MTIz.hush.x\nMTIz.hush.x' }, /DISCORD_TOKEN must be/],
    [{ DISCORD_TOKEN: 'MTIz.hüsh.x' }, /DISCORD_TOKEN must be/],
    [{ ...token, DISCORD_API_URL: 'hush' }, /DISCORD_API_URL must be an address/],
    [{ ...token, DISCORD_API_URL: 'ws://hush' }, /DISCORD_API_URL must be an address/],
    [{ ...token, DISCORD_API_URL: 'https://ada:hush@discord.com/api' }, /DISCORD_API_URL must be/],
    [{ ...token, DISCORD_API_URL: 'https://discord.com/api?token=hush' }, /DISCORD_API_URL must be/],
    [{ ...token, DISCORD_GUILD_ID: 'hush' }, /DISCORD_GUILD_ID must be/],
    [{ ...token, DISCORD_MESSAGE_CONTENT: 'hush' }, /DISCORD_MESSAGE_CONTENT must be/],
    [{ ...token, DISCORD_PREFIX: 'hush hush' }, /DISCORD_PREFIX must be/],
    [{ ...token, DISCORD_PREFIX: '@hush' }, /DISCORD_PREFIX must be/],
  ])('%j are refused', (env, expected) => {
    let message = '';
    try {
      readSettings(env);
    } catch (error) {
      message = error instanceof Error ? error.message : '';
    }
    expect(message).toMatch(expected);
    expect(message).not.toMatch(/hush|hüsh/u);
  });

  it('are all told of at once where several are wrong', () => {
    expect(() => readSettings({ DISCORD_TOKEN: 'x', DISCORD_GUILD_ID: 'y', DISCORD_PREFIX: 'a b' })).toThrow(
      /DISCORD_TOKEN .*; DISCORD_GUILD_ID .*; DISCORD_PREFIX /u,
    );
  });
});
