import { afterEach, describe, expect, it } from 'vitest';
import type { Admins } from '../../../src/platforms/slack/settings.ts';
import { card, everyMember, openSlack } from './slack-world.ts';
import type { SlackWorld } from './slack-world.ts';

let world: SlackWorld | null = null;
afterEach(async () => {
  await world?.end();
  world = null;
});

/** A channel with a post whose button everybody can press who sees it. */
async function open(admins: Admins = everyMember, workspace: { scopes?: readonly string[] } = {}) {
  let time = Date.parse('2026-11-24T12:00:00Z');
  world = await openSlack('socket', ({ text }) => ({ card: card(`You said ${text}`, 'unsubscribe 1') }), {
    settings: { admins },
    server: { workspace },
    parts: { now: () => new Date(time) },
  });
  await world.start();
  const { server, lab, platform } = world;
  const place = { platform: 'slack', workspace: server.workspace.id, channel: lab.id, thread: null };
  await platform.post(place, card('Paper of the day', 'unsubscribe 1'), 'one:2026-11-24');
  const message = server.messages(lab.id)[0]!;
  return { ...world, message, pass: (ms: number) => (time += ms) };
}

async function mayOf({ heard, server }: SlackWorld, count: number) {
  await server.until(() => heard.length === count, 'a request');
  return heard.at(-1)?.mayConfigure;
}

describe('configuring a channel', () => {
  it('is for its members, also when they joined a minute ago', async () => {
    const opened = await open();
    const { server, message, ada, lab, pass } = opened;
    const guest = server.addUser({ name: 'guest' });
    await ada.press({ message }, 'says:1');
    expect(await mayOf(opened, 1)).toBe(true);
    await server.person(guest.id).press({ message }, 'says:1');
    expect(await mayOf(opened, 2)).toBe(false);
    await server.person(guest.id).join(lab.id);
    pass(61_000);
    await server.person(guest.id).press({ message }, 'says:1');
    expect(await mayOf(opened, 3)).toBe(true);
  });

  it('asks Slack once for a channel, however many press', async () => {
    const opened = await open();
    const { server, message, ada, grace } = opened;
    await Promise.all([ada.press({ message }, 'says:1'), grace.press({ message }, 'says:1')]);
    await mayOf(opened, 2);
    expect(server.calls('conversations.members')).toHaveLength(1);
  });

  it('is for those who are named, where they are', async () => {
    const opened = await open({ everyone: false, ids: new Set(), slackAdmins: false });
    await opened.ada.command('/papers', 'subscribe', opened.lab.id);
    expect(await mayOf(opened, 1)).toBe(false);
    await opened.ada.direct('subscribe');
    expect(await mayOf(opened, 2)).toBe(true);
  });

  it('is for nobody else than those who are named, by command or by button', async () => {
    const ids = new Set<string>();
    const opened = await open({ everyone: false, ids, slackAdmins: false });
    const { ada, grace, lab, message } = opened;
    ids.add(ada.id);
    const mays: unknown[] = [];
    for (const act of [
      () => ada.command('/papers', 'subscribe', lab.id),
      () => ada.press({ message }, 'says:1'),
      () => grace.command('/papers', 'subscribe', lab.id),
      () => grace.press({ message }, 'says:1'),
    ]) {
      await act();
      mays.push(await mayOf(opened, mays.length + 1));
    }
    expect(mays).toEqual([true, true, false, false]);
  });

  it('is for the admins of the workspace, where they are named', async () => {
    const opened = await open({ everyone: false, ids: new Set(), slackAdmins: true });
    const { server, lab } = opened;
    const root = server.addUser({ name: 'root', isAdmin: true });
    await opened.ada.command('/papers', 'subscribe', lab.id);
    expect(await mayOf(opened, 1)).toBe(false);
    await server.person(root.id).command('/papers', 'subscribe', lab.id);
    expect(await mayOf(opened, 2)).toBe(true);
  });

  it('is for the members of a very large channel, and nobody reads all of them', async () => {
    const opened = await open();
    const { server, message, lab, heard } = opened;
    for (let count = 0; count < 100_000; count += 1) lab.members.add(`U9${count}`);
    const late = server.addUser({ name: 'late' });
    lab.members.add(late.id);
    const guest = server.addUser({ name: 'guest' });
    const place = { platform: 'slack', workspace: server.workspace.id, channel: lab.id, thread: null };
    for (const [index, [person, may]] of [[late, true] as const, [guest, false] as const].entries()) {
      await server.person(person.id).press({ message }, 'says:1');
      expect(await mayOf(opened, index + 1)).toBe(may);
      expect((await heard.at(-1)?.sees(place))?.mayConfigure).toBe(may);
    }
    expect(server.calls('conversations.members')).toHaveLength(1);
    // One for each person, and one for the bot.
    expect(server.calls('users.conversations')).toHaveLength(3);
  });

  it('is not for whoever presses a button in a very large channel that Slack tells too little of', async () => {
    const opened = await open();
    const { server, message, lab, heard } = opened;
    for (let count = 0; count < 1_000; count += 1) lab.members.add(`U9${count}`);
    lab.members.delete(server.workspace.botUserId);
    const late = server.addUser({ name: 'late' });
    await server.person(late.id).press({ message }, 'says:1');
    expect(await mayOf(opened, 1)).toBe(false);
    expect(heard[0]?.lacks).toContain('Try again in a minute');
    expect(await heard[0]?.sees({ ...heard[0].place })).toBeNull();
  });

  it.each([
    { kind: 'rate-limited', retryAfter: 30 },
    { kind: 'error', error: 'fatal_error' },
    { kind: 'drop' },
    { kind: 'hang' },
  ] as const)('is for nobody who presses while Slack does not say who is in it ($kind)', async (fault) => {
    const opened = await open();
    const { server, message, heard, ada, lab } = opened;
    server.fault('conversations.members', fault, { times: Infinity });
    const guest = server.addUser({ name: 'guest' });
    await server.person(guest.id).press({ message }, 'says:1');
    expect(await mayOf(opened, 1)).toBe(false);
    expect(heard[0]?.lacks).toMatch(/^Slack does not say just now who is in that channel\. Try again in a minute/u);
    await ada.command('/papers', 'unsubscribe 1', lab.id);
    expect(await mayOf(opened, 2)).toBe(true);
  });

  it('is for whoever presses a button in a private channel that the bot is not in', async () => {
    const opened = await open();
    const { server, platform, message, ada } = opened;
    const den = server.addChannel({ name: 'den', kind: 'private', members: [ada.id] });
    const place = { platform: 'slack', workspace: server.workspace.id, channel: den.id, thread: null };
    await platform.post(place, card('Paper of the day', 'unsubscribe 1'), 'two:2026-11-24');
    den.members.delete(server.workspace.botUserId);
    await ada.press({ message: server.messages(den.id)[0] ?? message }, 'says:1');
    expect(await mayOf(opened, 1)).toBe(true);
  });

  it('is not for whoever has left it, and still has a private message of it', async () => {
    const opened = await open();
    const { server, grace, lab, sees } = opened;
    await grace.command('/papers', 'list', lab.id);
    const message = await sees(lab.id, grace.id, 'You said list');
    lab.members.delete(grace.id);
    expect(await mayOf(opened, 1)).toBe(true);
    await grace.press({ message }, 'says:1');
    expect(await mayOf(opened, 2)).toBe(false);
    expect(server.calls('conversations.members')).toHaveLength(1);
  });
});

it('a person is asked for once an hour, and lives in UTC when Slack does not say where', async () => {
  const opened = await open();
  const { server, ada, grace, lab, heard } = opened;
  server.fault('users.info', { kind: 'error', error: 'user_not_found' }, { only: ({ user }) => user === grace.id });
  for (let count = 1; count <= 3; count += 1) {
    await ada.command('/papers', 'graphs', lab.id);
    await mayOf(opened, count);
  }
  await grace.command('/papers', 'graphs', lab.id);
  await mayOf(opened, 4);
  expect(heard.map(({ zone }) => zone)).toEqual(['Asia/Kolkata', 'Asia/Kolkata', 'Asia/Kolkata', 'UTC']);
  expect(server.calls('users.info')).toHaveLength(2);
});

it('an answer does not wait for a Slack that says nothing', async () => {
  const opened = await open();
  const { server, ada, lab, sees } = opened;
  server.fault('users.info', { kind: 'hang' }, { times: Infinity });
  const began = performance.now();
  await ada.command('/papers', 'graphs', lab.id);
  await sees(lab.id, ada.id, 'You said graphs');
  expect(performance.now() - began).toBeLessThan(3_000);
});
