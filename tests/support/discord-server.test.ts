import type { REST } from 'discord.js';
import { DiscordAPIError, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DiscordServer } from './discord-server.ts';
import { createDiscordServer } from './discord-server.ts';
import { createRestClient } from './discord/bot.ts';
import type { Channel } from './discord/world.ts';
import type { Fields } from './fields.ts';
import { fieldsOf, listOf } from './fields.ts';

const start = Date.UTC(2026, 10, 24, 9);

let discord: DiscordServer;
let rest: REST;
let channel: Channel;
let time: number;

beforeEach(async () => {
  time = start;
  discord = await createDiscordServer({ now: () => time });
  rest = createRestClient(discord);
  channel = discord.addChannel({ name: 'reading' });
});

afterEach(() => discord.stop());

async function post(body: Fields, to: Channel = channel): Promise<Fields> {
  return fieldsOf(await rest.post(Routes.channelMessages(to.id), { body }));
}

/** The code that a request is refused with. */
async function refusal(request: Promise<unknown>): Promise<DiscordAPIError> {
  const error: unknown = await request.then(
    () => new Error('Expected a refusal'),
    (reason: unknown) => reason,
  );
  if (error instanceof DiscordAPIError) return error;
  throw error;
}

async function code(request: Promise<unknown>): Promise<number | string> {
  return (await refusal(request)).code;
}

const secondRole = () => [...discord.guild.roles.keys()][1] ?? '';

describe('messages', () => {
  it('are held, read back, changed and taken away', async () => {
    const made = await post({ content: 'A paper', embeds: [{ title: 'T' }], nonce: 'n-1' });
    const [message] = discord.messages(channel);
    expect(message).toMatchObject({
      id: made['id'],
      content: 'A paper',
      embeds: [{ title: 'T' }],
      nonce: 'n-1',
      via: 'create',
    });
    const id = String(made['id']);
    await rest.patch(Routes.channelMessage(channel.id, id), { body: { content: 'Another' } });
    expect(await rest.get(Routes.channelMessage(channel.id, id))).toMatchObject({
      content: 'Another',
      embeds: [{ title: 'T' }],
      edited_timestamp: '2026-11-24T09:00:00.000000+00:00',
    });
    await rest.delete(Routes.channelMessage(channel.id, id));
    expect(discord.messages(channel)).toEqual([]);
    expect(await code(rest.get(Routes.channelMessage(channel.id, id)))).toBe(10008);
  });

  it('come in pages: before, after and around a point', async () => {
    for (let number = 1; number <= 7; number += 1) await post({ content: String(number) });
    const ids = discord.messages(channel).map((each) => each.id);
    const read = async (query: string) =>
      listOf(await rest.get(Routes.channelMessages(channel.id), { query: new URLSearchParams(query) })).map(
        (each) => fieldsOf(each)['content'],
      );
    expect(await read('limit=3')).toEqual(['7', '6', '5']);
    expect(await read(`limit=2&before=${ids[4]}`)).toEqual(['4', '3']);
    expect(await read(`limit=2&after=${ids[1]}`)).toEqual(['4', '3']);
    expect(await read(`limit=3&around=${ids[3]}`)).toEqual(['5', '4', '3']);
    expect(await code(rest.get(Routes.channelMessages(channel.id), { query: new URLSearchParams('limit=101') }))).toBe(
      50035,
    );
  });

  it('with an enforced nonce are made once in a few minutes', async () => {
    const body = { content: 'Once', nonce: 'slot-2026-11-24', enforce_nonce: true };
    const [first, second] = [await post(body), await post(body)];
    expect(second['id']).toBe(first['id']);
    await post({ ...body, enforce_nonce: false });
    expect(discord.messages(channel)).toHaveLength(2);
    time += 6 * 60_000;
    expect((await post(body))['id']).not.toBe(first['id']);
    expect((await refusal(post({ content: 'x', nonce: 'n'.repeat(26) }))).rawError).toMatchObject({
      errors: { nonce: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] } },
    });
  });

  it('ping only whom allowed_mentions lets them', async () => {
    const ada = discord.addUser({ name: 'ada' });
    const role = discord.addRole(discord.guild, { name: 'readers', mentionable: true });
    const text = `<@${ada.id}> <@&${role.id}> @everyone`;
    await post({ content: text });
    await post({ content: text, allowed_mentions: { parse: [] } });
    await post({ content: text, allowed_mentions: { parse: [], roles: [role.id] } });
    expect(discord.messages(channel).map((each) => each.pings)).toEqual([
      { users: [ada.id], roles: [role.id], everyone: false },
      { users: [], roles: [], everyone: false },
      { users: [], roles: [role.id], everyone: false },
    ]);
    discord.happen.permit(discord.guild, discord.guild.roles.get(secondRole())!, ['MentionEveryone']);
    await post({ content: text });
    expect(discord.messages(channel).at(-1)?.pings.everyone).toBe(true);
    expect(await code(post({ content: 'x', allowed_mentions: { parse: ['users'], users: [ada.id] } }))).toBe(50035);
  });

  it('answer another one, which must be there and readable', async () => {
    const ada = discord.addUser({ name: 'ada' });
    const { message } = discord.person(ada).say(channel, 'hello');
    const made = await post({ content: 'hi', message_reference: { message_id: message.id } });
    expect(made).toMatchObject({
      type: 19,
      referenced_message: { id: message.id },
      message_reference: { message_id: message.id },
    });
    expect(discord.messages(channel).at(-1)?.pings.users).toEqual([ada.id]);
    const gone = { message_reference: { message_id: '1' } };
    expect(await code(post({ content: 'hi', ...gone }))).toBe(50035);
    expect(
      await post({ content: 'hi', message_reference: { message_id: '1', fail_if_not_exists: false } }),
    ).toMatchObject({ type: 0 });
    discord.happen.overwrite(channel, discord.guild.id, { deny: ['ReadMessageHistory'] });
    expect(await code(post({ content: 'hi', message_reference: { message_id: message.id } }))).toBe(160002);
    expect(await rest.get(Routes.channelMessages(channel.id))).toEqual([]);
  });

  it('are only changed by who wrote them, and not too often when they are old', async () => {
    const said = discord.person(discord.addUser({ name: 'ada' })).say(channel, 'mine');
    expect(await code(rest.patch(Routes.channelMessage(channel.id, said.message.id), { body: { content: 'x' } }))).toBe(
      50005,
    );
    expect(await code(rest.delete(Routes.channelMessage(channel.id, said.message.id)))).toBe(50013);
    const id = String((await post({ content: 'old' }))['id']);
    time += 2 * 3_600_000;
    const change = () => rest.patch(Routes.channelMessage(channel.id, id), { body: { content: 'new' } });
    for (let count = 0; count < discord.world.lateEdits; count += 1) await change();
    // 30046 comes as 429: the client would wait, so the raw answer is read.
    const answer = await fetch(`${discord.apiUrl}/v10${Routes.channelMessage(channel.id, id)}`, {
      method: 'PATCH',
      headers: {
        authorization: `Bot ${discord.token}`,
        'content-type': 'application/json',
        'user-agent': 'DiscordBot (test, 1)',
      },
      body: '{"content":"new"}',
    });
    expect([answer.status, await answer.json()]).toMatchObject([429, { code: 30046, retry_after: 3_600 }]);
  });

  it('carry files', async () => {
    const made = await rest.post(Routes.channelMessages(channel.id), {
      body: { content: 'cite', attachments: [{ id: '0', description: 'BibTeX' }] },
      files: [{ name: 'paper.bib', data: '@article{a}', contentType: 'text/plain' }],
    });
    expect(made).toMatchObject({ attachments: [{ filename: 'paper.bib', size: 11, description: 'BibTeX' }] });
    expect(discord.calls('POST /channels/:channel/messages')[0]?.files[0]?.text).toBe('@article{a}');
  });

  it('of an announcement channel are crossposted once', async () => {
    const news = discord.addChannel({ name: 'news', kind: 'announcement' });
    const id = String((await post({ content: 'News' }, news))['id']);
    expect(await rest.post(Routes.channelMessageCrosspost(news.id, id))).toMatchObject({ flags: 1 });
    expect(await code(rest.post(Routes.channelMessageCrosspost(news.id, id)))).toBe(40033);
    const plain = String((await post({ content: 'x' }))['id']);
    expect(await code(rest.post(Routes.channelMessageCrosspost(channel.id, plain)))).toBe(50024);
  });
});

describe('places that refuse', () => {
  it('names what is gone, hidden or forbidden', async () => {
    expect(await code(rest.get(Routes.channel('123')))).toBe(10003);
    expect(await code(post({ content: 'x' }, { ...channel, id: '123' }))).toBe(10003);
    discord.happen.overwrite(channel, discord.guild.id, { deny: ['SendMessages'] });
    expect(await code(post({ content: 'x' }))).toBe(50013);
    discord.happen.overwrite(channel, discord.guild.id, { deny: ['EmbedLinks'] });
    expect(await code(post({ embeds: [{ title: 'x' }] }))).toBe(50013);
    expect(await post({ content: 'x' })).toMatchObject({ content: 'x' });
    discord.happen.overwrite(channel, discord.guild.id, { deny: ['ViewChannel'] });
    expect(await code(post({ content: 'x' }))).toBe(50001);
    // The bot's own role opens it again.
    discord.happen.overwrite(channel, secondRole(), { allow: ['ViewChannel'] });
    expect(await post({ content: 'x' })).toMatchObject({ content: 'x' });
    discord.happen.expel(discord.guild);
    expect(await code(post({ content: 'x' }))).toBe(50001);
    expect(await code(rest.get(Routes.guild(discord.guild.id)))).toBe(50001);
    expect(await code(rest.get(Routes.guild('123')))).toBe(10004);
  });

  it('lets somebody close the direct conversation', async () => {
    const ada = discord.addUser({ name: 'ada' });
    const opened = fieldsOf(await rest.post(Routes.userChannels(), { body: { recipient_id: ada.id } }));
    const conversation = discord.directChannel(ada.id);
    expect(opened['id']).toBe(conversation.id);
    expect(await post({ content: 'hello' }, conversation)).toMatchObject({ content: 'hello' });
    ada.acceptsDirect = false;
    expect(await code(post({ content: 'hello' }, conversation))).toBe(50007);
    const stranger = discord.addUser({ name: 'bob' }, null);
    expect(await code(post({ content: 'hello' }, discord.directChannel(stranger.id)))).toBe(50278);
  });

  it('asks for an agent, a token and valid JSON', async () => {
    const send = async (headers: Record<string, string>, body = '{}') =>
      (await fetch(`${discord.apiUrl}/v10/channels/${channel.id}/messages`, { method: 'POST', headers, body })).status;
    const agent = { 'user-agent': 'DiscordBot (test, 1)' };
    expect(await send({ authorization: `Bot ${discord.token}` })).toBe(403);
    expect(await send(agent)).toBe(401);
    expect(await send({ ...agent, authorization: `Bot ${discord.token}` }, '{')).toBe(400);
    expect(await code(rest.get('/nowhere'))).toBe(0);
  });
});

const ids = (listed: unknown) => listOf(fieldsOf(listed)['threads']).map((each) => fieldsOf(each)['id']);

describe('threads and forums', () => {
  it('starts a thread on a message, once', async () => {
    const id = String((await post({ content: 'A paper' }))['id']);
    expect(
      await rest.post(Routes.threads(channel.id, id), { body: { name: 'Talk', auto_archive_duration: 1440 } }),
    ).toMatchObject({
      id,
      type: 11,
      parent_id: channel.id,
    });
    expect(await code(rest.post(Routes.threads(channel.id, id), { body: { name: 'Talk' } }))).toBe(160004);
    expect(
      await code(rest.post(Routes.threads(channel.id, id), { body: { name: 'Talk', auto_archive_duration: 5 } })),
    ).toBe(50035);
    const thread = discord.world.channels.get(id)!;
    discord.happen.overwrite(channel, discord.guild.id, { deny: ['SendMessages'] });
    expect(await post({ content: 'in the thread' }, thread)).toMatchObject({ channel_id: id });
    discord.happen.overwrite(channel, discord.guild.id, { deny: ['SendMessagesInThreads'] });
    expect(await code(post({ content: 'x' }, thread))).toBe(50013);
  });

  it('wakes an archived thread, and not a locked one', async () => {
    const thread = discord.addThread({ parent: channel, name: 'Talk', ownerId: discord.app.botId });
    discord.happen.archive(thread, { archived: true });
    const id = String((await post({ content: 'again' }, thread))['id']);
    expect(thread.thread?.archived).toBe(false);
    discord.happen.archive(thread, { archived: true, locked: true });
    expect(await code(post({ content: 'x' }, thread))).toBe(160005);
    expect(await code(rest.patch(Routes.channelMessage(thread.id, id), { body: { content: 'x' } }))).toBe(50083);
  });

  it('lists threads: the active ones of the server, and the archived ones of a channel', async () => {
    const talk = discord.addThread({ parent: channel, name: 'Talk', ownerId: discord.app.botId });
    const old = discord.addThread({ parent: channel, name: 'Old', ownerId: discord.app.botId });
    discord.happen.archive(old, { archived: true });
    expect(ids(await rest.get(Routes.guildActiveThreads(discord.guild.id)))).toEqual([talk.id]);
    const archived = Routes.channelThreads(channel.id, 'public');
    expect(await rest.get(archived)).toMatchObject({ threads: [{ id: old.id }], has_more: false });
    const older = discord.addThread({ parent: channel, name: 'Older', ownerId: discord.app.botId });
    discord.happen.archive(older, { archived: true });
    const query = new URLSearchParams({ limit: '1' });
    expect(await rest.get(archived, { query })).toMatchObject({ threads: [{ id: older.id }], has_more: true });
    discord.happen.overwrite(channel, discord.guild.id, { deny: ['ReadMessageHistory'] });
    expect(await code(rest.get(archived))).toBe(50013);
    discord.happen.overwrite(channel, discord.guild.id, { deny: ['ViewChannel'] });
    expect(ids(await rest.get(Routes.guildActiveThreads(discord.guild.id)))).toEqual([]);
  });

  it('takes posts in a forum, with a tag where it asks for one', async () => {
    const forum = discord.addChannel({ name: 'papers', kind: 'forum', tags: ['daily'], requiresTag: true });
    const body = { name: 'Paper of the day', message: { content: 'A paper' } };
    expect(await code(post({ content: 'x' }, forum))).toBe(40058);
    expect(await code(rest.post(Routes.threads(forum.id), { body }))).toBe(40067);
    expect(await code(rest.post(Routes.threads(forum.id), { body: { ...body, applied_tags: ['1'] } }))).toBe(10087);
    const made = fieldsOf(
      await rest.post(Routes.threads(forum.id), { body: { ...body, applied_tags: [forum.tags[0]?.id] } }),
    );
    expect(made).toMatchObject({ parent_id: forum.id, message: { id: made['id'], content: 'A paper' } });
    expect(discord.messages(String(made['id'])).map((each) => each.content)).toEqual(['A paper']);
  });
});

describe('commands', () => {
  it('are put, keep their ids, and are refused when wrong', async () => {
    const put = (body: unknown) => rest.put(Routes.applicationCommands(discord.app.id), { body });
    const papers = { name: 'papers', description: 'Papers' };
    const [first] = listOf(await put([papers])).map(fieldsOf);
    const again = listOf(
      await put([
        { ...papers, description: 'Find papers' },
        { name: 'Find related papers', type: 3 },
      ]),
    ).map(fieldsOf);
    expect(again[0]?.['id']).toBe(first?.['id']);
    expect(discord.commands().map((each) => each.body['name'])).toEqual(['papers', 'Find related papers']);
    expect(await code(put([papers, papers]))).toBe(50035);
    expect(await code(put([{ ...papers, name: 'Papers' }]))).toBe(50035);
    const choices = Array.from({ length: 26 }, (_, index) => ({ name: String(index), value: String(index) }));
    const option = { type: 3, name: 'topic', description: 'Topic', choices };
    expect((await refusal(put([{ ...papers, options: [option] }]))).rawError).toMatchObject({
      errors: { 0: { options: { 0: { choices: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] } } } } },
    });
    await rest.put(Routes.applicationGuildCommands(discord.app.id, discord.guild.id), { body: [papers] });
    expect(discord.commands(discord.guild.id)).toHaveLength(1);
  });
});
