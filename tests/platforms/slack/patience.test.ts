import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { card, openSlack } from './slack-world.ts';
import type { Script, SlackWorld } from './slack-world.ts';

let world: SlackWorld | null = null;
afterEach(async () => {
  await world?.end();
  world = null;
});

/** A clock for both sides on which a second takes 20 ms. */
function fastClock() {
  const began = Date.now();
  const speed = 50;
  const now = () => began + (Date.now() - began) * speed;
  return { now, parts: { now: () => new Date(now()), wait: (ms: number) => sleep(ms / speed) } };
}

const script: Script = ({ text }) => ({ card: card(`You said ${text}`), share: text });

async function open(rateLimit: boolean) {
  const { now, parts } = fastClock();
  world = await openSlack('socket', script, { server: { now, rateLimit }, parts });
  await world.start();
  return world;
}

describe('in a channel where Slack takes one message a second', () => {
  it('eight mentions at once are all answered', async () => {
    const { ada, lab, server, texts } = await open(true);
    const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
    await Promise.all(words.map((word) => ada.mention(lab.id, word)));
    const answers = () => texts(lab.id).filter((text) => text.includes('You said'));
    await server.until(() => answers().length === words.length, 'eight answers');
    for (const word of words) expect(answers().join('\n')).toContain(`You said ${word}`);
  });

  it('Slack is given the time it asks for', async () => {
    const { ada, lab, server, sees } = await open(false);
    const fault = server.fault('chat.postMessage', { kind: 'rate-limited', retryAfter: 12 }, { times: 2 });
    await ada.mention(lab.id, 'one');
    await sees(lab.id, ada.id, 'You said one');
    expect(fault.used()).toBe(2);
  });

  it('nobody is answered after more than half a minute', async () => {
    const { ada, lab, server, lines, texts } = await open(false);
    server.fault('chat.postMessage', { kind: 'rate-limited', retryAfter: 40 });
    await ada.mention(lab.id, 'one');
    await server.until(() => lines.find(({ event }) => event === 'slack.reply-failed'), 'a line');
    expect(texts(lab.id).join()).not.toContain('You said');
  });
});
