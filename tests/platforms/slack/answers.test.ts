import { afterEach, describe, expect, it } from 'vitest';
import { card, openSlack } from './slack-world.ts';
import type { Script, SlackWorld } from './slack-world.ts';

/* What becomes of an answer when Slack does not take it at once. */

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

/** Everything of it is said in front of everybody. */
const aloud: Script = ({ text }) => ({ card: card(`Said ${text}`), audience: 'place' });

/** A page whose button draws the next one in its place. */
const pages: Script = ({ text }) => ({
  card: {
    title: { text: `Page ${text}` },
    blocks: [{ kind: 'actions', actions: [{ label: 'Next', says: 'two', effect: 'replace' }] }],
  },
});

const lost = 'Slack did not say whether this arrived';

describe.each(['socket', 'http'] as const)('over %s', (way) => {
  it.each(['expired', 'used'])('an answer whose address is %s comes as a message of its own', async (how) => {
    const { ada, lab, server, sees, heard } = await open(way);
    server.fault('response_url', { kind: 'status', status: 404, body: `{"ok":false,"error":"${how}_url"}` });
    await ada.command('/papers', 'graphs', lab.id);
    expect(await sees(lab.id, ada.id, 'You said graphs')).toMatchObject({ via: 'chat.postEphemeral', onlyFor: ada.id });
    expect(heard).toHaveLength(1);
  });

  it('an answer that may have arrived is not sent again', async () => {
    const { ada, lab, server, lines } = await open(way);
    server.fault('response_url', { kind: 'drop', when: 'after' });
    await ada.command('/papers', 'graphs', lab.id);
    await server.until(() => lines.find(({ event }) => event === 'slack.reply-failed'), 'a line');
    expect(server.messages(lab.id, ada.id)).toHaveLength(1);
  });

  it('an answer that Slack was too busy for is sent when it may', async () => {
    const { ada, lab, server, sees } = await open(way);
    server.fault('response_url', { kind: 'rate-limited', retryAfter: 1 });
    server.fault('chat.postMessage', { kind: 'rate-limited', retryAfter: 1 });
    await ada.command('/papers', 'graphs', lab.id);
    await ada.mention(lab.id, 'trees');
    await sees(lab.id, ada.id, 'You said graphs');
    expect(await sees(lab.id, ada.id, 'You said trees')).toMatchObject({ deleted: false });
  });

  it('blocks that Slack refuses come as text', async () => {
    const { ada, lab, server, sees } = await open(way);
    server.fault('response_url', { kind: 'status', status: 400, body: 'invalid_blocks' });
    await ada.command('/papers', 'graphs', lab.id);
    expect(await sees(lab.id, ada.id, 'You said graphs')).toMatchObject({ blocks: [] });
  });
});

describe('an answer whose blocks Slack refuses', () => {
  it.each(['invalid_blocks', 'msg_blocks_too_long', 'no_text'])(
    'to a mention comes as words alone (%s)',
    async (code) => {
      const { ada, lab, server, sees } = await open('socket', aloud);
      server.fault('chat.postMessage', { kind: 'error', error: code });
      await ada.mention(lab.id, 'graphs');
      expect(await sees(lab.id, ada.id, 'Said graphs')).toMatchObject({ blocks: [], thread: expect.any(String) });
      expect(server.calls('chat.postMessage')).toHaveLength(2);
    },
  );

  it('in a direct message comes as words alone', async () => {
    const { ada, server, sees } = await open('socket');
    server.fault('chat.postMessage', { kind: 'error', error: 'invalid_blocks' });
    await ada.direct('graphs');
    expect(await sees(server.directChannel(ada.id).id, ada.id, 'You said graphs')).toMatchObject({ blocks: [] });
  });

  it('after its address is spent comes as words alone', async () => {
    const { ada, lab, server, sees } = await open('socket');
    server.fault('response_url', { kind: 'status', status: 404 });
    server.fault('chat.postEphemeral', { kind: 'error', error: 'invalid_blocks' });
    await ada.command('/papers', 'graphs', lab.id);
    expect(await sees(lab.id, ada.id, 'You said graphs')).toMatchObject({ blocks: [], onlyFor: ada.id });
  });

  it('and whose words it refuses too is told of to whoever asked', async () => {
    const { ada, lab, server, sees } = await open('socket', aloud);
    const only = ({ channel }: { channel?: unknown }) => channel === lab.id;
    server.fault('chat.postMessage', { kind: 'error', error: 'invalid_blocks' }, { times: Infinity, only });
    await ada.mention(lab.id, 'graphs');
    const told = await sees(server.directChannel(ada.id).id, ada.id, 'Slack did not take what you asked for');
    expect(told.text).toContain('Said graphs');
    expect(server.calls('chat.postMessage')).toHaveLength(3);
  });
});

describe('an answer that Slack failed to take', () => {
  it.each([500, 503])('with status %i is brought again', async (status) => {
    const { ada, lab, server, sees } = await open('socket');
    const fault = server.fault('response_url', { kind: 'status', status }, { times: 2 });
    await ada.command('/papers', 'graphs', lab.id);
    expect(await sees(lab.id, ada.id, 'You said graphs')).toMatchObject({ via: 'response_url', onlyFor: ada.id });
    expect(fault.used()).toBe(2);
  });

  it('again and again comes as a message of its own, and the address is left alone', async () => {
    const { ada, lab, server, sees } = await open('socket');
    const fault = server.fault('response_url', { kind: 'status', status: 500 }, { times: Infinity });
    await ada.command('/papers', 'graphs', lab.id);
    expect(await sees(lab.id, ada.id, 'You said graphs')).toMatchObject({ via: 'chat.postEphemeral', onlyFor: ada.id });
    expect(fault.used()).toBe(3);
  });

  it('is not said twice to everybody: whoever asked has it alone, and can look', async () => {
    const { ada, lab, server, sees } = await open('socket', aloud);
    const fault = server.fault('response_url', { kind: 'status', status: 500, when: 'after' }, { times: Infinity });
    await ada.command('/papers', 'graphs', lab.id);
    const told = await sees(server.directChannel(ada.id).id, ada.id, lost);
    expect(told.text).toContain('Said graphs');
    expect(server.messages(lab.id).map(({ text }) => text)).toEqual(['Said graphs']);
    expect(fault.used()).toBe(1);
  });
});

describe('an answer that may have arrived', () => {
  it.each(['before', 'after'] as const)('is not sent again: whoever asked has it elsewhere (%s)', async (when) => {
    const { ada, lab, server, sees, lines } = await open('socket');
    const fault = server.fault('response_url', { kind: 'drop', when }, { times: Infinity });
    await ada.command('/papers', 'graphs', lab.id);
    const told = await sees(server.directChannel(ada.id).id, ada.id, lost);
    expect(told.text).toMatch(/If you do not see it there[^]*You said graphs/u);
    expect(server.messages(lab.id, ada.id)).toHaveLength(when === 'after' ? 1 : 0);
    expect(fault.used()).toBe(1);
    expect(lines.filter(({ event }) => event === 'slack.reply-failed')).toHaveLength(1);
  });

  it('in the place of another is sent again: nobody can see the difference', async () => {
    const { ada, lab, server, sees } = await open('socket', pages);
    await ada.command('/papers', 'one', lab.id);
    const message = await sees(lab.id, ada.id, 'Page one');
    server.fault('response_url', { kind: 'drop', when: 'after' });
    const fault = server.fault('response_url', { kind: 'drop' });
    await ada.press({ message }, 'swap:1');
    expect((await sees(lab.id, ada.id, 'Page two')).ts).toBe(message.ts);
    await server.until(() => fault.used() === 1, 'the second try');
    await server.until(() => [...server.responseUrls.all.values()].at(-1)?.uses === 2, 'the third');
    expect(server.messages(lab.id, ada.id)).toHaveLength(1);
    expect(server.world.messages).toHaveLength(1);
  });

  it('to a mention is told in the conversation with whoever asked', async () => {
    const { ada, lab, server, sees } = await open('socket', aloud);
    server.fault('chat.postMessage', { kind: 'drop', when: 'after' });
    await ada.mention(lab.id, 'graphs');
    expect((await sees(server.directChannel(ada.id).id, ada.id, lost)).text).toContain('Said graphs');
    expect(server.messages(lab.id).filter(({ text }) => text.includes('Said graphs'))).toHaveLength(1);
  });
});
