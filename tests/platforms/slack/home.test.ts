import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedPapers, startService } from '../../flows/service.ts';
import type { Service } from '../../flows/service.ts';
import { fieldsOf, listOf } from '../../support/fields.ts';
import { usualScopes } from '../../support/slack/settle.ts';
import { button, openWhole } from './whole-world.ts';
import type { WholeOptions, WholeWorld } from './whole-world.ts';

/* The subscriptions of the home tab: whose they are to see, and to change. */

let service: Service;
let world: WholeWorld | null = null;
beforeEach(async () => {
  service = await startService(await seedPapers());
});
afterEach(async () => {
  await world?.end();
  world = null;
  await service.close();
});

const minute = 60_000;

describe.each(['socket', 'http'] as const)('over %s', (way) => {
  /** Ada, who looks, and Grace, who subscribes in channels where Ada is or is not. */
  async function open(options: Omit<WholeOptions, 'way'> = {}) {
    world = await openWhole(service, { ...options, way });
    const opened = world;
    const { server, ada } = opened;
    const grace = server.addUser({ name: 'grace' });
    const home = () => server.home(ada.id)?.body ?? {};
    const blocks = () => listOf(home()['blocks']);
    return {
      ...opened,
      grace: server.person(grace.id),
      blocks,
      shown: () => JSON.stringify(home()),
      subscribe: async (channel: string, topic: string) => {
        await server.person(grace.id).command('/papers', `subscribe ${topic} at 9:00`, channel);
        await server.until(
          () =>
            server.messages(channel, grace.id).some(({ text }) => text.includes('Subscribed') && text.includes(topic)),
          'the subscription',
        );
      },
      /** Opens the home tab and waits until it was drawn anew. */
      look: async () => {
        const before = server.calls('views.publish').length;
        await ada.openHome();
        await server.until(() => server.calls('views.publish').length > before, 'the home tab');
      },
    };
  }

  it('shows what is in public channels, and in those that the person is in', async () => {
    const { server, ada, grace, subscribe, look, shown } = await open();
    const everyones = server.addChannel({ name: 'open', members: [grace.id] });
    const secret = server.addChannel({ name: 'secret', kind: 'private', members: [grace.id, ada.id] });
    const hidden = server.addChannel({ name: 'hidden', kind: 'private', members: [grace.id] });
    const group = server.addChannel({ name: 'mpdm-ada--grace-1', kind: 'mpim', members: [grace.id, ada.id] });
    await subscribe(everyones.id, 'quantization');
    await subscribe(secret.id, 'pruning');
    await subscribe(hidden.id, 'distillation');
    await subscribe(group.id, 'robotics');
    await look();
    for (const text of ['quantization', 'pruning', 'robotics', everyones.id, secret.id])
      expect(shown()).toContain(text);
    expect(shown()).not.toContain('distillation');
    expect(shown()).not.toContain(hidden.id);
    await look();
    expect(server.calls('conversations.members')).toEqual([]);
    expect(server.calls('users.conversations')).toHaveLength(2);
  });

  it('shows nobody what somebody else has in a direct conversation', async () => {
    const { server, grace, look, shown } = await open();
    await grace.direct('subscribe diffusion at 9:00');
    const { id } = server.directChannel(grace.id);
    await server.until(() => server.messages(id).some(({ text }) => text.includes('Subscribed')), 'the subscription');
    await look();
    expect(shown()).not.toContain('diffusion');
    expect(shown()).not.toContain(id);
  });

  it('no longer shows what somebody was taken out of, within a minute', async () => {
    const { server, ada, grace, subscribe, look, shown, pass, slack } = await open();
    const inner = server.addChannel({ name: 'inner', kind: 'private', members: [ada.id, grace.id] });
    await subscribe(inner.id, 'quantization');
    await look();
    expect(shown()).toContain('quantization');
    const place = { platform: 'slack', workspace: server.workspace.id, channel: inner.id, thread: null };
    const person = { platform: 'slack', workspace: server.workspace.id, id: ada.id };
    expect(await slack.sees(person, place)).toBe(true);
    inner.members.delete(ada.id);
    pass(minute);
    await look();
    expect(shown()).not.toContain('quantization');
    expect(await slack.sees(person, place)).toBe(false);
    const before = await service.store.subscriptions.all();
    await ada.direct(`there slack/${server.workspace.id}/${inner.id}/ unsubscribe 1`);
    const direct = server.directChannel(ada.id).id;
    await server.until(() => server.messages(direct).some(({ text }) => text.includes('You cannot see that')), 'a no');
    expect(await service.store.subscriptions.all()).toEqual(before);
  });

  it('lets nobody read or end what they were taken out of a moment ago', async () => {
    const { server, ada, grace, lab, subscribe, look, shown } = await open();
    const inner = server.addChannel({ name: 'inner', kind: 'private', members: [ada.id, grace.id] });
    await subscribe(inner.id, 'quantization');
    await look();
    expect(shown()).toContain('quantization');
    inner.members.delete(ada.id);
    const before = await service.store.subscriptions.all();
    for (const [count, sentence] of ['list', 'unsubscribe 1'].entries()) {
      await ada.command('/papers', `there slack/${server.workspace.id}/${inner.id}/ ${sentence}`, lab.id);
      await server.until(() => server.messages(lab.id, ada.id).length > count, 'an answer');
    }
    for (const { text } of server.messages(lab.id, ada.id)) expect(text).toContain('You cannot see that');
    expect(await service.store.subscriptions.all()).toEqual(before);
  });

  it('takes no form for a place that its sender was taken out of a moment ago', async () => {
    const { server, ada, grace, lab, subscribe, seen } = await open();
    const inner = server.addChannel({ name: 'inner', kind: 'private', members: [ada.id, grace.id] });
    await subscribe(inner.id, 'quantization');
    const message = await seen('Subscribed', inner.id);
    await ada.press({ message }, button(message.blocks, 'Edit'));
    const first = await server.until(() => server.modal(ada.id), 'a form');
    await ada.close(first);
    inner.members.delete(ada.id);
    await ada.command('/papers', 'subscribe', lab.id);
    const form = await server.until(() => server.modal(ada.id), 'the form');
    const refused = await ada.submit(form, { where: { 'where:chosen': { selected_conversation: inner.id } } });
    expect(refused.payload).toMatchObject({ response_action: 'errors' });
    expect(await service.store.subscriptions.all()).toHaveLength(1);
  });

  it('shows a guest of the public channels only those that the guest is in', async () => {
    const { server, grace, lab, subscribe } = await open();
    const guest = server.addUser({ name: 'guest', isGuest: true });
    const everyones = server.addChannel({ name: 'open', members: [grace.id, guest.id] });
    await subscribe(lab.id, 'quantization');
    await subscribe(everyones.id, 'pruning');
    await server.person(guest.id).openHome();
    const home = await server.until(() => server.home(guest.id), 'the home tab');
    expect(JSON.stringify(home.body)).toContain('pruning');
    expect(JSON.stringify(home.body)).not.toContain('quantization');
  });

  it('shows at once what was subscribed in a channel that is a moment old', async () => {
    const { server, ada, lab, look, shown, subscribe } = await open();
    await subscribe(lab.id, 'pruning');
    await look();
    const fresh = server.addChannel({ name: 'fresh', kind: 'private', members: [ada.id] });
    await ada.command('/papers', 'subscribe quantization at 9:00', fresh.id);
    await server.until(() => shown().includes('quantization'), 'the home tab again');
    expect(shown()).toContain(fresh.id);
  });

  it('has buttons for what the person may change: the form, the change, and the word to the channel', async () => {
    const { server, ada, grace, lab, subscribe, look, shown, blocks, seen, problems } = await open();
    await subscribe(lab.id, 'quantization');
    await look();
    const view = server.home(ada.id)!;
    await ada.press({ view }, button(blocks(), 'Edit 1'));
    const form = await server.until(() => server.modal(ada.id), 'the form');
    const before = server.messages(server.directChannel(ada.id).id).length;
    await ada.submit(form, { 'field:topic': { 'field:changed': { value: 'graph learning' } } });
    expect(await seen('Subscription 1 is changed')).toMatchObject({ channel: lab.id, onlyFor: null });
    await server.until(() => shown().includes('graph learning'), 'the home tab again');
    expect(await service.store.subscriptions.all()).toMatchObject([
      { number: 1, query: 'graph learning', place: { channel: lab.id }, createdBy: { id: grace.id } },
    ]);
    expect(server.messages(server.directChannel(ada.id).id)).toHaveLength(before);

    const end = button(blocks(), 'Unsubscribe 1');
    expect(JSON.stringify(blocks())).toContain('End subscription 1?');
    await ada.press({ view: server.home(ada.id)! }, end);
    expect(await seen('Subscription 1 has ended')).toMatchObject({ channel: lab.id, onlyFor: null });
    await server.until(() => !shown().includes('graph learning'), 'the home tab again');
    expect(await service.store.subscriptions.all()).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('shows what was changed by the buttons of its likeness in the messages', async () => {
    const { server, ada, lab, subscribe, look, shown } = await open();
    await subscribe(lab.id, 'quantization');
    await look();
    await ada.direct('home');
    const direct = server.directChannel(ada.id).id;
    const message = await server.until(() => server.messages(direct).find(({ user }) => user !== ada.id), 'the card');
    await ada.press({ message }, button(message.blocks, 'Unsubscribe 1'));
    await server.until(() => !shown().includes('quantization'), 'the home tab again');
    expect(await service.store.subscriptions.all()).toEqual([]);
  });

  it('has none for what the person can only read', async () => {
    const { server, grace, subscribe, look, shown } = await open();
    const everyones = server.addChannel({ name: 'open', members: [grace.id] });
    await subscribe(everyones.id, 'quantization');
    await look();
    expect(shown()).toContain('quantization');
    expect(shown()).not.toContain('Unsubscribe 1');
  });

  it('has them for whoever is named, and for nobody else', async () => {
    const { server, lab, look, shown } = await open({ admins: { everyone: false, ids: new Set(), slackAdmins: true } });
    const root = server.addUser({ name: 'root', isAdmin: true });
    await server.person(root.id).command('/papers', 'subscribe quantization at 9:00', lab.id);
    await server.until(() => server.messages(lab.id).length > 0, 'the subscription');
    await look();
    expect(shown()).toContain('quantization');
    expect(shown()).not.toContain('Unsubscribe 1');
    await server.person(root.id).openHome();
    const home = await server.until(() => server.home(root.id), 'the home tab');
    expect(JSON.stringify(home.body)).toContain('Unsubscribe 1');
  });

  it('shows nothing of elsewhere while Slack does not say what the person may see', async () => {
    const { server, ada, subscribe, look, shown, pass, grace } = await open();
    const inner = server.addChannel({ name: 'inner', kind: 'private', members: [ada.id, grace.id] });
    await subscribe(inner.id, 'quantization');
    server.fault('users.conversations', { kind: 'rate-limited', retryAfter: 30 }, { times: Infinity });
    await look();
    expect(shown()).not.toContain('quantization');
    server.clearFaults();
    pass(minute);
    await look();
    expect(shown()).toContain('quantization');
  });

  it('does with the scopes that the token has', async () => {
    const { server, ada, grace, subscribe, look, shown } = await open({
      scopes: usualScopes.filter((scope) => !scope.startsWith('mpim')),
    });
    const inner = server.addChannel({ name: 'inner', kind: 'private', members: [ada.id, grace.id] });
    await subscribe(inner.id, 'quantization');
    await look();
    expect(shown()).toContain('quantization');
  });
});

it('asks twice for a person in a thousand channels, and draws the tab within its limits', async () => {
  world = await openWhole(service);
  const { server, ada } = world;
  const { store } = service;
  const workspace = server.workspace.id;
  for (let count = 0; count < 1_000; count += 1) {
    const { id } = server.addChannel({
      name: `team-${count}`,
      kind: count % 2 === 0 ? 'private' : 'public',
      members: [ada.id],
    });
    const place = { platform: 'slack', workspace, channel: id, thread: null };
    const wish = {
      query: `topic ${count}`,
      timetable: { at: '09:00', zone: 'UTC', days: [1] },
      top: 1,
      thread: false,
      empty: 'best-unseen',
      from: null,
    } as const;
    await store.subscriptions.add(
      wish,
      place,
      { platform: 'slack', workspace, id: 'U0SOMEBODY' },
      '2026-11-20T00:00:00Z',
    );
  }
  await ada.openHome();
  const home = await server.until(() => server.home(ada.id), 'the home tab');
  const text = JSON.stringify(home.body);
  expect(text).toContain('1000 subscriptions');
  expect(text).toContain('And 975 more');
  expect(listOf(home.body['blocks']).map(fieldsOf).length).toBeLessThanOrEqual(100);
  expect(server.calls('users.conversations').length).toBeLessThanOrEqual(3);
  expect(server.calls('conversations.members')).toEqual([]);
  expect(server.calls('conversations.info')).toEqual([]);
});
