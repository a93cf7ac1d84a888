import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/cards/card.ts';
import type { Place } from '../../../src/chat/place.ts';
import { commands } from '../../../src/commands/index.ts';
import { createCall } from '../../../src/platforms/discord/call.ts';
import { commandsSchema } from '../../../src/platforms/discord/commands-schema.ts';
import { createPoster } from '../../../src/platforms/discord/post.ts';
import { renderMessage, renderText } from '../../../src/platforms/discord/render.ts';
import { DeliveryError } from '../../../src/platforms/platform.ts';
import { anyCard } from '../../support/card-arbitrary.ts';
import { commandIssues, duplicateIssues } from '../../support/discord/command-rules.ts';
import { messageIssues } from '../../support/discord/message-rules.ts';
import { createDiscordServer } from '../../support/discord-server.ts';
import type { DiscordServer } from '../../support/discord-server.ts';
import { fieldsOf } from '../../support/fields.ts';

/** What Discord's own description of its API says to what we send. */
describe("Discord's description", () => {
  it('takes any card, as a message and as text', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        expect(messageIssues('MessageCreateRequest', renderMessage(card))).toEqual([]);
        expect(messageIssues('MessageCreateRequest', renderText(card))).toEqual([]);
      }),
      { seed: 20261124, endOnFailure: true, numRuns: 150 },
    );
  });

  it.each([true, false])('takes the commands: everywhere %s', (everywhere) => {
    const schema = commandsSchema(commands, { everywhere }).map(fieldsOf);
    expect(schema.flatMap((command) => commandIssues(command, []))).toEqual([]);
    expect(duplicateIssues(schema)).toEqual([]);
  });
});

const key = '0b7b5a52-8a4e-4d4b-9c0e-6f6a5f0a9d1c:2026-11-24';
const card: Card = {
  title: { text: 'A *title* for @everyone', url: 'https://arxiv.org/abs/2401.01234' },
  blocks: [{ kind: 'actions', actions: [{ label: 'Similar', says: 'similar 2401.01234' }] }],
  thread: { title: { text: 'Abstract' }, blocks: [{ kind: 'text', spans: [{ text: 'We show.' }] }] },
};

let discord: DiscordServer;

beforeEach(async () => {
  discord = await createDiscordServer();
});

afterEach(() => discord.stop());

function poster() {
  return createPoster({
    call: createCall({ token: discord.token, api: discord.apiUrl }),
    userId: discord.app.botId,
    sentences: { keep: async () => 'k' },
    now: () => new Date(),
  });
}

const placeOf = (channel: { readonly id: string }): Place => ({
  platform: 'discord',
  workspace: discord.guild.id,
  channel: channel.id,
  thread: null,
});

const justNow = () => new Date().toISOString();

async function failureOf(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof DeliveryError)) throw new Error('Expected a DeliveryError', { cause: error });
  return error.failure;
}

describe('in a whole Discord', () => {
  it.each(['text', 'announcement'] as const)(
    'a post is in a channel of the kind %s, and is found there',
    async (kind) => {
      const channel = discord.addChannel({ name: 'papers', kind });
      const { post, find } = poster();
      const since = justNow();
      const message = await post(placeOf(channel), card, key);
      const [shown] = discord.messages(channel);
      expect(message).toBe(`${channel.id}:${shown?.id}`);
      expect(shown?.threadId).not.toBeNull();
      expect(discord.messages(shown?.threadId ?? '').map(({ content }) => content)).toContain('**Abstract**\nWe show.');
      expect(await find(placeOf(channel), key, since)).toEqual({ kind: 'found', message });
      expect(await find(placeOf(channel), 'another', since)).toEqual({ kind: 'absent' });
    },
  );

  it('a post whose answer is lost is there once, however often it is sent again', async () => {
    const channel = discord.addChannel({ name: 'papers' });
    const { post, find } = poster();
    const since = justNow();
    discord.fault('POST /channels/:channel/messages', { kind: 'drop', when: 'after' });
    expect(await failureOf(post(placeOf(channel), card, key))).toEqual({ kind: 'unknown' });
    expect(await find(placeOf(channel), key, since)).toMatchObject({ kind: 'found' });
    await post(placeOf(channel), card, key);
    expect(discord.messages(channel)).toHaveLength(1);
  });

  it('a post in a forum is a thread with a tag', async () => {
    const forum = discord.addChannel({ name: 'reading', kind: 'forum', tags: ['Papers'], requiresTag: true });
    const message = await poster().post(placeOf(forum), card, key);
    const [thread = ''] = message.split(':');
    expect(discord.messages(thread).map(({ content }) => content)).toEqual([
      '**A \\*title\\* for @\u2060everyone**',
      '**Abstract**\nWe show.',
    ]);
  });

  it('a channel that is no more is gone', async () => {
    expect(await failureOf(poster().post(placeOf({ id: '123456789012345678' }), card, key))).toEqual({ kind: 'gone' });
  });

  it('a missing permission is found out and named', async () => {
    const guild = discord.addGuild({ everyone: ['ViewChannel', 'ReadMessageHistory', 'SendMessages'] });
    const channel = discord.addChannel({ name: 'papers', guild });
    const failure = await failureOf(poster().post({ ...placeOf(channel), workspace: guild.id }, card, key));
    expect(failure).toMatchObject({ remedy: expect.stringContaining('the permission “Embed Links”.') as unknown });
  });

  it('a word to one person comes to them alone, or it is said why not', async () => {
    const reader = discord.addUser({ name: 'ada' });
    const person = { platform: 'discord', workspace: discord.guild.id, id: reader.id };
    await poster().tell(person, card);
    expect(discord.messages(discord.directChannel(reader.id))).toHaveLength(1);
    reader.acceptsDirect = false;
    expect(await failureOf(poster().tell(person, card))).toMatchObject({ kind: 'forbidden' });
  });
});
