import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { App } from '@slack/bolt';
import type { KnownBlock, ModalView, PlainTextElement } from '@slack/types';
import { afterEach, describe, expect, it } from 'vitest';
import { startBolt } from './slack/bolt-app.ts';
import { fieldsOf, textOf } from './fields.ts';
import type { SlackServer, SlackServerOptions } from './slack-server.ts';
import { createSlackServer } from './slack-server.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

/** A Slack with a person in a channel, and the real Bolt connected to it. */
async function meet(way: 'socket' | 'http', listen: (app: App) => void, options: SlackServerOptions = {}) {
  const server = await createSlackServer(options);
  endings.push(server.stop);
  const ada = server.addUser({ name: 'ada', tz: 'Asia/Kolkata' });
  const lab = server.addChannel({ name: 'lab', members: [ada.id] });
  const bolt = await startBolt(server, way, listen);
  endings.push(bolt.stop);
  return { server, ada: server.person(ada.id), lab, bolt };
}

const label = (text: string): PlainTextElement => ({ type: 'plain_text', text });
const button: KnownBlock = {
  type: 'actions',
  block_id: 'row',
  elements: [{ type: 'button', action_id: 'more', text: label('More'), value: 'similar 1' }],
};
const modal: ModalView = {
  type: 'modal',
  callback_id: 'find',
  title: label('Find'),
  submit: label('Go'),
  blocks: [
    {
      type: 'input',
      block_id: 'words',
      label: label('Words'),
      element: { type: 'plain_text_input', action_id: 'typed' },
    },
    {
      type: 'actions',
      block_id: 'pick',
      elements: [{ type: 'external_select', action_id: 'topic', min_query_length: 1 }],
    },
  ],
};

const texts = (server: SlackServer, channel: string, reader?: string): readonly string[] =>
  server.messages(channel, reader).map((each) => each.text);

describe.each(['socket', 'http'] as const)('the real Bolt over %s', (way) => {
  it('answers a command in its acknowledgement, by response_url and with a post', async () => {
    const { server, ada, lab } = await meet(way, (app) => {
      app.command('/papers', async ({ ack, respond, say, command }) => {
        await ack({ text: `looking for ${command.text}` });
        await respond({ text: 'found', response_type: 'in_channel' });
        await say('posted');
      });
    });
    const answer = await ada.command('/papers', 'attention & <more>', lab.id);
    expect(answer).toMatchObject({
      acknowledged: true,
      late: false,
      payload: { text: 'looking for attention & <more>' },
    });
    await server.until(() => texts(server, lab.id).includes('posted'), 'the post');
    expect(texts(server, lab.id, ada.id)).toEqual(['looking for attention & <more>', 'found', 'posted']);
    expect(texts(server, lab.id)).toEqual(['found', 'posted']);
    expect(answer.delivery.problem).toBeNull();
  });

  it('hears mentions, threads and direct messages', async () => {
    const { server, ada, lab } = await meet(way, (app) => {
      app.event('app_mention', async ({ event, say }) => {
        await say({ text: 'in the thread', thread_ts: event.thread_ts ?? event.ts });
      });
      app.message('hello', async ({ say }) => {
        await say('hello yourself');
      });
    });
    const asked = await ada.mention(lab.id, 'quantization');
    expect(asked.events.map((each) => each.acknowledged)).toEqual([true, true]);
    const reply = await server.until(() => server.messages(lab.id)[1], 'a reply');
    expect(reply).toMatchObject({ text: 'in the thread', thread: asked.message.ts, via: 'chat.postMessage' });
    await ada.direct('hello');
    const direct = server.directChannel(ada.id);
    await server.until(() => texts(server, direct.id).includes('hello yourself'), 'an answer to the direct message');
  });

  it('presses a button, for everybody and for one person', async () => {
    const { server, ada, lab } = await meet(way, (app) => {
      app.command('/papers', async ({ ack }) => {
        await ack({ text: 'private', blocks: [button] });
      });
      app.action('more', async ({ ack, respond, action }) => {
        await ack();
        await respond({ text: `said ${textOf(fieldsOf(action)['value'])}`, replace_original: true });
      });
    });
    await ada.command('/papers', '', lab.id);
    const [privately] = server.messages(lab.id, ada.id);
    await ada.press({ message: privately! }, 'more');
    await server.until(() => texts(server, lab.id, ada.id).includes('said similar 1'), 'the replaced answer');
    expect(server.messages(lab.id, ada.id)).toHaveLength(1);
    expect(server.deliveries.at(-1)?.payload).toMatchObject({ container: { is_ephemeral: true } });
    expect(server.deliveries.at(-1)?.payload['message']).toBeUndefined();
    await expect(ada.press({ message: privately! }, 'more')).rejects.toThrow('there are: none');
  });

  it('opens, fills in, corrects and submits a modal', async () => {
    const { server, ada } = await meet(way, (app) => {
      app.shortcut('search', async ({ ack, shortcut, client }) => {
        await ack();
        await client.views.open({ trigger_id: shortcut.trigger_id, view: modal });
      });
      app.options('topic', async ({ ack, payload }) => {
        await ack({ options: [{ text: { type: 'plain_text', text: payload.value }, value: payload.value }] });
      });
      app.view('find', async ({ ack, view }) => {
        const typed = view.state.values['words']?.['typed']?.value;
        if (typed === 'bad') await ack({ response_action: 'errors', errors: { words: 'Try another word.' } });
        else await ack();
      });
    });
    await ada.shortcut('search');
    const view = await server.until(() => server.modal(ada.id), 'the modal');
    expect((await ada.suggest({ view }, 'topic', 'nlp')).payload).toEqual({
      options: [{ text: { type: 'plain_text', text: 'nlp' }, value: 'nlp' }],
    });
    await expect(ada.submit(view)).rejects.toThrow('Words');
    const refused = await ada.submit(view, { words: { typed: { value: 'bad' } } });
    expect(refused.payload).toMatchObject({ response_action: 'errors' });
    expect(refused.delivery.problem).toBeNull();
    expect(view.open).toBe(true);
    await ada.submit(view, { words: { typed: { value: 'good' } } });
    expect(view.open).toBe(false);
  });

  it('publishes a home view, unfurls a link and takes a message shortcut', async () => {
    const { server, ada, lab } = await meet(way, (app) => {
      app.event('app_home_opened', async ({ event, client }) => {
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'divider' }] } });
      });
      app.event('link_shared', async ({ event, client }) => {
        const unfurls = Object.fromEntries(
          event.links.map(({ url }) => [
            url,
            { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'A card' } }] },
          ]),
        );
        await client.apiCall('chat.unfurl', { unfurl_id: event.unfurl_id, source: event.source, unfurls });
      });
      app.shortcut('related', async ({ ack, respond }) => {
        await ack();
        await respond('related papers');
      });
    });
    await ada.openHome();
    expect(await server.until(() => server.home(ada.id), 'a home view')).toMatchObject({ body: { type: 'home' } });
    const said = await ada.say(lab.id, 'see https://arxiv.org/abs/1706.03762 and https://example.org/x');
    await server.until(() => Object.keys(said.message.unfurls).length > 0, 'the unfurl');
    expect(Object.keys(said.message.unfurls)).toEqual(['https://arxiv.org/abs/1706.03762']);
    await ada.compose(lab.id, ['https://arxiv.org/abs/2401.01234']);
    await server.until(
      () =>
        [...server.world.unfurlTickets.values()].some(
          (each) => each.source === 'composer' && each.unfurls['https://arxiv.org/abs/2401.01234'],
        ),
      'the preview',
    );
    await ada.messageShortcut('related', said.message);
    await server.until(() => texts(server, lab.id, ada.id).includes('related papers'), 'the answer to the shortcut');
  });

  it('tells of removals, and of nothing that the app does not hear', async () => {
    const heard: string[] = [];
    const { server, lab, ada } = await meet(way, (app) => {
      for (const type of ['app_uninstalled', 'tokens_revoked', 'channel_archive', 'member_joined_channel'] as const) {
        app.event(type, async () => {
          heard.push(type);
          server.world.watch.changed();
        });
      }
    });
    await server.happen.invite(server.addChannel({ name: 'new', withBot: false }).id, ada.id);
    await server.happen.archive(lab.id, ada.id);
    expect(lab.archived).toBe(true);
    server.app.botEvents.delete('reaction_added');
    const other = server.addChannel({ name: 'other', members: [ada.id] });
    const { message } = await ada.say(other.id, 'a message');
    expect((await ada.react(message, 'eyes')).reason).toBe('not_subscribed');
    await server.happen.uninstall(server.workspace.id);
    await server.until(() => heard.length === 4, 'four events');
    expect(heard.toSorted()).toEqual(['app_uninstalled', 'channel_archive', 'member_joined_channel', 'tokens_revoked']);
  });

  it('records what was not acknowledged in time, and brings events again', async () => {
    const tries: (number | undefined)[] = [];
    const { server, ada, lab } = await meet(
      way,
      (app) => {
        app.event('app_mention', async ({ context }) => {
          tries.push(context.retryNum);
          server.world.watch.changed();
        });
      },
      { deadlineMs: 150, now: () => 1_800_000_000_000 },
    );
    expect(await ada.command('/unknown', '', lab.id)).toMatchObject({
      acknowledged: false,
      reason: 'timeout',
      late: true,
    });
    const { events } = await ada.mention(lab.id, 'hello');
    expect(await server.retryDue()).toEqual([]);
    const again = await server.retry(events[1]!.delivery, 'timeout');
    expect(again).toMatchObject({ acknowledged: true });
    await server.until(() => tries.length === 2, 'both tries');
    expect(tries.map((each) => each ?? 0)).toEqual([0, 1]);
  });
});

describe('signed HTTP', () => {
  it.each(['wrong', 'stale'] as const)('is refused by the real receiver with a %s signature', async (signature) => {
    const { server, ada, lab, bolt } = await meet('http', (app) => {
      app.command('/papers', async ({ ack }) => ack());
    });
    const { url } = bolt;
    server.deliverTo({ url, signature });
    expect(await ada.command('/papers', '', lab.id)).toMatchObject({
      acknowledged: false,
      status: 401,
      reason: 'http_error',
    });
    server.deliverTo({ url });
    expect(await ada.command('/papers', '', lab.id)).toMatchObject({ acknowledged: true, status: 200 });
    expect(await server.verifyUrl(url)).toBe(true);
  });

  it('retries an event three times: at once, after a minute, after five, and then no more', async () => {
    let time = 1_800_000_000_000;
    const server = await createSlackServer({ now: () => time });
    endings.push(server.stop);
    const seen: (string | undefined)[][] = [];
    const broken = createServer((request, response) => {
      const { 'x-slack-retry-num': num, 'x-slack-retry-reason': reason } = request.headers;
      seen.push([num?.toString(), reason?.toString()]);
      request.resume();
      response.writeHead(500).end();
    });
    await new Promise<void>((resolve) => {
      broken.listen(0, '127.0.0.1', resolve);
    });
    endings.push(async () => broken.close());
    const address = broken.address();
    server.deliverTo({ url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/` });
    await server.happen.event(server.workspace.id, { type: 'app_mention', text: randomBytes(2).toString('hex') });
    for (const wait of [0, 1_000, 59_000, 300_000, 10_000_000]) {
      time += wait;
      await server.retryDue();
    }
    expect(seen).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
      ['3', 'http_error'],
    ]);
  });
});
