import { afterEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/cards/card.ts';
import { card, openSlack } from './slack-world.ts';
import type { Script, SlackWorld } from './slack-world.ts';

let world: SlackWorld | null = null;
afterEach(async () => {
  await world?.end();
  world = null;
});

const known = 'https://arxiv.org/abs/2401.01234';
const other = 'https://huggingface.co/papers/2402.00001';
const unknown = 'https://arxiv.org/abs/1000.00000';

const script: Script = ({ text }): Partial<Answer> => {
  if (!text.startsWith('glance ')) return {};
  if (text.includes(unknown)) return { card: card('Nothing known'), outcome: 'nothing' };
  const shown = card('A <b>title</b> & <!channel> *more*', 'save 2401.01234');
  const facts = { kind: 'facts', facts: [{ label: 'Authors', value: [{ text: 'A_da & Grace' }] }] } as const;
  const url = text.includes(other) ? other : known;
  return { card: { title: { ...shown.title, url }, blocks: [facts, ...shown.blocks] } };
};

/** Says something; `previewed` waits for the preview of a link in it. */
async function say({ ada, lab, server }: SlackWorld, text: string, channel = lab.id) {
  const { message } = await ada.say(channel, text);
  const previewed = (url: string) => server.until(() => message.unfurls[url], `a preview of ${url}`);
  return { message, previewed };
}

describe.each(['socket', 'http'] as const)('a link, over %s', (way) => {
  let time = Date.parse('2026-11-24T12:00:00Z');

  async function open() {
    world = await openSlack(way, script, { parts: { now: () => new Date(time) } });
    await world.start();
    return world;
  }

  it('to a known paper shows the paper, and nothing in its title calls anybody', async () => {
    const opened = await open();
    const shown = await (await say(opened, `look: <${known}>`)).previewed(known);
    expect(shown).toMatchObject({
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', verbatim: true, text: expect.stringContaining(known) } },
        { type: 'context' },
        { type: 'actions', elements: [{ value: 'save 2401.01234' }] },
      ],
    });
    const text = JSON.stringify(shown);
    expect(text).toContain('&lt;!channel');
    expect(text).not.toContain('<!channel');
    expect(text).not.toContain('*more*');
  });

  it('is previewed in the composer, and again once it is sent', async () => {
    const opened = await open();
    const { ada, server, lab } = opened;
    await ada.compose(lab.id, [known]);
    const ticket = await server.until(
      () => [...server.world.unfurlTickets.values()].find(({ unfurls }) => Object.hasOwn(unfurls, known)),
      'a preview',
    );
    expect(ticket.source).toBe('composer');
    const { previewed } = await say(opened, `<${known}>`);
    expect(await previewed(known)).toHaveProperty('blocks');
  });

  it('to an unknown paper shows nothing, and the known one beside it all the same', async () => {
    const opened = await open();
    const { message, previewed } = await say(opened, `<${unknown}> and <${other}>`);
    await previewed(other);
    await opened.platform.stop();
    expect(Object.keys(message.unfurls)).toEqual([other]);
  });

  it('is previewed once in half an hour and channel', async () => {
    const opened = await open();
    const { server, ada } = opened;
    const second = server.addChannel({ name: 'second', members: [ada.id] });
    await (await say(opened, `<${known}>`)).previewed(known);
    const again = await say(opened, `again <${known}>`);
    await (await say(opened, `here too <${known}>`, second.id)).previewed(known);
    time += 31 * 60_000;
    await (await say(opened, `once more <${known}>`)).previewed(known);
    await opened.platform.stop();
    expect(again.message.unfurls).toEqual({});
    expect(server.calls('chat.unfurl')).toHaveLength(3);
  });

  it('to a paper that was previewed is quiet, also as another version or as the file, and beside it', async () => {
    const opened = await open();
    const [second, file] = [`${known}v2`, 'https://arxiv.org/pdf/2401.01234'];
    const { message, previewed } = await say(opened, `<${known}> and <${file}>`);
    await previewed(known);
    const again = await say(opened, `again <${second}>`);
    await (await say(opened, `<${other}>`)).previewed(other);
    await opened.platform.stop();
    expect(Object.keys(message.unfurls)).toEqual([known]);
    expect(again.message.unfurls).toEqual({});
  });

  it('that Slack did not take, once and once more, is tried again with the next message', async () => {
    const opened = await open();
    opened.server.fault('chat.unfurl', { kind: 'error', error: 'service_unavailable' }, { times: 2 });
    const { message } = await say(opened, `<${known}>`);
    await opened.server.until(() => opened.lines.find(({ event }) => event === 'slack.unfurl-failed'), 'a line');
    expect(message.unfurls).toEqual({});
    expect(await (await say(opened, `<${known}>`)).previewed(known)).toHaveProperty('blocks');
  });

  it('of three in a message is one of a list, and none is previewed', async () => {
    const opened = await open();
    const { message } = await say(opened, `<${known}> <${other}> <${unknown}>`);
    await opened.platform.stop();
    expect(message.unfurls).toEqual({});
    expect(opened.server.calls('chat.unfurl')).toEqual([]);
    const said = opened.heard.map(({ text, place }) => [text, place.channel]);
    expect(said).toEqual([[`overhear ${known} ${other} ${unknown}`, opened.lab.id]]);
  });

  it('is overheard where it was posted, once it is', async () => {
    const opened = await open();
    const overheard = () => opened.heard.filter(({ text }) => text.startsWith('overhear '));
    await opened.ada.compose(opened.lab.id, [known]);
    await opened.server.until(
      () => [...opened.server.world.unfurlTickets.values()].find(({ unfurls }) => Object.hasOwn(unfurls, known)),
      'a preview',
    );
    expect(overheard()).toEqual([]);
    const { message } = await say(opened, `<${unknown}>`);
    await opened.platform.stop();
    expect(message.unfurls).toEqual({});
    expect(overheard()).toMatchObject([
      { text: `overhear ${unknown}`, place: { platform: 'slack', channel: opened.lab.id, thread: null } },
    ]);
  });

  it('has buttons that answer whoever presses them', async () => {
    const opened = await open();
    const { ada, grace, lab, server } = opened;
    const { message } = await ada.say(lab.id, `<${known}>`);
    await server.until(() => Object.hasOwn(message.unfurls, known), 'a preview');
    await grace.press({ message }, 'says:1');
    const answer = await server.until(() =>
      server.messages(lab.id, grace.id).find(({ onlyFor }) => onlyFor === grace.id),
    );
    expect(answer.via).toBe('response_url');
    expect(Object.keys(message.unfurls)).toEqual([known]);
  });
});
