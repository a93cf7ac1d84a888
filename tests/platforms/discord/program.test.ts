import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDiscordServer } from '../../support/discord-server.ts';
import type { DiscordServer } from '../../support/discord-server.ts';
import { paperboy, startPaperboy, temporaryHome } from '../../support/program.ts';
import type { Running } from '../../support/program.ts';
import { createSlackServer } from '../../support/slack-server.ts';

/** Each test starts whole processes, on machines that may have other work. */
vi.setConfig({ testTimeout: 60_000 });

let home = '';
let remove = (): Promise<void> => Promise.resolve();
let server: DiscordServer;
let running: Running | null = null;
beforeEach(async () => {
  ({ path: home, remove } = await temporaryHome());
  server = await createDiscordServer({ deadlineMs: 30_000 });
});
afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.ended;
  running = null;
  await server.stop();
  await remove();
});

const everything = 60_000;
const title = 'Why Do We Need Weight Decay in Modern Deep Learning?';

/** An address at which nobody listens just now. */
async function closedUrl(): Promise<string> {
  const other = await createDiscordServer();
  await other.stop();
  return other.apiUrl;
}

function settings(more: Readonly<Record<string, string>> = {}) {
  return { DISCORD_TOKEN: server.token, DISCORD_API_URL: server.apiUrl, ...more };
}

async function endsInOrder(program: Running): Promise<void> {
  program.child.kill('SIGTERM');
  expect(await program.ended).toEqual({ status: 0, signal: null });
}

describe('the program, configured for Discord alone', () => {
  it('needs a token and nothing else: it connects, registers, answers, and ends in order', async () => {
    const lab = server.addChannel({ name: 'lab' });
    const ada = server.person(server.addUser({ name: 'ada' }));
    running = startPaperboy(home, [], settings());
    await server.until(() => server.commands().length === 2, 'the commands', everything);
    await server.gateway.ready();
    const done = await ada.command(lab, 'papers search', { query: 'weight decay' });
    await server.until(() => done.message()?.embeds[0], 'an answer', everything);
    expect(JSON.stringify(done.message())).toContain(title);
    await endsInOrder(running);
    expect(server.gateway.ends).toEqual([{ connection: 1, code: 1000 }]);
    expect(running.errors()).not.toContain(server.token);
    expect(running.errors()).not.toContain('weight decay');
  });

  it('knows the buttons of its earlier life', async () => {
    const lab = server.addChannel({ name: 'lab' });
    const ada = server.person(server.addUser({ name: 'ada' }));
    running = startPaperboy(home, [], settings());
    await server.until(() => server.commands().length === 2, 'the commands', everything);
    await server.gateway.ready();
    // Too long for a button, so that it has to be kept.
    const query = `weight OR decay ${'OR learning '.repeat(12)}`;
    const before = await ada.command(lab, 'papers search', { query });
    const list = await server.until(() => before.message(), 'an answer', everything);
    expect(JSON.stringify(list.components)).toMatch(/"says\.\d+#[\w-]+"/u);
    await endsInOrder(running);
    running = startPaperboy(home, [], settings());
    await server.until(() => server.gateway.sessions().length === 2, 'a second session', everything);
    await server.gateway.ready();
    await ada.press(list, 'Share');
    const shared = () => server.messages(lab).some(({ content }) => content.includes('weight'));
    expect(await server.until(shared, 'the answer for all', everything)).toBe(true);
  });

  it('ends with one line and status 1 when its token is refused', async () => {
    const { status, errors } = await paperboy(home, [], { env: settings({ DISCORD_TOKEN: 'MTIz.hush.hush' }) });
    expect(status).toBe(1);
    const told = errors
      .trimEnd()
      .split('\n')
      .filter((line) => !line.startsWith('{'));
    expect(told).toEqual([expect.stringMatching(/^paperboy: discord could not start: Discord refuses DISCORD_TOKEN/u)]);
    expect(errors).not.toContain('hush');
    expect(errors).not.toContain('    at ');
  });

  it('waits for a network that is not there yet', async () => {
    running = startPaperboy(home, [], settings({ DISCORD_API_URL: await closedUrl() }));
    await vi.waitFor(() => expect(running?.errors()).toContain('platform-waits'), { timeout: everything });
    expect(running.errors()).toContain('Discord cannot be reached');
    await endsInOrder(running);
  });

  it('names every setting that is wrong, and none of their values', async () => {
    const { status, errors } = await paperboy(home, [], {
      env: { DISCORD_TOKEN: 'hunter2', DISCORD_API_URL: 'nowhere', DISCORD_GUILD_ID: 'home' },
    });
    expect(status).toBe(1);
    for (const name of ['DISCORD_TOKEN', 'DISCORD_API_URL', 'DISCORD_GUILD_ID']) expect(errors).toContain(name);
    expect(errors).not.toMatch(/hunter2|nowhere|\bhome\b/u);
  });
});

it('keeps Slack running when Discord refuses its token', async () => {
  const slack = await createSlackServer();
  try {
    running = startPaperboy(home, [], {
      ...settings({ DISCORD_TOKEN: 'MTIz.hush.hush' }),
      SLACK_BOT_TOKEN: slack.workspace.botToken,
      SLACK_APP_TOKEN: slack.app.appToken,
      SLACK_API_URL: slack.apiUrl,
    });
    await slack.until(() => slack.socketMode.opened() > 0, 'a connection', everything);
    await vi.waitFor(() => expect(running?.errors()).toContain('platform-failed'), { timeout: everything });
    expect(running.errors()).toContain('Discord refuses DISCORD_TOKEN');
    await endsInOrder(running);
  } finally {
    await slack.stop();
  }
});

describe('paperboy discord invite', () => {
  it('prints the link for the app of the token', async () => {
    const { status, output } = await paperboy(home, ['discord', 'invite'], { env: settings() });
    expect(status).toBe(0);
    const link = new URL(output.trim());
    expect(link.origin + link.pathname).toBe('https://discord.com/oauth2/authorize');
    expect(link.searchParams.get('client_id')).toBe(server.app.id);
    expect(link.searchParams.get('scope')).toBe('bot applications.commands');
  });

  it('takes the app from the token where Discord cannot be reached', async () => {
    const env = { DISCORD_TOKEN: `${btoa('210987654321098765')}.x.y`, DISCORD_API_URL: await closedUrl() };
    const { status, output } = await paperboy(home, ['discord', 'invite'], { env });
    expect([status, new URL(output.trim()).searchParams.get('client_id')]).toEqual([0, '210987654321098765']);
  });

  it.each([
    [{}, /^paperboy: wrong settings: DISCORD_TOKEN is missing: [^\n]+\n$/u],
    [{ DISCORD_TOKEN: 'hush' }, /^paperboy: wrong settings: DISCORD_TOKEN must be [^\n]+\n$/u],
    [{ DISCORD_TOKEN: 'MTIz.hush.hush' }, /^paperboy: Discord refuses DISCORD_TOKEN \(401\): [^\n]+\n$/u],
  ])('without a token that works says so in one line: %j', async (given, expected) => {
    const { status, output, errors } = await paperboy(home, ['discord', 'invite'], {
      env: { DISCORD_API_URL: server.apiUrl, ...given },
    });
    expect([status, output]).toEqual([1, '']);
    expect(errors).toMatch(expected);
  });
});
