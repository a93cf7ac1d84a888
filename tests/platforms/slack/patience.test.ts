import { afterEach, describe, expect, it } from 'vitest';
import { createWaitingClock } from '../../support/waiting-clock.ts';
import { card, openSlack } from './slack-world.ts';
import type { Script, SlackWorld } from './slack-world.ts';

let world: SlackWorld | null = null;
afterEach(async () => {
  await world?.end();
  world = null;
});

const script: Script = ({ text }) => ({ card: card(`You said ${text}`), share: text });

/** Both sides live by one clock, which moves only where the test lets a wait end. */
async function open(rateLimit: boolean) {
  const clock = createWaitingClock('2026-11-24T12:00:00Z');
  const { now, wait } = clock;
  const server = { now: () => now().getTime(), rateLimit };
  world = await openSlack('socket', script, { server, parts: { now, wait } });
  await world.start();
  const place = { platform: 'slack', workspace: world.server.workspace.id, thread: null };
  return { ...world, clock, placeOf: (channel: string) => ({ ...place, channel }) };
}

describe('in a channel where Slack takes one message a second', () => {
  it('eight mentions at once are all answered, a second apart', async () => {
    const { ada, lab, server, texts, clock } = await open(true);
    const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
    await Promise.all(words.map((word) => ada.mention(lab.id, word)));
    const answers = () => texts(lab.id).filter((text) => text.includes('You said'));
    const passed: number[] = [];
    for (let count = 1; count < words.length; count += 1) {
      await server.until(() => answers().length === count, `${count} answers`);
      passed.push(await clock.pass());
    }
    await server.until(() => answers().length === words.length, 'all answers');
    expect(passed).toEqual([1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000]);
    for (const word of words) expect(answers().join('\n')).toContain(`You said ${word}`);
    expect(server.calls('chat.postMessage')).toHaveLength(words.length);
  });

  it('Slack is given the time it asks for', async () => {
    const { ada, lab, server, sees, clock } = await open(false);
    const fault = server.fault('chat.postMessage', { kind: 'rate-limited', retryAfter: 12 }, { times: 2 });
    await ada.mention(lab.id, 'one');
    expect([await clock.pass(), await clock.pass()]).toEqual([12_000, 12_000]);
    await sees(lab.id, ada.id, 'You said one');
    expect(fault.used()).toBe(2);
  });

  it('nobody is answered after more than half a minute, but whoever asked hears of it elsewhere', async () => {
    const { ada, lab, server, lines, texts, sees } = await open(false);
    server.fault('chat.postMessage', { kind: 'rate-limited', retryAfter: 40 });
    await ada.mention(lab.id, 'one');
    await server.until(() => lines.find(({ event }) => event === 'slack.reply-failed'), 'a line');
    expect(texts(lab.id).join()).not.toContain('You said');
    const told = await sees(server.directChannel(ada.id).id, ada.id, 'Slack did not take what you asked for');
    expect(told.text).toMatch(/ask again in a minute[^]*You said one/u);
  });
});

describe('a channel of which Slack has had too much', () => {
  it('waits, for answers and posts alike, and no other channel waits with it', async () => {
    const { ada, lab, server, sees, clock, platform, placeOf } = await open(false);
    const den = server.addChannel({ name: 'den', members: [ada.id] });
    const only = ({ channel }: { channel?: unknown }) => channel === lab.id;
    server.fault('chat.postMessage', { kind: 'rate-limited', retryAfter: 12 }, { only });
    await ada.mention(lab.id, 'one');
    await clock.waiting();
    await ada.mention(den.id, 'two');
    await sees(den.id, ada.id, 'You said two');
    await expect(platform.post(placeOf(lab.id), card('Paper of the day'), 'one')).rejects.toMatchObject({
      failure: { kind: 'busy', retryAfterMs: 12_000 },
    });
    expect(server.calls('chat.postMessage')).toHaveLength(2);
    expect(await clock.pass()).toBe(12_000);
    await sees(lab.id, ada.id, 'You said one');
  });
});
