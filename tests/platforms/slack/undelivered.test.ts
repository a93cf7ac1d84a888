import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../../src/commands/index.ts';
import { createAnswer } from '../../../src/flows/answer.ts';
import { createDeliver } from '../../../src/flows/deliver.ts';
import type { LogFields } from '../../../src/log.ts';
import { createSlack } from '../../../src/platforms/slack/index.ts';
import { seedPapers, startService } from '../../flows/service.ts';
import type { Service } from '../../flows/service.ts';
import { createClock } from '../../support/clock.ts';
import { createSlackServer } from '../../support/slack-server.ts';
import type { Channel } from '../../support/slack/world.ts';
import { quick, settingsFor } from './slack-world.ts';
import { noSources } from '../../support/no-sources.ts';

/* A post of a subscription that Slack does not take, from the slot to the person who hears of it. */

let service: Service;
let end: () => Promise<void> = () => Promise.resolve();
beforeEach(async () => {
  service = await startService(await seedPapers());
});
afterEach(async () => {
  await end();
  await service.close();
});

async function open() {
  const server = await createSlackServer();
  const ada = server.addUser({ name: 'ada', tz: 'UTC' });
  const clock = createClock('2026-11-24T08:00:00Z');
  const { store, index } = service;
  const events: string[] = [];
  const lines: { readonly event: string; readonly fields: LogFields }[] = [];
  const note = (event: string, fields: LogFields = {}) => {
    events.push(event);
    lines.push({ event, fields });
  };
  const log = { debug: note, info: note, warn: note, error: note };
  const slack = createSlack(settingsFor(server, 'socket'), quick);
  await slack.start({
    commands,
    answer: createAnswer({ sources: noSources, store, index, now: clock.now, log }),
    log,
  });
  end = async () => {
    await slack.stop();
    await server.stop();
  };
  const deliver = createDeliver({ store, index, platforms: new Map([['slack', slack]]), now: clock.now, log });
  const own = server.directChannel(ada.id);
  return {
    server,
    events,
    lines,
    channel: (kind: 'public' | 'private' = 'public', name = 'den') =>
      server.addChannel({ name, kind, members: [ada.id] }),
    subscribe: async (channel: Channel) => {
      await server.person(ada.id).command('/papers', 'subscribe weight decay at 9:00', channel.id);
      await server.until(() => server.messages(channel.id).some(({ text }) => text.includes('Subscribed')), 'a word');
    },
    resume: async (channel: Channel) => {
      await server.person(ada.id).command('/papers', 'resume 1', channel.id);
      await server.until(() => server.messages(channel.id).some(({ text }) => text.includes('posts again')), 'a word');
    },
    /** What each of three days has brought by its end: a post, or words to Ada alone. */
    threeDays: async (channel: Channel, between: (day: number) => Promise<void> = async () => {}) => {
      const posts = () => server.messages(channel.id).filter(({ metadata }) => metadata !== null).length;
      const counts: (readonly [posts: number, told: number])[] = [];
      for (const day of [24, 25, 26]) {
        clock.set(`2026-11-${day}T09:00:00Z`);
        await deliver.tick();
        counts.push([posts(), server.messages(own.id).length]);
        await between(day);
      }
      return counts;
    },
    words: () =>
      server
        .messages(own.id)
        .map(({ text }) => text)
        .join('\n'),
    reasons: async () => {
      const [subscription] = await store.subscriptions.all();
      return (await store.ledger.recent(subscription?.id ?? '', 3)).map(({ outcome }) => outcome?.reason);
    },
  };
}

const untaken = [
  [0, 1],
  [0, 1],
  [0, 1],
] as const;

describe('a subscription whose channel', () => {
  it.each([
    [
      'was archived',
      'public',
      (channel: Channel) => (channel.archived = true),
      /This place is gone from Slack[^]*subscribe in another place/u,
    ],
    [
      'is private and without the bot',
      'private',
      (channel: Channel, bot: string) => channel.members.delete(bot),
      /I cannot see that channel[^]*\/invite @paperboy/u,
    ],
    [
      'is without the bot',
      'public',
      (channel: Channel, bot: string) => channel.members.delete(bot),
      /Invite me to the channel: \/invite @paperboy/u,
    ],
    [
      'became read-only',
      'public',
      (channel: Channel) => (channel.posting = 'read-only'),
      /Not everybody may post in that channel/u,
    ],
  ] as const)('%s is told of once to whoever made it', async (_, kind, spoil, words) => {
    const { server, channel, subscribe, threeDays, words: told } = await open();
    const den = channel(kind);
    await subscribe(den);
    spoil(den, server.workspace.botUserId);
    expect(await threeDays(den)).toEqual(untaken);
    expect(told()).toMatch(words);
    expect(told()).toContain('in #den');
    expect(told()).not.toContain(den.id);
  });

  it('is one of several is told from the others', async () => {
    const { server, channel, subscribe, threeDays, words: told } = await open();
    const names = ['den', 'cave', 'nest', 'lair'];
    const channels = names.map((name, at) => channel(at === 0 ? 'private' : 'public', name));
    for (const one of channels) {
      await subscribe(one);
      one.members.delete(server.workspace.botUserId);
    }
    await threeDays(channels[0]!);
    for (const name of names) expect(told()).toContain(`in #${name}`);
  });

  it('may be posted in again has its post once somebody resumes it', async () => {
    const { channel, subscribe, resume, threeDays } = await open();
    const den = channel();
    await subscribe(den);
    den.posting = 'read-only';
    const mend = async (day: number): Promise<void> => {
      if (day !== 24) return;
      den.posting = 'everyone';
      await resume(den);
    };
    expect(await threeDays(den, mend)).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
    ]);
  });
});

describe('a token that was revoked', () => {
  it('is what the ledger and the log say, as Slack lets nobody be told before there is a good one, and posts go on with that', async () => {
    const { server, channel, subscribe, resume, threeDays, events, reasons } = await open();
    const den = channel();
    await subscribe(den);
    const token = server.world.tokens.get(server.workspace.botToken)!;
    token.state = 'token_revoked';
    const mend = async (day: number): Promise<void> => {
      if (day !== 25) return;
      token.state = 'active';
      await resume(den);
    };
    expect(await threeDays(den, mend)).toEqual([
      [0, 0],
      [0, 0],
      [1, 1],
    ]);
    expect(
      (await reasons()).filter((reason) => /no longer accepts the token.*new bot token/u.test(reason ?? '')),
    ).toHaveLength(2);
    expect(events.filter((event) => event === 'deliver.maker-not-told')).toHaveLength(2);
  });

  it('costs nobody an answer: whoever typed a command is answered without it', async () => {
    const { server, channel, subscribe } = await open();
    const den = channel();
    await subscribe(den);
    server.world.tokens.get(server.workspace.botToken)!.state = 'token_revoked';
    const [ada] = [...server.world.users.values()].filter(({ name }) => name === 'ada');
    await server.person(ada!.id).command('/papers', 'weight decay', den.id);
    const answers = () => server.messages(den.id, ada!.id).filter(({ onlyFor }) => onlyFor === ada!.id);
    await server.until(() => answers().length > 0, 'an answer');
    expect(answers()).toMatchObject([{ via: 'response_url' }]);
  });

  it('is what whoever subscribes hears, and one plain line of the log', async () => {
    const { server, channel, lines } = await open();
    const den = channel();
    server.world.tokens.get(server.workspace.botToken)!.state = 'token_revoked';
    const [ada] = [...server.world.users.values()].filter(({ name }) => name === 'ada');
    for (const topic of ['weight', 'quantization']) {
      await server.person(ada!.id).command('/papers', `subscribe ${topic} at 9:00`, den.id);
    }
    await server.until(() => server.messages(den.id).length > 1, 'two answers');
    for (const { text } of server.messages(den.id)) {
      expect(text).toMatch(/^Subscribed, as number \d, but nothing can be posted yet/u);
      expect(text).toContain('Slack no longer accepts the token of paperboy');
    }
    expect(lines.filter(({ event }) => event === 'slack.token-refused')).toMatchObject([
      { fields: { reason: expect.stringMatching(/^Slack refuses SLACK_BOT_TOKEN \(token_revoked\): /u) } },
    ]);
    expect(lines.filter(({ event, fields }) => event.startsWith('slack.') && 'error' in fields)).toEqual([]);
  });
});
