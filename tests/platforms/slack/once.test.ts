import { afterEach, describe, expect, it } from 'vitest';
import { createSlack } from '../../../src/platforms/slack/index.ts';
import { openSlack, quick, settingsFor } from './slack-world.ts';
import type { Script, SlackWorld } from './slack-world.ts';

let world: SlackWorld | null = null;
afterEach(async () => {
  await world?.end();
  world = null;
});

async function open(way: 'socket' | 'http', script?: Script): Promise<SlackWorld> {
  world = await openSlack(way, script);
  await world.start();
  return world;
}

describe.each(['socket', 'http'] as const)('over %s', (way) => {
  it('what Slack brings again is acknowledged again, and answered once', async () => {
    const { ada, lab, server, heard, platform } = await open(way);
    const mention = await ada.mention(lab.id, 'graphs');
    const command = await ada.command('/papers', 'trees', lab.id);
    const direct = await ada.direct('forests');
    await server.until(() => heard.length === 3, 'three requests');
    const again = [...mention.events, command, ...direct.events].map(({ delivery }) =>
      server.retry(delivery, 'timeout'),
    );
    expect((await Promise.all(again)).every(({ acknowledged }) => acknowledged)).toBe(true);
    await platform.stop();
    expect(heard.map(({ text }) => text).toSorted()).toEqual(['forests', 'graphs', 'trees']);
  });

  it('what was answered before a restart is not answered again, and what was not is', async () => {
    const { ada, lab, server, heard, platform, handlers } = await open(way, ({ text }) => ({
      card: { title: { text: `You said ${text}` }, blocks: [] },
      share: text,
    }));
    const mention = await ada.mention(lab.id, 'graphs');
    const direct = await ada.direct('forests');
    const own = server.directChannel(ada.id).id;
    const answers = () => [...server.messages(lab.id), ...server.messages(own)].filter(({ user }) => user !== ada.id);
    await server.until(() => answers().length === 2, 'both answers');
    const lost = await ada.mention(lab.id, 'trees');
    await server.until(() => answers().length === 3, 'the third answer');
    await platform.stop();
    answers().find(({ text }) => text.includes('trees'))!.deleted = true;
    const next = createSlack(settingsFor(server, way), quick);
    try {
      await next.start(handlers);
      const port = next.port();
      if (port !== null) server.deliverTo({ url: `http://127.0.0.1:${port}/slack/events` });
      const again = [...mention.events, ...direct.events, ...lost.events];
      await Promise.all(again.map(({ delivery }) => server.retry(delivery, 'timeout')));
      await server.until(() => answers().length === 3, 'the lost answer');
    } finally {
      await next.stop();
    }
    expect(heard.map(({ text }) => text)).toEqual(['graphs', 'forests', 'trees', 'trees']);
    expect(answers()).toHaveLength(3);
  });

  it('a stop waits for answers that are under way, and nothing is heard after it', async () => {
    const gate = Promise.withResolvers<void>();
    const { ada, lab, heard, platform, server } = await open(way, async ({ text }) => {
      await gate.promise;
      return { card: { title: { text: `You said ${text}` }, blocks: [] } };
    });
    expect(await ada.command('/papers', 'slowly', lab.id)).toMatchObject({ acknowledged: true });
    await server.until(() => heard.length === 1, 'a request');
    const stopped = Promise.all([platform.stop(), platform.stop()]);
    gate.resolve();
    await stopped;
    expect(server.messages(lab.id, ada.id).map(({ text }) => text)).toEqual(['You said slowly']);
    expect(server.socketMode.connections()).toEqual([]);
    expect(platform.port()).toBeNull();
    // Over HTTP it is refused; over Socket Mode it waits for a connection, which never comes.
    const late = ada.command('/papers', 'late', lab.id);
    if (way === 'http') await late;
    expect(server.deliveries.at(-1)?.attempts.some(({ outcome }) => outcome?.acknowledged)).toBe(false);
    expect(heard).toHaveLength(1);
  });

  it('a stop does not wait for ever', async () => {
    const { ada, lab, heard, platform, server } = await open(way, () => new Promise(() => undefined));
    await ada.command('/papers', 'never', lab.id);
    await server.until(() => heard.length === 1, 'a request');
    const began = performance.now();
    await platform.stop();
    expect(performance.now() - began).toBeLessThan(4_000);
    expect(server.socketMode.connections()).toEqual([]);
  });
});

describe('Socket Mode comes back', () => {
  it.each(['warning', 'refresh_requested'] as const)('after %s', async (reason) => {
    const { ada, lab, server, sees } = await open('socket');
    server.socketMode.disconnect(reason);
    await server.socketMode.connected(2);
    await ada.command('/papers', 'graphs', lab.id);
    expect(await sees(lab.id, ada.id, 'You said graphs')).toMatchObject({ onlyFor: ada.id });
    expect(server.socketMode.connections()).toHaveLength(1);
  });

  it('once the link that was disabled is enabled again', async () => {
    const { ada, lab, server, sees, lines } = await open('socket');
    server.socketMode.disconnect('link_disabled');
    await server.until(() => lines.filter(({ event }) => event === 'slack.not-connected').length >= 3, 'refused tries');
    server.socketMode.enable();
    await server.socketMode.connected(2);
    await ada.command('/papers', 'graphs', lab.id);
    expect(await sees(lab.id, ada.id, 'You said graphs')).toMatchObject({ onlyFor: ada.id });
  });

  it('after the network went away, also when asking for a new address fails at first', async () => {
    const { ada, lab, server, sees } = await open('socket');
    server.fault('apps.connections.open', { kind: 'drop' }, { times: 2 });
    server.fault('apps.connections.open', { kind: 'status', status: 503 });
    server.socketMode.connections()[0]?.cut();
    await server.socketMode.connected(2);
    await ada.command('/papers', 'graphs', lab.id);
    expect(await sees(lab.id, ada.id, 'You said graphs')).toMatchObject({ onlyFor: ada.id });
  });

  it('after pongs stayed away', async () => {
    const { server } = await open('socket');
    const first = await server.socketMode.connected();
    server.socketMode.answerPings(false);
    await server.until(() => !first.isOpen(), 'the end of the first connection', 10_000);
    server.socketMode.answerPings(true);
    const last = await server.socketMode.connected(server.socketMode.opened() + 1);
    expect(last.number).toBeGreaterThan(first.number);
  });

  it('after it was one too many', async () => {
    const { server } = await open('socket');
    server.socketMode.disconnect('too_many_websockets');
    expect((await server.socketMode.connected(2)).isOpen()).toBe(true);
  });

  it.each([1000, 1001, 1011, 1012, 4000])('after Slack closed it with %i', async (code) => {
    const { server } = await open('socket');
    const first = await server.socketMode.connected();
    first.close(code);
    expect((await server.socketMode.connected(2)).isOpen()).toBe(true);
    expect(first.isOpen()).toBe(false);
  });

  it('with a new ticket when the first had expired before it was used', async () => {
    const { server, lines } = await open('socket');
    const spent = server.socketMode.openTicket();
    server.socketMode.expireTickets();
    const more = { ok: true, url: spent };
    const fault = server.fault('apps.connections.open', { kind: 'error', error: '', more });
    server.socketMode.connections()[0]?.cut();
    expect((await server.socketMode.connected(2)).isOpen()).toBe(true);
    expect(fault.used()).toBe(1);
    expect(lines.filter(({ event }) => event === 'slack.not-connected')).toHaveLength(1);
  });

  it('when its app token, refused for a while, is accepted again: meanwhile the log names it', async () => {
    const { server, lines, ada, lab, sees } = await open('socket');
    const token = server.world.tokens.get(server.app.appToken)!;
    token.state = 'token_revoked';
    server.socketMode.connections()[0]?.cut();
    const line = await server.until(() => lines.find(({ event }) => event === 'slack.not-connected'), 'a line');
    expect(line).toMatchObject({
      level: 'error',
      fields: { reason: expect.stringMatching(/^Slack refuses SLACK_APP_TOKEN \(token_revoked\): /u) },
    });
    token.state = 'active';
    await server.socketMode.connected(2);
    await ada.command('/papers', 'graphs', lab.id);
    await sees(lab.id, ada.id, 'You said graphs');
  });

  it('not after a stop, whatever was under way', async () => {
    const { server, platform } = await open('socket');
    server.socketMode.connections()[0]?.cut();
    await platform.stop();
    const opened = server.socketMode.opened();
    server.happen.event(server.workspace.id, { type: 'app_mention' }).catch(() => undefined);
    await server.until(() => server.socketMode.connections().length === 0, 'no connection');
    expect(server.socketMode.opened()).toBe(opened);
  });

  it('in the middle of 200 commands, and none is lost or answered twice', async () => {
    const { ada, lab, server, heard, platform } = await open('socket');
    const sent = Array.from({ length: 200 }, (_, index) => ada.command('/papers', `number-${index}.`, lab.id));
    await server.until(() => heard.length >= 40, 'the first of them');
    server.socketMode.connections()[0]?.cut();
    await server.until(() => heard.length >= 120, 'more of them');
    server.socketMode.disconnect('refresh_requested');
    expect((await Promise.all(sent)).every(({ acknowledged }) => acknowledged)).toBe(true);
    await server.until(() => server.messages(lab.id, ada.id).length >= 200, 'all answers', 15_000);
    await platform.stop();
    const texts = server.messages(lab.id, ada.id).map(({ text }) => text);
    expect(new Set(texts).size).toBe(200);
    expect(texts).toHaveLength(200);
    expect(heard).toHaveLength(200);
  });
});
