import type { KnownBlock } from '@slack/types';
import { WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { afterEach, describe, expect, it } from 'vitest';
import type { SlackServer, SlackServerOptions } from '../slack-server.ts';
import { createSlackServer } from '../slack-server.ts';
import { post, refusal, webClient } from './bolt-app.ts';
import { fieldsOf, listOf, textOf } from '../fields.ts';
import { usualScopes } from './settle.ts';
import type { Posting } from './world.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

async function serve(options: SlackServerOptions = {}) {
  const server = await createSlackServer(options);
  endings.push(server.stop);
  return { server, web: webClient(server), lab: server.addChannel({ name: 'lab' }) };
}

/** A body that is exactly what the test says, outside the SDK. */
async function raw(
  server: SlackServer,
  method: string,
  body: string,
  headers: Record<string, string>,
): Promise<unknown> {
  const response = await fetch(`${server.apiUrl}${method}`, { method: 'POST', body, headers });
  return response.json();
}

const section = (text: string): KnownBlock => ({ type: 'section', text: { type: 'mrkdwn', text } });

describe('tokens, scopes and arguments', () => {
  it('knows a token in the header and in the body, as a form and as JSON', async () => {
    const { server } = await serve();
    const token = server.workspace.botToken;
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await raw(server, 'auth.test', `token=${token}`, form)).toMatchObject({
      ok: true,
      team_id: server.workspace.id,
    });
    const json = { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}` };
    expect(await raw(server, 'auth.test', '{}', json)).toMatchObject({ ok: true });
    expect(await raw(server, 'auth.test', '{', json)).toMatchObject({ error: 'invalid_json' });
    expect(await raw(server, 'auth.test', 'x', { ...json, 'content-type': 'text/xml' })).toMatchObject({
      error: 'invalid_post_type',
    });
    expect(await raw(server, 'no.such', '', json)).toEqual({
      ok: false,
      error: 'unknown_method',
      req_method: 'no.such',
    });
    expect(await raw(server, 'auth.test', '', {})).toMatchObject({ error: 'not_authed' });
  });

  it('refuses each kind of bad token', async () => {
    const { server } = await serve();
    expect(await refusal(webClient(server, 'xoxb-none').auth.test())).toBe('invalid_auth');
    expect(await refusal(webClient(server, server.app.appToken).auth.test())).toBe('not_allowed_token_type');
    expect(await refusal(webClient(server).apps.connections.open())).toBe('not_allowed_token_type');
    for (const state of ['token_revoked', 'token_expired', 'account_inactive'] as const) {
      server.world.tokens.get(server.workspace.botToken)!.state = state;
      expect(await refusal(webClient(server).auth.test())).toBe(state);
    }
  });

  it('says which scope is missing', async () => {
    const { server, lab } = await serve({ workspace: { scopes: ['commands'] } });
    const call = post(webClient(server), { channel: lab.id, text: 'hello' });
    await expect(call).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'chat:write', provided: 'commands' },
    });
  });

  it('refuses arguments that no method knows, unless it is not strict', async () => {
    const { web, lab } = await serve();
    const typo = { channel: lab.id, text: 'hello', unfurl_link: false };
    await expect(web.apiCall('chat.postMessage', typo)).rejects.toMatchObject({
      data: {
        error: 'invalid_arguments',
        response_metadata: {
          messages: ['[ERROR] invalid additional property: unfurl_link [json-pointer:/unfurl_link]'],
        },
      },
    });
    expect(await refusal(web.apiCall('chat.postMessage', { text: 'hello' }))).toBe('invalid_arguments');
    expect(await refusal(web.apiCall('conversations.history', { channel: lab.id, limit: 'many' }))).toBe(
      'invalid_arguments',
    );
    const lenient = await serve({ strict: false });
    expect(await lenient.web.apiCall('chat.postMessage', { ...typo, channel: lenient.lab.id })).toMatchObject({
      ok: true,
    });
  });
});

describe('messages', () => {
  it('refuses each place where the bot may not write', async () => {
    const { server, web } = await serve();
    const say = (channel: string, more = {}) => web.apiCall('chat.postMessage', { channel, text: 'hello', ...more });
    expect(await refusal(say('C0NOWHERE'))).toBe('channel_not_found');
    expect(await refusal(say(server.addChannel({ name: 'secret', kind: 'private', withBot: false }).id))).toBe(
      'channel_not_found',
    );
    expect(await refusal(say(server.addChannel({ name: 'old', archived: true }).id))).toBe('is_archived');
    const outside = server.addChannel({ name: 'outside', withBot: false });
    expect(await refusal(say(outside.id))).toBe('not_in_channel');
    server.world.tokens.get(server.workspace.botToken)!.scopes = [...usualScopes, 'chat:write.public'];
    expect(await say('#outside')).toMatchObject({ ok: true, channel: outside.id });
    const postings: [Posting, string][] = [
      ['admins', 'restricted_action'],
      ['read-only', 'restricted_action_read_only_channel'],
      ['thread-only', 'restricted_action_thread_only_channel'],
    ];
    for (const [posting, error] of postings) {
      expect(await refusal(say(server.addChannel({ name: posting, posting }).id))).toBe(error);
    }
    const flat = server.addChannel({ name: 'flat', posting: 'non-threadable' });
    expect(await refusal(say(flat.id, { thread_ts: '1.000001' }))).toBe('restricted_action_non_threadable_channel');
  });

  it('refuses content that Slack would not take', async () => {
    const { web, lab } = await serve();
    const say = (more: object) => web.apiCall('chat.postMessage', { channel: lab.id, ...more });
    expect(await refusal(say({}))).toBe('no_text');
    expect(await refusal(say({ text: 'a', markdown_text: 'b' }))).toBe('markdown_text_conflict');
    expect(await refusal(say({ text: 'a', thread_ts: 'soon' }))).toBe('invalid_thread_ts');
    expect(await refusal(say({ text: 'a', thread_ts: '1700000000.000001' }))).toBe('cannot_reply_to_message');
    expect(await refusal(say({ text: 'a', metadata: { event_type: 'x' } }))).toBe('invalid_metadata_format');
    expect(
      await refusal(say({ text: 'a', metadata: { event_type: 'x', event_payload: { deep: { er: { est: 1 } } } } })),
    ).toBe('invalid_metadata_format');
    expect(await refusal(say({ text: 'a', blocks: '[' }))).toBe('invalid_blocks_format');
    expect(await refusal(say({ text: 'a', blocks: Array.from({ length: 5 }, () => section('x'.repeat(2_700))) }))).toBe(
      'msg_blocks_too_long',
    );
    await expect(say({ text: 'a', blocks: [section('x'.repeat(3_001))] })).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        response_metadata: {
          messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
        },
      },
    });
    const long = await post(web, { channel: lab.id, text: 'x'.repeat(40_001) });
    expect(long.message?.text).toHaveLength(40_000);
  });

  it('changes and deletes its own messages only, and a text alone takes the blocks away', async () => {
    const { server, web, lab } = await serve();
    const ada = server.addUser({ name: 'ada' });
    const metadata = { event_type: 'paper', event_payload: { key: 'k' } };
    const { ts } = await post(web, { channel: lab.id, text: 'one', blocks: [section('one')], metadata });
    await web.chat.update({ channel: lab.id, ts: ts!, text: 'two' });
    expect(server.messages(lab.id)[0]).toMatchObject({ text: 'two', blocks: [], metadata, edited: true });
    expect(await refusal(web.chat.update({ channel: lab.id, ts: ts!, text: 'é'.repeat(2_001) }))).toBe('msg_too_long');
    const { message } = await server.person(ada.id).say(lab.id, 'mine');
    expect(await refusal(web.chat.update({ channel: lab.id, ts: message.ts, text: 'x' }))).toBe('cant_update_message');
    expect(await refusal(web.chat.delete({ channel: lab.id, ts: message.ts }))).toBe('cant_delete_message');
    await web.chat.delete({ channel: lab.id, ts: ts! });
    expect(await refusal(web.chat.delete({ channel: lab.id, ts: ts! }))).toBe('message_not_found');
  });

  it('whispers to a member only', async () => {
    const { server, web } = await serve();
    const ada = server.addUser({ name: 'ada' });
    const room = server.addChannel({ name: 'room', members: [ada.id] });
    await web.chat.postEphemeral({ channel: room.id, user: ada.id, text: 'psst' });
    expect(server.messages(room.id)).toEqual([]);
    expect(server.messages(room.id, ada.id)).toMatchObject([{ text: 'psst', onlyFor: ada.id }]);
    expect((await web.conversations.history({ channel: room.id })).messages).toEqual([]);
    expect(await refusal(web.chat.postEphemeral({ channel: room.id, user: 'U0', text: 'x' }))).toBe(
      'user_not_in_channel',
    );
  });

  it('reads history in pages, newest first, within its bounds, with metadata only when asked', async () => {
    const { web, lab } = await serve();
    const sent: string[] = [];
    for (const text of ['1', '2', '3', '4', '5']) {
      const metadata = { event_type: 'n', event_payload: { text } };
      sent.push((await post(web, { channel: lab.id, text, metadata })).ts!);
    }
    await post(web, { channel: lab.id, text: 'a reply', thread_ts: sent[1]! });
    const pages: (string | undefined)[][] = [];
    for await (const page of web.paginate('conversations.history', { channel: lab.id, limit: 2 })) {
      pages.push(listOf(fieldsOf(page)['messages']).map((each) => textOf(fieldsOf(each)['text'])));
    }
    expect(pages).toEqual([['5', '4'], ['3', '2'], ['1']]);
    const bounded = await web.conversations.history({ channel: lab.id, oldest: sent[1]!, latest: sent[3]! });
    expect(bounded.messages?.map((each) => each.text)).toEqual(['3']);
    const inclusive = await web.conversations.history({
      channel: lab.id,
      oldest: sent[1]!,
      latest: sent[3]!,
      inclusive: true,
    });
    expect(inclusive.messages?.map((each) => each.text)).toEqual(['4', '3', '2']);
    expect(bounded.messages?.[0]?.metadata).toEqual({ event_type: 'n' });
    const whole = await web.conversations.history({ channel: lab.id, limit: 1, include_all_metadata: true });
    expect(whole.messages?.[0]?.metadata).toEqual({ event_type: 'n', event_payload: { text: '5' } });
    const thread = await web.conversations.replies({ channel: lab.id, ts: sent[1]! });
    expect(thread.messages?.map((each) => each.text)).toEqual(['2', 'a reply']);
    expect(await refusal(web.conversations.history({ channel: lab.id, cursor: 'nonsense' }))).toBe('invalid_cursor');
    expect(await refusal(web.conversations.replies({ channel: lab.id, ts: '1.000001' }))).toBe('thread_not_found');
  });
});

describe('faults', () => {
  it('loses the answer of a post that was done, in each way', async () => {
    const { server, web, lab } = await serve();
    const once = () => post(web, { channel: lab.id, text: 'once' });
    server.fault('chat.postMessage', { kind: 'drop', when: 'after' });
    await expect(once()).rejects.toBeInstanceOf(WebAPIRequestError);
    server.fault('chat.postMessage', { kind: 'hang', when: 'after' });
    await expect(once()).rejects.toBeInstanceOf(WebAPIRequestError);
    server.fault('chat.postMessage', { kind: 'status', status: 503, when: 'after' });
    await expect(once()).rejects.toBeInstanceOf(WebAPIHTTPError);
    server.fault('chat.postMessage', { kind: 'error', error: 'fatal_error', when: 'after' });
    expect(await refusal(once())).toBe('fatal_error');
    expect(server.messages(lab.id)).toHaveLength(4);
  });

  it('does nothing when it goes wrong before, and only as often as scripted', async () => {
    const { server, web, lab } = await serve();
    const script = server.fault(
      'chat.postMessage',
      { kind: 'rate-limited', retryAfter: 7 },
      { times: 2, only: (args) => args['text'] === 'bad' },
    );
    for (const text of ['bad', 'bad']) {
      await expect(post(web, { channel: lab.id, text })).rejects.toMatchObject({ retryAfter: 7 });
    }
    await post(web, { channel: lab.id, text: 'good' });
    await post(web, { channel: lab.id, text: 'bad' });
    expect(script.used()).toBe(2);
    expect(server.messages(lab.id).map((each) => each.text)).toEqual(['good', 'bad']);
  });

  it('lets one message a second into a channel when that is switched on', async () => {
    let time = 1_800_000_000_000;
    const { server, web, lab } = await serve({ now: () => time, rateLimit: true });
    const other = server.addChannel({ name: 'other' });
    await post(web, { channel: lab.id, text: '1' });
    await expect(post(web, { channel: lab.id, text: '2' })).rejects.toBeInstanceOf(WebAPIRateLimitedError);
    await post(web, { channel: other.id, text: '3' });
    time += 1_000;
    await post(web, { channel: lab.id, text: '4' });
    expect(server.calls('chat.postMessage')).toHaveLength(4);
  });
});
