import { afterEach, describe, expect, it } from 'vitest';
import type { Answer, Card } from '../../../src/cards/card.ts';
import { createDiscord } from '../../../src/platforms/discord/index.ts';
import { parseWish } from '../../../src/subscription/grammar.ts';
import { createClock } from '../../support/clock.ts';
import { card, openDiscord, quick, settingsFor } from './discord-world.ts';
import type { DiscordWorld, DiscordWorldOptions, Script } from './discord-world.ts';

let world: DiscordWorld | null = null;
afterEach(async () => {
  await world?.end();
  world = null;
});

/** Answers as the commands would, so far as the adapter can tell. */
const script: Script = ({ text, person }): Partial<Answer> => {
  const [word = '', ...rest] = text.split(' ');
  if (word === 'share') return { card: card(`Shared ${rest.join(' ')}`), audience: 'place' };
  if (word === 'subscribe') return { card: card('Subscribed, as number 1', 'unsubscribe 1'), audience: 'place' };
  if (word === 'help') return { card: card('What you can say') };
  if (word === 'saved') return { card: card(`Saved by ${person.id}`) };
  if (word === 'similar') return { card: card('This is not quite right'), outcome: 'problem' };
  if (word === 'trending') return { card: pageCard(text, 2), share: text };
  if (word === 'page') return { card: pageCard(text, Number(rest[0]) + 1), share: text };
  if (word === 'today') return { card: listCard };
  return { card: card(`Papers for “${text}”`, 'similar 2401.01234'), share: `search ${text}` };
};

function pageCard(title: string, next: number): Card {
  const action = { label: 'Next', says: `page ${next} x`, effect: 'replace' } as const;
  return { title: { text: title }, blocks: [{ kind: 'actions', actions: [action] }] };
}

const listCard: Card = {
  title: { text: 'A list' },
  blocks: [
    {
      kind: 'list',
      items: [1, 2].map((number) => ({
        number,
        title: { text: `Paper ${number}` },
        facts: [],
        text: [],
        actions: [
          { label: 'Abstract', says: `abstract ${number}` },
          { label: 'Similar', says: `search ${'like '.repeat(30)}${number}` },
        ],
      })),
    },
  ],
};

async function open(options: DiscordWorldOptions = {}, given: Script = script) {
  world = await openDiscord(given, options);
  await world.start();
  return world;
}

describe('a command', () => {
  it('becomes a sentence, and is answered to the person alone', async () => {
    const { ada, grace, lab, heard, server } = await open();
    const values = { query: 'sparse attention <b>', author: 'Yann "LeCun"', after: '2024-05', sort: 'new' };
    const done = await ada.command(lab, 'papers search', values);
    expect(done).toMatchObject({ answered: true, type: 4 });
    expect(done.message()).toMatchObject({ onlyFor: ada.id, pings: { users: [], roles: [], everyone: false } });
    expect(done.message()?.content).toContain('Papers for “search sparse attention');
    expect(server.messages(lab, grace.id)).toEqual([]);
    expect(heard).toMatchObject([
      {
        text: 'search sparse attention <b> au:"Yann LeCun" after:2024-05 sort:new',
        person: { platform: 'discord', workspace: null, id: ada.id },
        place: { platform: 'discord', workspace: server.guild.id, channel: lab.id, thread: null },
        zone: 'UTC',
        mayConfigure: false,
        direct: false,
        dialogs: true,
      },
    ]);
  });

  it('has a button that shares its answer, once somebody wants everybody to see it', async () => {
    const { ada, grace, lab, server } = await open();
    const done = await ada.command(lab, 'papers search', { query: 'graphs' });
    const shared = await ada.press(done.message()!, 'Share');
    expect(shared.message()).toMatchObject({ onlyFor: null });
    expect(shared.message()?.content).toContain('Shared search search graphs');
    expect(server.messages(lab, grace.id)).toHaveLength(1);
    expect(server.messages(lab, ada.id)).toHaveLength(2);
    const again = await ada.press(done.message()!, 'Share');
    expect(again.message()).toMatchObject({ onlyFor: ada.id });
    expect(again.message()?.content).toContain('It is here already');
    expect(server.messages(lab, grace.id)).toHaveLength(1);
  });

  it('can be shared again when the first time is out of sight', async () => {
    const clock = createClock('2026-11-24T09:00:00.000Z');
    const { ada, lab, server } = await open({ parts: { now: clock.now } });
    const done = await ada.command(lab, 'papers search', { query: 'graphs' });
    await ada.press(done.message()!, 'Share');
    clock.advance(1);
    expect((await ada.press(done.message()!, 'Share')).message()).toMatchObject({ onlyFor: ada.id });
    clock.advance(1);
    expect((await ada.press(done.message()!, 'Share')).message()).toMatchObject({ onlyFor: null });
    expect(server.messages(lab).filter(({ onlyFor }) => onlyFor === null)).toHaveLength(2);
  });

  it('that could not be shared can be shared later', async () => {
    let isReady = false;
    const { ada, lab } = await open({}, (request) => {
      if (!request.text.startsWith('share ')) return script(request);
      return isReady ? script(request) : { card: card('Not yet'), outcome: 'nothing' };
    });
    const done = await ada.command(lab, 'papers search', { query: 'graphs' });
    expect((await ada.press(done.message()!, 'Share')).message()).toMatchObject({ onlyFor: ada.id });
    isReady = true;
    expect((await ada.press(done.message()!, 'Share')).message()).toMatchObject({ onlyFor: null });
  });

  it('is answered to everybody at once where the person says so', async () => {
    const { ada, lab, heard } = await open();
    const done = await ada.command(lab, 'papers search', { query: 'graphs', public: true });
    expect(done.message()).toMatchObject({ onlyFor: null });
    expect(JSON.stringify(done.message()?.components)).not.toContain('Share');
    await ada.command(lab, 'papers search', { query: 'trees' });
    expect(heard.map(({ text, openly }) => [text, openly])).toEqual([
      ['search graphs', true],
      ['search trees', undefined],
    ]);
    const wrong = await ada.command(lab, 'papers similar', { paper: 'x', public: true });
    expect(wrong.message()).toMatchObject({ onlyFor: ada.id });
  });

  it.each([
    ['papers help', {}],
    ['papers similar', { paper: 'x' }],
    ['papers saved', {}],
  ] as const)('%s stays private and cannot be shared', async (words, values) => {
    const { ada, lab } = await open();
    const { message } = await ada.command(lab, words, values);
    expect(message()).toMatchObject({ onlyFor: ada.id });
    expect(JSON.stringify(message()?.components)).not.toContain('Share');
  });

  it('that changes the channel is answered in the channel', async () => {
    const { ada, lab } = await open();
    const done = await ada.command(lab, 'papers subscribe', { topic: 'graphs', at: '9:00', top: 3, thread: true });
    expect(done.message()).toMatchObject({ onlyFor: null });
  });

  it('in a direct message is answered as a message that stays', async () => {
    const { ada, server, heard } = await open();
    const direct = server.directChannel(ada.id);
    const done = await ada.command(direct, 'papers saved');
    expect(done.message()).toMatchObject({ onlyFor: null });
    expect(done.message()?.content).toContain(`Saved by ${ada.id}`);
    expect(heard).toMatchObject([
      { direct: true, mayConfigure: true, place: { workspace: null, channel: direct.id, thread: null } },
    ]);
  });

  it('works between two people, and on a server without the bot, for who has it on their account', async () => {
    const { ada, grace, server, heard } = await open();
    server.world.users.get(ada.id)!.hasInstalled = true;
    const between = server.privateChannel([ada.id, grace.id]);
    const done = await ada.command(between, 'papers search', { query: 'graphs' });
    expect(done.message()).toMatchObject({ onlyFor: ada.id });
    const far = server.addGuild({ name: 'far', withBot: false });
    server.addMember(far, ada.id);
    const there = server.addChannel({ guild: far, name: 'general' });
    const manager = server.addRole(far, { name: 'manager', permissions: ['Administrator'] });
    server.addMember(far, ada.id, [manager.id]);
    const other = await ada.command(there, 'papers search', { query: 'trees' });
    expect(other.message()).toMatchObject({ onlyFor: ada.id });
    // It could not post there, whatever the person may do.
    expect(heard[1]?.lacks).toBeUndefined();
    expect(await heard[1]?.hindrance()).toContain('can invite it');
    expect(heard).toMatchObject([
      { direct: false, mayConfigure: false, place: { workspace: null, channel: between.id } },
      { direct: false, mayConfigure: false, place: { workspace: far.id, channel: there.id } },
    ]);
  });

  it('in a thread is said in the thread of its channel, also where the thread is archived', async () => {
    const { ada, lab, server, heard } = await open();
    const thread = server.addThread({ parent: lab, name: 'talk', ownerId: ada.id });
    await ada.command(thread, 'papers search', { query: 'graphs' });
    const old = server.addThread({ parent: lab, name: 'old', ownerId: ada.id });
    old.thread!.archived = true;
    await ada.command(old, 'papers search', { query: 'graphs' });
    expect(heard.map(({ place }) => place)).toMatchObject([
      { channel: lab.id, thread: thread.id },
      { channel: lab.id, thread: old.id },
    ]);
  });
});

describe('a button', () => {
  it('in a private message is answered privately, and its page takes the place of the last', async () => {
    const { ada, lab, server } = await open();
    const { message } = await ada.command(lab, 'papers trending');
    const next = await ada.press(message()!, 'Next');
    expect(next.type).toBe(7);
    expect(message()?.content).toContain('page 2 x');
    await ada.press(message()!, 'Next');
    expect(message()?.content).toContain('page 3 x');
    expect(server.messages(lab, ada.id)).toHaveLength(1);
  });

  it('whose page cannot be had leaves the list as it is, and says so below it', async () => {
    const { ada, lab, server, sees } = await open({}, ({ text }) =>
      text.startsWith('page')
        ? { card: card('This went wrong'), outcome: 'problem' }
        : { card: pageCard('The list', 2) },
    );
    const { message } = await ada.command(lab, 'papers trending');
    await ada.press(message()!, 'Next');
    await sees(lab.id, ada.id, 'This went wrong');
    expect(server.messages(lab, ada.id).map(({ content, onlyFor }) => [content, onlyFor])).toEqual([
      ['**The list**', ada.id],
      ['**This went wrong**', ada.id],
    ]);
  });

  it('in a public message is answered to each person who presses it, and leaves the message alone', async () => {
    const { ada, grace, lab, platform, server } = await open();
    const place = { platform: 'discord', workspace: server.guild.id, channel: lab.id, thread: null };
    await platform.post(place, pageCard('page 1 x', 2), 'one:2026-11-24');
    const [message] = server.messages(lab);
    const answers = await Promise.all([ada.press(message!, 'Next'), grace.press(message!, 'Next')]);
    expect(answers.map((answer) => answer.message()?.onlyFor)).toEqual([ada.id, grace.id]);
    expect(answers.map((answer) => answer.message()?.content)).toEqual(
      Array(2).fill(expect.stringContaining('page 2')),
    );
    expect(message?.content).toContain('page 1 x');
  });

  it('of a menu is chosen, however long its sentence is', async () => {
    const kept = new Map<string, string>();
    const sentences = {
      keep: (sentence: string) => {
        kept.set('the-key', sentence);
        return Promise.resolve('the-key');
      },
      find: (key: string) => Promise.resolve(kept.get(key) ?? null),
    };
    const { ada, lab, heard } = await open({ handlers: { sentences } });
    const { message } = await ada.command(lab, 'papers today');
    const options = (message()?.components ?? []).flatMap((row) => JSON.stringify(row).match(/says\.[^"]*/gu) ?? []);
    const short = options.find((id) => id.endsWith('abstract 2'))!;
    const long = options.findLast((id) => id.includes('#the-key'))!;
    const chosen = await ada.choose(message()!, [short], 'Abstract …');
    expect(chosen.message()).toMatchObject({ onlyFor: ada.id });
    await ada.choose(message()!, [long], 'Similar …');
    expect(heard.slice(1).map(({ text }) => text)).toEqual(['abstract 2', `search ${'like '.repeat(30)}2`]);
    kept.clear();
    const gone = await ada.choose(message()!, [long], 'Similar …');
    expect(gone.message()?.content).toContain('too old');
    expect(heard).toHaveLength(3);
  });

  it('from before a restart works', async () => {
    const { server, ada, lab, platform, handlers } = await open();
    const { message } = await ada.command(lab, 'papers trending');
    await platform.stop();
    const later = createDiscord(settingsFor(server), quick);
    await later.start(handlers);
    const next = await ada.press(message()!, 'Next');
    await later.stop();
    expect(next.answered).toBe(true);
    expect(message()?.content).toContain('page 2 x');
  });

  it('that nobody knows is told so', async () => {
    const { server, ada, lab } = await open();
    const { message } = await ada.command(lab, 'papers trending');
    const [row] = message()!.components;
    const button = { type: 2, style: 2, label: 'Old', custom_id: 'v0/page/2' };
    message()!.components = [{ ...row, components: [button] }];
    const answer = await ada.press(message()!, 'Old');
    expect(answer.message()?.content).toContain('too old to be used');
    expect(server.messages(lab, ada.id)).toHaveLength(2);
  });

  it('that mentions the bot is answered as a reply to it, for everybody, and nobody is called', async () => {
    const { ada, lab, server, heard } = await open();
    const said = ada.mention(lab, 'quantization after:2025');
    const answer = await said.answer();
    expect(answer).toMatchObject({ repliesTo: said.message.id, onlyFor: null, pings: { users: [], everyone: false } });
    expect(answer.content.replaceAll('\\', '')).toContain('Papers for “quantization after:2025”');
    expect(heard).toMatchObject([
      { text: 'quantization after:2025', place: { channel: lab.id }, direct: false, mayConfigure: false },
    ]);
    expect(server.calls('POST /channels/:channel/messages')).toHaveLength(1);
  });

  it('that mentions the bot is what is said beside its name', async () => {
    const { ada, lab, heard, server } = await open();
    for (const text of [', help', ': trees', 'please, graphs']) await ada.mention(lab, text).answer();
    await ada.say(lab, `hey <@${server.app.botId}>, forests`).answer();
    expect(heard.map(({ text }) => text)).toEqual(['help', 'trees', 'graphs', 'forests']);
  });

  it('that replies to the bot is for it, unless it is thanks', async () => {
    const { ada, grace, lab, heard, server } = await open();
    const answer = await ada.mention(lab, 'graphs').answer();
    grace.reply(answer, 'thanks!');
    grace.reply(answer, 'I will read it tomorrow');
    ada.mention(lab, 'thanks!');
    ada.direct('👍');
    const said = grace.reply(answer, 'and forests');
    expect((await said.answer()).content).toContain('and forests');
    expect(heard.map(({ text }) => text)).toEqual(['graphs', 'and forests']);
    expect(heard.map(({ openly }) => openly)).toEqual([true, true]);
    expect(server.messages(lab).at(-1)).toMatchObject({ repliesTo: said.message.id });
  });

  it('that replies to the bot and cannot be read is told so kindly, once in a while', async () => {
    const { ada, grace, lab, heard, server } = await open();
    const answer = await ada.mention(lab, 'graphs').answer();
    const said = grace.reply(answer, 'and trees', { ping: false });
    expect((await said.answer()).content).toContain('I cannot read this reply');
    grace.reply(answer, 'and more trees', { ping: false });
    await grace.reply(answer, 'and forests').answer();
    expect(server.messages(lab).filter(({ content }) => content.includes('cannot read'))).toHaveLength(1);
    expect(heard.map(({ text }) => text)).toEqual(['graphs', 'and forests']);
  });

  it('to the bot alone is answered as a reply, and is of one who may set it up', async () => {
    const { ada, heard } = await open();
    const said = ada.direct('saved');
    expect(await said.answer()).toMatchObject({ repliesTo: said.message.id });
    expect(heard).toMatchObject([{ text: 'saved', direct: true, mayConfigure: true }]);
    expect(heard[0]?.openly).toBeUndefined();
  });

  it('with mentions of others, emoji and links reads as it is seen', async () => {
    const { ada, grace, lab, heard } = await open();
    const text = `by <@${grace.id}> <:cool:123456789012345678> <https://arxiv.org/abs/2401.01234> <#${lab.id}> <b>`;
    await ada.mention(lab, text).answer();
    expect(heard.map(({ text: said }) => said)).toContain(
      'by @grace :cool: https://arxiv.org/abs/2401.01234 #channel <b>',
    );
  });

  it('that is not for the bot is left alone, with the prefix too where its text may not be read', async () => {
    const { ada, grace, lab, heard } = await open();
    const { message } = ada.say(lab, '!papers graphs');
    grace.reply(message, 'good morning');
    await ada.mention(lab, 'trees').answer();
    expect(heard.map(({ text }) => text)).toEqual(['trees']);
  });

  it('that is for the bot anyhow may begin with the prefix, also where no other text may be read', async () => {
    const { ada, lab, heard } = await open();
    await ada.direct('!papers help search').answer();
    await ada.mention(lab, '!papers help search').answer();
    expect(heard.map(({ text }) => text)).toEqual(['help search', 'help search']);
  });

  it('that would call everybody says so in words, which the grammar asks back', async () => {
    const { ada, lab, server, heard } = await open();
    await ada.mention(lab, `subscribe x at 9:00 ping:<@&${server.guild.id}>`).answer();
    await ada.command(lab, 'papers subscribe', { topic: 'x', at: '9:00', ping: server.guild.id });
    expect(heard.map(({ text }) => text)).toEqual([
      'subscribe x at 9:00 ping:@everyone',
      'subscribe x at 9:00 ping:@everyone',
    ]);
    for (const { text } of heard) expect(parseWish(text, { zone: 'UTC', extras: true }).kind).toBe('question');
  });

  it('with the prefix is answered where its text may be read', async () => {
    const { ada, lab, heard } = await open({
      settings: { messageContent: true },
      server: { allows: { messageContent: true } },
    });
    ada.say(lab, 'good !papers graphs');
    ada.say(lab, '!papersgraphs');
    expect(await ada.say(lab, '!Papers  graphs').answer()).toMatchObject({ onlyFor: null });
    await ada.reply(await ada.mention(lab, 'x').answer(), 'and trees', { ping: false }).answer();
    await ada.direct('!papers saved').answer();
    expect(heard.map(({ text }) => text)).toEqual(['graphs', 'x', 'and trees', 'saved']);
  });

  it('with links to papers is overheard where its text may be read, also when it is for the bot', async () => {
    const { ada, lab, heard, server } = await open({
      settings: { messageContent: true },
      server: { allows: { messageContent: true } },
    });
    const [one, two] = ['https://arxiv.org/abs/2401.01234', 'https://huggingface.co/papers/2402.00001'];
    ada.say(lab, `look: <${one}> and ${two}, not https://example.org/1`);
    await server.until(() => heard[0], 'what was overheard');
    await ada.mention(lab, `similar ${one}`).answer();
    const place = { platform: 'discord', workspace: server.guild.id, channel: lab.id, thread: null };
    const said = heard.map(({ text, place: where }) => [text, where]);
    expect(said).toHaveLength(3);
    expect(said[0]).toEqual([`overhear ${one} ${two},`, place]);
    expect(said.slice(1)).toEqual(
      expect.arrayContaining([
        [`overhear ${one}`, place],
        [`similar ${one}`, place],
      ]),
    );
    expect(server.messages(lab)).toHaveLength(3);
  });

  it('whose answer may not be said there is answered with what to put right, to the person alone', async () => {
    const { ada, lab, server } = await open();
    server.happen.overwrite(lab, server.app.botId, { kind: 'member', deny: ['SendMessages'] });
    ada.mention(lab, 'graphs');
    const direct = server.directChannel(ada.id);
    const told = await server.until(() => server.messages(direct).at(-1), 'a direct message');
    expect(told.content).toContain('I could not say this where you asked for it');
    expect(JSON.stringify(told)).toContain(`<#${lab.id}>`);
    expect(JSON.stringify(told)).toContain('“Send Messages”');
  });

  it('and another there are neither tried nor told of again, before something changed', async () => {
    const { ada, grace, lab, server, heard } = await open();
    server.happen.overwrite(lab, server.app.botId, { kind: 'member', deny: ['SendMessages'] });
    await server.gateway.ready();
    const before = server.calls().length;
    const told = (person: typeof ada) => server.messages(server.directChannel(person.id));
    ada.mention(lab, 'graphs');
    await server.until(() => told(ada).length === 1, 'the first word to Ada');
    for (let count = 0; count < 30; count += 1) ada.mention(lab, `graphs ${count}`);
    grace.mention(lab, 'trees');
    await server.until(() => heard.length === 32 && told(grace).length === 1, 'everything said');
    const calls = server.calls().slice(before);
    const tries = calls.filter(({ route }) => route === 'POST /channels/:channel/messages');
    expect(tries.map(({ params }) => params['channel'])).toEqual([
      lab.id,
      server.directChannel(ada.id).id,
      server.directChannel(grace.id).id,
    ]);
    expect(calls.filter(({ route }) => route.startsWith('GET')).length).toBeLessThan(10);
    server.happen.overwrite(lab, server.app.botId, { kind: 'member', allow: ['SendMessages'] });
    await ada.mention(lab, 'at last').answer();
    expect(told(ada)).toHaveLength(1);
  });

  it('is answered where the bot may not read what was said before, though not as a reply', async () => {
    const { ada, lab, server } = await open();
    server.happen.overwrite(lab, server.app.botId, { kind: 'member', deny: ['ReadMessageHistory'] });
    expect(await ada.mention(lab, 'graphs').answer()).toMatchObject({ repliesTo: null });
  });

  it.each([
    { kind: 'status', status: 502, when: 'after' },
    { kind: 'drop', when: 'after' },
    { kind: 'status', status: 500 },
  ] as const)('is answered once though an answer of Discord is lost: %j', async (fault) => {
    const { ada, lab, server } = await open();
    server.fault('POST /channels/:channel/messages', fault);
    await ada.mention(lab, 'graphs').answer();
    await ada.mention(lab, 'trees').answer();
    expect(server.messages(lab).filter(({ authorId }) => authorId === server.app.botId)).toHaveLength(2);
  });
});

it('the menu of a message finds what it is about', async () => {
  const { ada, grace, lab, heard } = await open();
  const { message } = grace.say(lab, 'see <https://arxiv.org/abs/2401.01234> & more');
  const done = await ada.messageMenu(message, 'Find related papers');
  expect(done.message()).toMatchObject({ onlyFor: ada.id });
  expect(heard.map(({ text }) => text)).toEqual(['related see https://arxiv.org/abs/2401.01234 & more']);
});
