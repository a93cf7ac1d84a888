import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/cards/card.ts';
import type { Place } from '../../../src/chat/place.ts';
import { createPoster } from '../../../src/platforms/slack/post.ts';
import { DeliveryError } from '../../../src/platforms/platform.ts';
import { drop, refuse, reply, smallSlack, status } from './small-slack.ts';
import type { Fault, SmallSlack } from './small-slack.ts';

const place: Place = { platform: 'slack', workspace: 'T1', channel: 'C1', thread: null };
const thread: Place = { ...place, thread: '1763000000.000100' };
const key = '7f0c:2026-11-24';
const card: Card = {
  title: { text: 'A *title* for <!channel>', url: 'https://arxiv.org/abs/2401.01234' },
  blocks: [{ kind: 'actions', actions: [{ label: 'Similar', says: 'similar 2401.01234' }] }],
};

const other: Place = { ...place, channel: 'C2' };
const third: Place = { ...place, channel: 'C3' };
const tooMany = (seconds: number) => status(429, { 'retry-after': String(seconds) });

let slack: SmallSlack;

beforeEach(async () => {
  slack = await smallSlack();
});

afterEach(() => slack.close());

/** A poster whose clock moves only when it waits. */
function poster() {
  let time = Date.parse('2025-11-24T16:00:00Z');
  const waits: number[] = [];
  const made = createPoster({
    client: slack.client(),
    now: () => new Date(time),
    wait: async (ms) => {
      waits.push(ms);
      time += ms;
    },
  });
  return { ...made, waits, pass: (ms: number) => (time += ms) };
}

const posts = () => slack.calls.filter((call) => call.method === 'chat.postMessage');

async function failureOf(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof DeliveryError)) throw new Error('Expected a DeliveryError', { cause: error });
  return error.failure;
}

/** The post arrives, its answer does not. */
const loseAnswer: Fault = (response, call) => {
  slack.hold(call.args);
  drop(response, call);
};

describe('a post', () => {
  it('holds the card, its key, and no previews', async () => {
    const id = await poster().post(place, card, key);
    expect(slack.messages).toHaveLength(1);
    const [message] = slack.messages;
    expect(id).toBe(`C1:${message?.ts}`);
    expect(message).toMatchObject({
      channel: 'C1',
      metadata: { event_type: 'paperboy_post', event_payload: { key } },
      unfurl_links: false,
      unfurl_media: false,
      mrkdwn: false,
      blocks: [{ type: 'rich_text' }, { type: 'actions' }],
    });
    expect(message?.['text']).toContain('A *title* for &lt;!channel&gt;');
    expect(message).not.toHaveProperty('thread_ts');
    expect(message).not.toHaveProperty('link_names');
  });

  it('has what belongs below it as the first reply, whatever becomes of that', async () => {
    const below = { title: { text: 'Abstract' }, blocks: [] };
    const id = await poster().post(place, { ...card, thread: below }, key);
    expect(slack.messages).toMatchObject([{ text: expect.any(String) }, { thread_ts: id.split(':')[1] }]);
    expect(slack.messages[1]).not.toHaveProperty('metadata');
    slack.meet((response, call) => reply(response, { ok: true, channel: 'C1', ts: slack.hold(call.args).ts }), drop);
    expect(await poster().post(place, { ...card, thread: below }, 'other')).toMatch(/^C1:/u);
    expect(slack.messages).toHaveLength(3);
    await poster().post(thread, { ...card, thread: below }, 'third');
    expect(slack.messages).toHaveLength(4);
  });

  it('goes into a thread', async () => {
    await poster().post(thread, card, key);
    expect(slack.messages[0]).toMatchObject({ channel: 'C1', thread_ts: thread.thread });
  });

  it('has the id that Slack gave it, not the one that was asked for', async () => {
    expect(await poster().post({ ...place, channel: 'U7' }, card, key)).toMatch(/^D7:/u);
  });

  it('whose blocks are refused is sent once more as text, with its key', async () => {
    slack.meet(refuse('invalid_blocks'));
    await poster().post(place, card, key);
    expect(posts()).toHaveLength(2);
    expect(slack.messages).toHaveLength(1);
    expect(slack.messages[0]).not.toHaveProperty('blocks');
    expect(slack.messages[0]?.['text']).toContain('https://arxiv.org/abs/2401.01234');
    expect(slack.messages[0]).toMatchObject({ metadata: { event_payload: { key } } });
  });

  it('whose text is refused too is given up', async () => {
    slack.meet(refuse('invalid_blocks'), refuse('msg_too_long'));
    expect(await failureOf(poster().post(place, card, key))).toEqual({ kind: 'rejected' });
    expect(posts()).toHaveLength(2);
  });

  it.each<[string, Fault]>([
    ['an error of the server', status(500)],
    ['a dropped connection', drop],
    ['an uncertain code', refuse('fatal_error')],
    ['an answer without an id', (response) => reply(response, { ok: true })],
  ])('is never repeated after %s', async (_, fault) => {
    slack.meet(fault);
    expect(await failureOf(poster().post(place, card, key))).toEqual({ kind: 'unknown' });
    expect(posts()).toHaveLength(1);
  });

  it('waits its turn in its channel, and not for other channels', async () => {
    const { post, waits } = poster();
    await post(place, card, '1');
    await post({ ...place, channel: 'C2' }, card, '2');
    expect(waits).toEqual([]);
    await post(thread, card, '3');
    expect(waits).toEqual([1000]);
    expect(slack.messages).toHaveLength(3);
  });

  it('after a pause does not wait', async () => {
    const { post, waits, pass } = poster();
    await post(place, card, '1');
    pass(1000);
    await post(place, card, '2');
    expect(waits).toEqual([]);
  });

  it('keeps still in its channel as long as Slack asked for, and other channels do not wait', async () => {
    const { post, pass } = poster();
    slack.meet(tooMany(20));
    expect(await failureOf(post(place, card, '1'))).toEqual({ kind: 'busy', retryAfterMs: 20_000 });
    pass(5000);
    await post(other, card, '2');
    expect(await failureOf(post(place, card, '1'))).toEqual({ kind: 'busy', retryAfterMs: 15_000 });
    expect(posts()).toHaveLength(2);
    pass(15_000);
    await post(place, card, '1');
    expect(slack.messages.map((message) => message['channel'])).toEqual(['C2', 'C1']);
  });

  it('keeps still everywhere when Slack asks for it in two channels: no third one is tried', async () => {
    const { post, pass } = poster();
    slack.meet(tooMany(20), tooMany(10));
    await failureOf(post(place, card, '1'));
    expect(await failureOf(post(other, card, '2'))).toEqual({ kind: 'busy', retryAfterMs: 10_000 });
    expect(await failureOf(post(third, card, '3'))).toEqual({ kind: 'busy', retryAfterMs: 10_000 });
    expect(posts()).toHaveLength(2);
    pass(10_000);
    await post(third, card, '3');
    expect(await failureOf(post(place, card, '1'))).toEqual({ kind: 'busy', retryAfterMs: 10_000 });
  });

  it.each(['message_limit_exceeded', 'service_unavailable'])('keeps still everywhere after %s', async (code) => {
    const { post } = poster();
    slack.meet(refuse(code));
    await failureOf(post(place, card, '1'));
    expect(await failureOf(post(other, card, '2'))).toMatchObject({ kind: 'busy' });
    expect(posts()).toHaveLength(1);
  });
});

describe('a post whose answer was lost', () => {
  const since = '2025-11-24T16:00:00.000Z';

  it.each([
    ['a channel', place],
    ['a thread', thread],
  ])('is found again in %s', async (_, where) => {
    const { post, find } = poster();
    slack.meet(loseAnswer);
    expect(await failureOf(post(where, card, key))).toEqual({ kind: 'unknown' });
    expect(await find(where, key, since)).toEqual({ kind: 'found', message: `C1:${slack.messages[0]?.ts}` });
    expect(await find(where, 'another', since)).toEqual({ kind: 'absent' });
  });

  it('is found behind many other messages', async () => {
    const { post, find } = poster();
    await post(place, card, key);
    for (let at = 0; at < 25; at += 1) slack.hold({ channel: 'C1', text: 'chatter' }, 'B2');
    slack.setPageSize(10);
    expect(await find(place, key, since)).toMatchObject({ kind: 'found' });
    expect(slack.calls.filter((call) => call.method === 'conversations.history')).toHaveLength(3);
  });

  it('is looked for only so far, and then nobody claims that it is not there', async () => {
    slack.setPageSize(1);
    for (let at = 0; at < 12; at += 1) slack.hold({ channel: 'C1', text: 'chatter' }, 'B2');
    expect(await poster().find(place, key, since)).toEqual({ kind: 'cannot-know' });
  });

  it('is not what somebody else wrote with the same key', async () => {
    slack.hold({ channel: 'C1', metadata: { event_type: 'paperboy_post', event_payload: { key } } }, 'B2');
    slack.hold({ channel: 'C1', metadata: { event_type: 'another', event_payload: { key } } });
    expect(await poster().find(place, key, since)).toEqual({ kind: 'absent' });
  });

  it('is looked for from a little before it was sent', async () => {
    await poster().find(place, key, since);
    const call = slack.calls.find(({ method }) => method === 'conversations.history');
    expect(Number(call?.args['oldest'])).toBe(Date.parse(since) / 1000 - 120);
    expect(call?.args).toMatchObject({ channel: 'C1', inclusive: true, include_all_metadata: true });
  });

  it.each(['missing_scope', 'not_in_channel', 'channel_not_found'])(
    'cannot be known of where reading is not allowed: %s',
    async (code) => {
      slack.meet((response) => reply(response, { ok: true, bot_id: 'B1' }), refuse(code));
      expect(await poster().find(place, key, since)).toEqual({ kind: 'cannot-know' });
    },
  );

  it('is not there when its thread is not', async () => {
    slack.meet((response) => reply(response, { ok: true, bot_id: 'B1' }), refuse('thread_not_found'));
    expect(await poster().find(thread, key, since)).toEqual({ kind: 'absent' });
  });

  it('is asked for again later when Slack cannot be asked now', async () => {
    slack.meet(status(429, { 'retry-after': '3' }));
    expect(await failureOf(poster().find(place, key, since))).toEqual({ kind: 'busy', retryAfterMs: 3000 });
    slack.meet((response) => reply(response, { ok: true, bot_id: 'B1' }), status(502));
    expect(await failureOf(poster().find(place, key, since))).toEqual({ kind: 'unknown' });
  });
});

it.each(['metadata_too_large', 'invalid_metadata_format', 'invalid_metadata_schema'])(
  'a post whose metadata is refused is sent without it, as it was drawn (%s)',
  async (code) => {
    slack.meet(refuse(code));
    expect(await poster().post(place, card, key)).toMatch(/^C1:/u);
    expect(slack.messages).toHaveLength(1);
    expect(slack.messages[0]).not.toHaveProperty('metadata');
    expect(slack.messages[0]).toHaveProperty('blocks');
  },
);

it.each([
  [12, 2],
  [60, 1],
])('what belongs below a post waits where Slack asks for %i s of patience: %i messages', async (seconds, count) => {
  const made = poster();
  slack.meet((response, call) => {
    reply(response, { ok: true, channel: 'C1', ts: slack.hold(call.args).ts });
  }, tooMany(seconds));
  await made.post(place, { ...card, thread: { title: { text: 'Abstract' }, blocks: [] } }, key);
  expect(slack.messages).toHaveLength(count);
  expect(made.waits.includes(seconds * 1_000)).toBe(count === 2);
});
