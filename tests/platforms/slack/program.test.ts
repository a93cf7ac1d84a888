import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { paperboy, startPaperboy, temporaryHome } from '../../support/program.ts';
import type { Running } from '../../support/program.ts';
import { createSlackServer } from '../../support/slack-server.ts';
import type { SlackServer } from '../../support/slack-server.ts';

/** Each test starts whole processes, on machines that may have other work. */
vi.setConfig({ testTimeout: 60_000 });

let home = '';
let remove = (): Promise<void> => Promise.resolve();
let server: SlackServer;
let running: Running | null = null;
beforeEach(async () => {
  ({ path: home, remove } = await temporaryHome());
  server = await createSlackServer();
});
afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.ended;
  running = null;
  await server.stop();
  await remove();
});

const everything = 60_000;

/** A port that nobody listens on just now. */
async function freePort(): Promise<number> {
  const other = await createSlackServer();
  const port = Number(new URL(other.apiUrl).port);
  await other.stop();
  return port;
}

describe('the program, configured for Slack alone', () => {
  it('connects by Socket Mode, answers, and ends in order', async () => {
    const ada = server.addUser({ name: 'ada' });
    const lab = server.addChannel({ name: 'lab', members: [ada.id] });
    running = startPaperboy(home, [], {
      SLACK_BOT_TOKEN: server.workspace.botToken,
      SLACK_APP_TOKEN: server.app.appToken,
      SLACK_API_URL: server.apiUrl,
    });
    await server.until(() => server.socketMode.opened() > 0, 'a connection', everything);
    await server.person(ada.id).command('/papers', 'weight decay', lab.id);
    const title = 'Why Do We Need Weight Decay in Modern Deep Learning?';
    const shown = () => server.messages(lab.id, ada.id).some(({ text }) => text.includes(title));
    await server.until(shown, 'an answer', everything);
    running.child.kill('SIGTERM');
    expect(await running.ended).toEqual({ status: 0, signal: null });
    expect(running.errors()).not.toContain(server.workspace.botToken);
    expect(running.errors()).not.toContain('weight decay');
  });

  it('listens over HTTP at the port that it was given', async () => {
    const port = await freePort();
    const ada = server.addUser({ name: 'ada' });
    const lab = server.addChannel({ name: 'lab', members: [ada.id] });
    running = startPaperboy(home, [], {
      SLACK_BOT_TOKEN: server.workspace.botToken,
      SLACK_SIGNING_SECRET: server.app.signingSecret,
      SLACK_API_URL: server.apiUrl,
      PORT: String(port),
    });
    await vi.waitFor(() => expect(running?.errors()).toContain('platform-started'), { timeout: everything });
    const url = `http://127.0.0.1:${port}/slack/events`;
    expect(await server.verifyUrl(url)).toBe(true);
    server.deliverTo({ url });
    expect(await server.person(ada.id).command('/papers', 'weight decay', lab.id)).toMatchObject({
      acknowledged: true,
    });
    await server.until(() => server.messages(lab.id, ada.id).length > 0, 'an answer', everything);
  });

  it('ends with one line and status 1 when its token is refused', async () => {
    const { status, errors } = await paperboy(home, [], {
      env: { SLACK_BOT_TOKEN: 'xoxb-none', SLACK_APP_TOKEN: server.app.appToken, SLACK_API_URL: server.apiUrl },
    });
    expect(status).toBe(1);
    const told = errors
      .trimEnd()
      .split('\n')
      .filter((line) => !line.startsWith('{'));
    expect(told).toEqual([expect.stringMatching(/^paperboy: slack could not start: Slack refuses SLACK_BOT_TOKEN/u)]);
    expect(errors).not.toContain('xoxb-none');
    expect(errors).not.toContain('    at ');
  });

  it('keeps the subscriptions of its file: what leaves it rests, what comes back posts again', async () => {
    const ada = server.addUser({ name: 'ada' });
    const lab = server.addChannel({ name: 'lab', members: [ada.id] });
    const env = {
      SLACK_BOT_TOKEN: server.workspace.botToken,
      SLACK_APP_TOKEN: server.app.appToken,
      SLACK_API_URL: server.apiUrl,
      PAPERBOY_CONFIG: join(home, 'channels.yaml'),
    };
    const said = (words: string) => server.messages(lab.id, ada.id).filter(({ text }) => text.includes(words)).length;
    const entry = `- slack: ${lab.id}\n  topic: weight decay\n  at: 9:00\n  in: Berlin\n`;
    for (const [entries, sentence, words] of [
      [entry, 'list', 'the file of whoever runs Paperboy'],
      [entry, 'edit 1 diffusion', 'Subscription 1 is kept in a file'],
      ['- slack: "#lab"\n- discord: 112233445566778899\n', 'list', 'It is not in the file of subscriptions any more'],
      [entry, 'next 1', '09:00 (Europe/Berlin)'],
    ] as const) {
      await writeFile(env.PAPERBOY_CONFIG, `channels:\n${entries}`);
      const program = startPaperboy(home, [], env);
      running = program;
      const event = sentence.startsWith('edit') ? 'platform-started' : 'channels.kept';
      await vi.waitFor(() => expect(program.errors()).toContain(event), { timeout: everything });
      const before = said(words);
      await server.person(ada.id).command('/papers', sentence, lab.id);
      await server.until(() => said(words) > before, words, everything);
      program.child.kill('SIGTERM');
      expect(await program.ended).toEqual({ status: 0, signal: null });
      const isWrong = !entries.includes('topic');
      expect(program.errors().includes('"channels.unknown"')).toBe(isWrong);
      expect(program.errors().includes('"channels.no-platform"')).toBe(isWrong);
    }
    await writeFile(env.PAPERBOY_CONFIG, 'channels:\n- slack: C1\n  at: 25:00\n');
    const { status, errors } = await paperboy(home, [], { env });
    expect(status).toBe(1);
    expect(errors).toMatch(/^paperboy: \S+channels\.yaml:3:7: Channel 1 of the list: under “at:”: “25:00” is not/u);
  });

  it('waits for a network that is not there yet', async () => {
    const port = await freePort();
    running = startPaperboy(home, [], {
      SLACK_BOT_TOKEN: 'xoxb-none',
      SLACK_APP_TOKEN: 'xapp-none',
      SLACK_API_URL: `http://127.0.0.1:${port}/api/`,
    });
    await vi.waitFor(() => expect(running?.errors()).toContain('platform-waits'), { timeout: everything });
    expect(running.errors()).toContain('Slack cannot be reached');
    expect(running.errors()).not.toMatch(/slack\.library|\n {4}at /u);
    running.child.kill('SIGTERM');
    expect(await running.ended).toEqual({ status: 0, signal: null });
  });

  it('names every setting that is wrong, and none of their values', async () => {
    const { status, errors } = await paperboy(home, [], {
      env: { SLACK_APP_TOKEN: 'hunter2', PORT: 'eighty', PAPERBOY_ADMINS: 'ada' },
    });
    expect(status).toBe(1);
    for (const name of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'PORT', 'PAPERBOY_ADMINS'])
      expect(errors).toContain(name);
    expect(errors).not.toMatch(/hunter2|eighty|ada\b/u);
  });
});

it('prints the manifest of the app', async () => {
  const socket = await paperboy(home, ['slack', 'manifest']);
  expect(JSON.parse(socket.output)).toMatchObject({ settings: { socket_mode_enabled: true } });
  const http = await paperboy(home, ['slack', 'manifest', '--http', 'https://papers.example.org']);
  expect(JSON.parse(http.output)).toMatchObject({
    settings: { interactivity: { request_url: 'https://papers.example.org/slack/events' } },
  });
});
