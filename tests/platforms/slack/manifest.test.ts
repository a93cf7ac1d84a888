import { afterEach, describe, expect, it } from 'vitest';
import { slackManifest } from '../../../src/platforms/slack/manifest.ts';
import { botScopes, events, shortcuts, slashCommands } from '../../../src/platforms/slack/ways.ts';
import { openSlack } from './slack-world.ts';
import type { SlackWorld } from './slack-world.ts';

let world: SlackWorld | null = null;
afterEach(async () => {
  await world?.end();
  world = null;
});

const http = { http: new URL('https://papers.example.org/some/path') };

/** The rules of https://docs.slack.dev/reference/app-manifest, so far as this manifest uses them. */
describe.each([['by Socket Mode', {}] as const, ['over HTTP', http] as const])('the manifest %s', (_name, options) => {
  const { display_information: shown, features, oauth_config: oauth, settings } = slackManifest(options);

  it('keeps within the lengths that Slack takes', () => {
    expect(shown.name.length).toBeLessThanOrEqual(35);
    expect(shown.description.length).toBeLessThanOrEqual(140);
    expect(shown.long_description.length).toBeGreaterThanOrEqual(175);
    expect(shown.long_description.length).toBeLessThanOrEqual(4_000);
    expect(shown.background_color).toMatch(/^#[0-9a-f]{6}$/u);
    expect(features.bot_user.display_name).toMatch(/^[a-z0-9._-]{1,80}$/u);
    expect(features.slash_commands.length).toBeLessThanOrEqual(50);
    for (const command of features.slash_commands) {
      expect(command.command).toMatch(/^\/[a-z0-9_-]{1,31}$/u);
      expect(command.description.length).toBeLessThanOrEqual(2_000);
      expect(command.usage_hint.length).toBeLessThanOrEqual(1_000);
    }
    expect(features.shortcuts.length).toBeLessThanOrEqual(10);
    for (const shortcut of features.shortcuts) {
      expect(shortcut.name.length).toBeLessThanOrEqual(24);
      expect(shortcut.description.length).toBeLessThanOrEqual(150);
      expect(shortcut.callback_id.length).toBeLessThanOrEqual(255);
      expect(['message', 'global']).toContain(shortcut.type);
    }
    expect(features.unfurl_domains.length).toBeLessThanOrEqual(5);
    for (const domain of features.unfurl_domains) expect(domain).toMatch(/^[a-z0-9.-]+\.[a-z]+$/u);
    expect(settings.event_subscriptions.bot_events.length).toBeLessThanOrEqual(100);
    expect(oauth.scopes.bot.length).toBeLessThanOrEqual(255);
  });

  it('asks for the scopes of everything in it, and for none twice', () => {
    const needed = ['chat:write', 'commands', ...Object.values(events).flat()];
    for (const scope of needed) expect(oauth.scopes.bot).toContain(scope);
    expect(new Set(oauth.scopes.bot).size).toBe(oauth.scopes.bot.length);
  });

  it('has a home tab, messages that people can write, and buttons that work', () => {
    expect(features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    expect(settings.interactivity.is_enabled).toBe(true);
  });
});

it('names one address for everything over HTTP, and none by Socket Mode', () => {
  const url = 'https://papers.example.org/slack/events';
  const over = slackManifest(http);
  expect(over.settings).toMatchObject({
    socket_mode_enabled: false,
    event_subscriptions: { request_url: url },
    interactivity: { request_url: url },
  });
  expect(over.features.slash_commands).toMatchObject([{ url }]);
  expect(JSON.stringify(slackManifest())).not.toMatch(/"(?:request_)?url"/u);
  expect(slackManifest().settings.socket_mode_enabled).toBe(true);
});

/** A Slack that is configured as the manifest says, and nothing else. */
async function installed(way: 'socket' | 'http') {
  const { oauth_config: oauth, settings, features } = slackManifest();
  world = await openSlack(way, undefined, {
    server: {
      workspace: { scopes: oauth.scopes.bot },
      botEvents: settings.event_subscriptions.bot_events,
      unfurlDomains: features.unfurl_domains,
    },
  });
  await world.start();
  return { ...world, features };
}

describe('what the manifest names', () => {
  it.each(['socket', 'http'] as const)('is all answered over %s, with no more scopes than it asks for', async (way) => {
    const { server, ada, lab, heard, features, lines, platform } = await installed(way);
    for (const { command } of features.slash_commands) {
      expect(await ada.command(command, `by ${command}`, lab.id)).toMatchObject({ acknowledged: true });
    }
    const { message } = await ada.say(lab.id, 'words');
    for (const { callback_id: id, type } of features.shortcuts) {
      const pressed = type === 'global' ? ada.shortcut(id) : ada.messageShortcut(id, message);
      expect(await pressed).toMatchObject({ acknowledged: true });
    }
    await server.until(() => server.modal(ada.id), 'the search');
    await ada.openHome();
    await ada.direct('directly');
    const asked = await ada.mention(lab.id, 'mentioned');
    await server.until(() => heard.some(({ text }) => text === 'mentioned'), 'the mention');
    await ada.say(lab.id, 'in the thread', asked.message.ts);
    const group = server.addChannel({ name: 'mpdm-ada-1', kind: 'mpim', members: [ada.id] });
    await ada.mention(group.id, 'in a group');
    for (const domain of features.unfurl_domains) await ada.compose(lab.id, [`https://${domain}/papers/2401.01234`]);
    const links = features.unfurl_domains.map((domain) => `glance https://${domain}/papers/2401.01234`);
    const texts = ['by /papers', 'related words', 'home', 'directly', 'mentioned', 'in the thread', 'in a group'];
    await server.until(() => heard.length === texts.length + links.length, 'everything');
    expect(heard.map(({ text }) => text).toSorted()).toEqual([...texts, ...links].toSorted());
    await platform.stop();
    expect(lines.filter(({ fields }) => fields['error'] !== undefined)).toEqual([]);
    expect(server.calls().filter(({ answer }) => answer?.['ok'] === false)).toEqual([]);
  });

  it('is exactly what has a handler', () => {
    const { features, settings, oauth_config: oauth } = slackManifest();
    expect(features.slash_commands.map(({ command }) => command)).toEqual(Object.keys(slashCommands));
    expect(features.shortcuts.map(({ callback_id: id }) => id)).toEqual(Object.keys(shortcuts));
    expect(settings.event_subscriptions.bot_events).toEqual(Object.keys(events).toSorted());
    expect(oauth.scopes.bot).toEqual(botScopes);
  });
});
