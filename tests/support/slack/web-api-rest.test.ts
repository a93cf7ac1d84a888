import type { ModalView } from '@slack/types';
import { afterEach, describe, expect, it } from 'vitest';
import type { SlackServerOptions } from '../slack-server.ts';
import { createSlackServer } from '../slack-server.ts';
import { post, refusal, webClient } from './bolt-app.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

async function serve(options: SlackServerOptions = {}) {
  const server = await createSlackServer(options);
  endings.push(server.stop);
  const ada = server.addUser({ name: 'ada', tz: 'Asia/Kolkata', isAdmin: true });
  return { server, web: webClient(server), ada, lab: server.addChannel({ name: 'lab', members: [ada.id] }) };
}

describe('people and channels', () => {
  it('tells of a person with the zone in seconds at that instant', async () => {
    const { server, web, ada } = await serve({ now: () => Date.UTC(2026, 10, 24) });
    const { user } = await web.users.info({ user: ada.id });
    expect(user).toMatchObject({ tz: 'Asia/Kolkata', tz_offset: 19_800, is_admin: true, is_bot: false });
    const grace = server.addUser({ name: 'grace', tz: 'America/New_York' });
    expect((await web.users.info({ user: grace.id })).user?.tz_offset).toBe(-18_000);
    expect(await refusal(web.users.info({ user: 'U0' }))).toBe('user_not_found');
    expect((await web.bots.info({ bot: server.workspace.botId })).bot).toMatchObject({
      user_id: server.workspace.botUserId,
    });
    expect(await refusal(web.bots.info({ bot: 'B0' }))).toBe('bot_not_found');
  });

  it('opens a direct conversation once, and lists what the bot can see', async () => {
    const { server, web, ada, lab } = await serve();
    const secret = server.addChannel({ name: 'secret', kind: 'private', members: [ada.id] });
    server.addChannel({ name: 'hidden', kind: 'private', withBot: false });
    const direct = (await web.conversations.open({ users: ada.id })).channel?.id;
    expect((await web.conversations.open({ users: ada.id })).channel?.id).toBe(direct);
    expect(await refusal(web.conversations.open({ users: 'U0' }))).toBe('user_not_found');
    expect(await refusal(web.conversations.open({ users: server.workspace.botUserId }))).toBe('cannot_dm_bot');
    const listed = await web.conversations.list({ types: 'public_channel,private_channel,im' });
    expect(listed.channels?.map((each) => each.id)).toEqual([lab.id, secret.id, direct]);
    expect((await web.conversations.info({ channel: lab.id, include_num_members: true })).channel).toMatchObject({
      name: 'lab',
      num_members: 2,
    });
    expect((await web.conversations.members({ channel: lab.id })).members).toEqual([
      ada.id,
      server.workspace.botUserId,
    ]);
  });

  it('lists the channels of a person: those that are not public only where the bot is in them too', async () => {
    const { server, web, ada, lab } = await serve();
    const grace = server.addUser({ name: 'grace', isGuest: true });
    const far = server.addChannel({ name: 'far', members: [ada.id], withBot: false });
    const secret = server.addChannel({ name: 'secret', kind: 'private', members: [ada.id] });
    server.addChannel({ name: 'hidden', kind: 'private', members: [ada.id], withBot: false });
    const group = server.addChannel({ name: 'mpdm-ada--grace-1', kind: 'mpim', members: [ada.id, grace.id] });
    const types = 'public_channel,private_channel,mpim';
    const idsOf = async (given: { readonly user?: string; readonly limit?: number }) =>
      (await web.users.conversations({ types, ...given })).channels?.map((each) => each.id);
    expect(await idsOf({ user: ada.id })).toEqual([lab.id, far.id, secret.id, group.id]);
    expect(await idsOf({ user: ada.id, limit: 1 })).toEqual([lab.id]);
    expect(await idsOf({ user: grace.id })).toEqual([group.id]);
    expect(await idsOf({})).toEqual([lab.id, secret.id, group.id]);
    expect(await refusal(web.users.conversations({ user: 'U0' }))).toBe('user_not_found');
    expect((await web.users.info({ user: grace.id })).user?.is_restricted).toBe(true);
  });

  it('tells of what is said in a group direct message as of any message, also where the bot is mentioned', async () => {
    const { server, ada } = await serve();
    const group = server.addChannel({ name: 'mpdm-ada-1', kind: 'mpim', members: [ada.id] });
    const { events } = await server.person(ada.id).mention(group.id, 'graphs');
    expect(events.map(({ delivery }) => delivery.payload['event'])).toMatchObject([
      { type: 'message', channel: group.id, channel_type: 'mpim' },
    ]);
  });

  it('asks for the scope of that kind of channel', async () => {
    const { server, web, lab, ada } = await serve({ workspace: { scopes: ['channels:read', 'im:write'] } });
    const secret = server.addChannel({ name: 'secret', kind: 'private', members: [ada.id] });
    expect(await web.conversations.info({ channel: lab.id })).toMatchObject({ ok: true });
    await expect(web.conversations.info({ channel: secret.id })).rejects.toMatchObject({
      data: { needed: 'groups:read' },
    });
    await expect(web.conversations.history({ channel: lab.id })).rejects.toMatchObject({
      data: { needed: 'channels:history' },
    });
    await expect(web.conversations.list({ types: 'im' })).rejects.toMatchObject({ data: { needed: 'im:read' } });
  });

  it('reacts once', async () => {
    const { web, lab } = await serve();
    const { ts } = await post(web, { channel: lab.id, text: 'hello' });
    await web.reactions.add({ channel: lab.id, timestamp: ts!, name: 'eyes' });
    expect(await refusal(web.reactions.add({ channel: lab.id, timestamp: ts!, name: 'eyes' }))).toBe('already_reacted');
    expect(await refusal(web.reactions.add({ channel: lab.id, timestamp: ts!, name: ':eyes:' }))).toBe('invalid_name');
    const { messages } = await web.conversations.history({ channel: lab.id });
    expect(messages?.[0]?.reactions).toMatchObject([{ name: 'eyes', count: 1 }]);
  });

  it('exchanges a code once', async () => {
    const { server, ada } = await serve();
    const code = server.addOauthCode({ teamId: server.workspace.id, userId: ada.id, scopes: ['commands'] });
    const { clientId: client_id, clientSecret: client_secret } = server.app;
    const exchange = (more = {}) => webClient(server, '').oauth.v2.access({ client_id, client_secret, code, ...more });
    expect(await refusal(exchange({ client_secret: 'no' }))).toBe('bad_client_secret');
    expect(await refusal(exchange({ code: 'no' }))).toBe('invalid_code');
    expect(await exchange()).toMatchObject({
      access_token: server.workspace.botToken,
      scope: 'commands',
      team: { id: server.workspace.id },
    });
    expect(await refusal(exchange())).toBe('code_already_used');
  });
});

const modal = (title: string): ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: title },
  blocks: [{ type: 'divider' }],
});

const button = {
  type: 'actions' as const,
  elements: [{ type: 'button' as const, action_id: 'go', text: { type: 'plain_text' as const, text: 'Go' } }],
};

/** A trigger as an interaction carries it: nobody is connected, so it is not delivered. */
async function trigger(options: SlackServerOptions = {}) {
  const met = await serve(options);
  const pressed = await met.server.person(met.ada.id).shortcut('search');
  return { ...met, trigger_id: pressed.delivery.triggerId! };
}

describe('views', () => {
  it('exchanges a trigger once and within three seconds', async () => {
    let time = 1_800_000_000_000;
    const { web, trigger_id, server, ada } = await trigger({ now: () => time });
    expect(await refusal(web.views.open({ trigger_id: '1.2.x', view: modal('A') }))).toBe('invalid_trigger_id');
    expect(await refusal(web.views.open({ trigger_id, view: modal('A title that is too long.') }))).toBe(
      'invalid_arguments',
    );
    await web.views.open({ trigger_id, view: modal('A') });
    expect(await refusal(web.views.open({ trigger_id, view: modal('A') }))).toBe('exchanged_trigger_id');
    const late = (await server.person(ada.id).shortcut('search')).delivery.triggerId!;
    time += 3_001;
    expect(await refusal(web.views.open({ trigger_id: late, view: modal('A') }))).toBe('expired_trigger_id');
  });

  it('stacks three views and keeps a hash', async () => {
    const { web, trigger_id, server, ada } = await trigger();
    const { view } = await web.views.open({ trigger_id, view: { ...modal('A'), blocks: [button] } });
    const deeper = async () => {
      const top = server.modal(ada.id)!;
      const pressed = await server.person(ada.id).press({ view: top }, 'go');
      return web.views.push({ trigger_id: pressed.delivery.triggerId!, view: { ...modal('B'), blocks: [button] } });
    };
    await deeper();
    await deeper();
    expect(await refusal(deeper())).toBe('push_limit_reached');
    const old = view!.hash!;
    await web.views.update({ view_id: view!.id!, hash: old, view: modal('C') });
    expect(await refusal(web.views.update({ view_id: view!.id!, hash: old, view: modal('D') }))).toBe('hash_conflict');
    expect(await refusal(web.views.update({ view_id: 'V0', view: modal('D') }))).toBe('not_found');
  });

  it('publishes a home view for a person of the workspace', async () => {
    const { server, web, ada } = await serve();
    await web.views.publish({ user_id: ada.id, view: { type: 'home', blocks: [{ type: 'divider' }] } });
    expect(server.home(ada.id)?.body).toMatchObject({ type: 'home' });
    expect(await refusal(web.views.publish({ user_id: 'U0', view: { type: 'home', blocks: [] } }))).toBe(
      'user_not_found',
    );
    expect(await refusal(web.views.publish({ user_id: ada.id, hash: 'old', view: { type: 'home', blocks: [] } }))).toBe(
      'hash_conflict',
    );
    expect(await refusal(web.apiCall('views.publish', { user_id: ada.id, view: modal('A') }))).toBe(
      'invalid_arguments',
    );
  });
});
