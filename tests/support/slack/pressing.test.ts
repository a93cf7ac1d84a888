import type { KnownBlock, PlainTextElement, View as SlackView } from '@slack/types';
import { afterEach, describe, expect, it } from 'vitest';
import type { SlackServerOptions } from '../slack-server.ts';
import { createSlackServer } from '../slack-server.ts';
import { post, startBolt, webClient } from './bolt-app.ts';
import { fieldsOf } from '../fields.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

async function serve(options: SlackServerOptions = {}) {
  const server = await createSlackServer(options);
  endings.push(server.stop);
  const ada = server.addUser({ name: 'ada' });
  const lab = server.addChannel({ name: 'lab', members: [ada.id] });
  return { server, web: webClient(server), ada: server.person(ada.id), lab };
}

const label = (text: string): PlainTextElement => ({ type: 'plain_text', text });
const day = { text: label('Monday'), value: 'mon' };
const form: SlackView = {
  type: 'modal',
  title: label('Subscribe'),
  submit: label('Save'),
  notify_on_close: true,
  blocks: [
    {
      type: 'input',
      block_id: 'topic',
      label: label('Topic'),
      element: { type: 'plain_text_input', action_id: 'words' },
    },
    {
      type: 'input',
      block_id: 'days',
      optional: true,
      label: label('Days'),
      element: { type: 'checkboxes', action_id: 'days', options: [day], initial_options: [day] },
    },
    {
      type: 'input',
      block_id: 'time',
      label: label('Time'),
      element: { type: 'timepicker', action_id: 'time', initial_time: '09:00' },
      dispatch_action: true,
    },
    {
      type: 'input',
      block_id: 'where',
      optional: true,
      label: label('Where'),
      element: { type: 'conversations_select', action_id: 'channel', response_url_enabled: true },
    },
  ],
};
const row: KnownBlock = {
  type: 'actions',
  elements: [{ type: 'button', action_id: 'more', text: label('More'), value: '1' }],
};

async function opened() {
  const met = await serve();
  const { delivery } = await met.ada.shortcut('subscribe');
  await met.web.views.open({ trigger_id: delivery.triggerId!, view: form });
  return { ...met, view: met.server.modal(met.ada.id)! };
}

describe('a modal', () => {
  it('sends the state of every element: as typed, as it started, or empty', async () => {
    const { ada, view, lab } = await opened();
    await expect(ada.submit(view)).rejects.toThrow('without Topic');
    const chosen = { topic: { words: { value: 'nlp' } }, where: { channel: { selected_conversation: lab.id } } };
    const { delivery } = await ada.submit(view, chosen);
    expect(fieldsOf(delivery.payload['view'])['state']).toEqual({
      values: {
        topic: { words: { type: 'plain_text_input', value: 'nlp' } },
        days: { days: { type: 'checkboxes', selected_options: [day] } },
        time: { time: { type: 'timepicker', selected_time: '09:00' } },
        where: { channel: { type: 'conversations_select', selected_conversation: lab.id } },
      },
    });
    expect(delivery.payload['response_urls']).toMatchObject([
      { block_id: 'where', action_id: 'channel', channel_id: lab.id },
    ]);
  });

  it('tells of a change only where it dispatches, and of its end where it asked', async () => {
    const { ada, view, server } = await opened();
    await expect(ada.press({ view }, 'words', { choice: { value: 'n' } })).rejects.toThrow('without dispatch_action');
    const { delivery } = await ada.press({ view }, 'time', { choice: { selected_time: '10:30' } });
    expect(delivery.payload['actions']).toMatchObject([
      { action_id: 'time', type: 'timepicker', selected_time: '10:30' },
    ]);
    expect((await ada.close(view))?.delivery.payload).toMatchObject({ type: 'view_closed', is_cleared: false });
    expect(server.modal(ada.id)).toBeUndefined();
    await expect(ada.submit(view)).rejects.toThrow('is closed');
  });
});

describe('what one person sees', () => {
  it('can be pressed by nobody else', async () => {
    const { server, web, ada, lab } = await serve();
    const grace = server.person(server.addUser({ name: 'grace' }).id);
    await web.chat.postEphemeral({ channel: lab.id, user: ada.id, text: 'psst', blocks: [row] });
    const message = server.messages(lab.id, ada.id)[0]!;
    await expect(grace.press({ message }, 'more')).rejects.toThrow('grace does not see');
    await expect(ada.press({ message }, 'less')).rejects.toThrow('there are: more');
    const secret = server.addChannel({ name: 'secret', kind: 'private' });
    await expect(grace.command('/papers', '', secret.id)).rejects.toThrow('grace is not in secret');
  });
});

describe('an unfurl', () => {
  it('is pressed without its message, as an app_unfurl', async () => {
    const { server, web, ada, lab } = await serve();
    const url = 'https://arxiv.org/abs/1706.03762';
    const { message } = await ada.say(lab.id, `<${url}|a paper>`);
    const unfurls = { [url]: { blocks: [row] } };
    await expect(
      web.chat.unfurl({ channel: lab.id, ts: message.ts, unfurls: { 'https://arxiv.org/abs/1': { blocks: [row] } } }),
    ).rejects.toThrow('cannot_unfurl_url');
    await expect(web.chat.unfurl({ channel: lab.id, ts: '1.000001', unfurls })).rejects.toThrow('cannot_find_message');
    await web.chat.unfurl({ channel: lab.id, ts: message.ts, unfurls });
    const { delivery } = await ada.press({ message }, 'more');
    expect(delivery.payload).toMatchObject({
      container: { type: 'message_attachment', is_app_unfurl: true },
      app_unfurl: { app_unfurl_url: url },
    });
    expect(delivery.payload['message']).toBeUndefined();
    expect(server.messages(lab.id)[0]?.unfurls[url]).toMatchObject({ blocks: [{ type: 'actions' }] });
  });
});

describe('an echo', () => {
  it('brings the app its own words, which the real Bolt passes over', async () => {
    const heard: string[] = [];
    const { server, web, ada, lab } = await serve({ echo: true });
    const bolt = await startBolt(server, 'socket', (app) => {
      app.message(async ({ message }) => {
        heard.push('text' in message ? (message.text ?? '') : '');
        server.world.watch.changed();
      });
    });
    endings.push(bolt.stop);
    await post(web, { channel: lab.id, text: 'mine' });
    await ada.say(lab.id, 'theirs');
    await server.until(
      () => heard.includes('theirs') && server.deliveries.every((each) => each.attempts[0]?.outcome),
      'both events',
    );
    expect(server.deliveries.map((each) => fieldsOf(each.payload['event'])['text'])).toEqual(['mine', 'theirs']);
    expect(heard).toEqual(['theirs']);
  });
});
