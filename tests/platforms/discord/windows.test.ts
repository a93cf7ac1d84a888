import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAnswer } from '../../../src/flows/answer.ts';
import { seedPapers, startService } from '../../flows/service.ts';
import type { Service } from '../../flows/service.ts';
import type { Permission } from '../../support/discord/permissions.ts';
import { fieldsOf, listOf } from '../../support/fields.ts';
import { openDiscord } from './discord-world.ts';
import type { DiscordWorld } from './discord-world.ts';
import { noSources } from '../../support/no-sources.ts';

/* The windows of Discord with the real commands behind them, over the papers that come with Paperboy. */

let service: Service;
let world: DiscordWorld | null = null;
beforeEach(async () => {
  service = await startService(await seedPapers());
});
afterEach(async () => {
  await world?.end();
  world = null;
  await service.close();
});

const now = () => new Date('2026-11-24T12:00:00Z');
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** Ada may do these things on the server. */
async function open(permissions: readonly Permission[] = ['ManageChannels']) {
  const { store, index } = service;
  const answer = createAnswer({ sources: noSources, store, index, now, log: silent });
  world = await openDiscord(answer, { handlers: { sentences: store.sentences } });
  await world.start();
  const { server, ada } = world;
  const role = server.happen.createRole(server.guild, { name: 'managers', permissions });
  server.addMember(server.guild, ada.id, [role.id]);
  return world;
}

const parts = (modal: unknown) =>
  listOf(fieldsOf(modal)['components'])
    .map(fieldsOf)
    .map(({ label, component }) => [label, fieldsOf(component)['custom_id']]);

describe('a subscription', () => {
  it('is made in a window, in which five things can be said', async () => {
    const { ada, lab } = await open();
    const opened = await ada.command(lab, 'papers subscribe');
    expect(opened.modal).toMatchObject({ title: 'Paper of the day', custom_id: 'form:subscribe' });
    expect(parts(opened.modal)).toEqual([
      ['Topic', 'field.topic'],
      ['Time', 'field.at'],
      ['Days', 'field.days'],
      ['Filters, Time zone, Papers in a post, …', 'rest'],
      ['Where', 'where'],
    ]);
    const done = await ada.submit(opened, {
      'field.topic': 'weight decay',
      'field.at': '8:30',
      'field.days': ['mon', 'wed'],
      rest: '-survey in Berlin top 3 thread',
    });
    expect(done.message()).toMatchObject({ onlyFor: null });
    expect(done.message()?.content).toContain('Subscribed, as number 1');
    expect(await service.store.subscriptions.all()).toMatchObject([
      {
        query: 'weight decay -survey',
        timetable: { at: '08:30', zone: 'Europe/Berlin', days: [1, 3] },
        top: 3,
        thread: true,
        place: { platform: 'discord', workspace: lab.guildId, channel: lab.id, thread: null },
      },
    ]);
  });

  it('is what the window says when it is sent as it is', async () => {
    const { ada, lab } = await open();
    await ada.submit(await ada.command(lab, 'papers subscribe'), {});
    expect(await service.store.subscriptions.all()).toMatchObject([
      { query: '', timetable: { at: '09:00', zone: 'UTC', days: [1, 2, 3, 4, 5, 6, 7] }, top: 1, thread: false },
    ]);
  });

  it('is the usual one where the window is sent with nothing in it', async () => {
    const { ada, lab, server } = await open();
    const opened = await ada.command(lab, 'papers subscribe');
    const nothing = { 'field.topic': '', 'field.at': '', 'field.days': [], rest: '' };
    const done = await ada.submit(opened, { ...nothing, where: [] });
    expect(done.message()?.content).toContain('Subscribed, as number 1');
    const edit = await ada.submit(await ada.command(lab, 'papers edit', { number: '1' }), nothing);
    expect(edit.message()?.content).not.toBe('');
    const types = server
      .calls('POST /interactions/:interaction/:token/callback')
      .map(({ body }) => fieldsOf(body)['type']);
    expect(types.filter((type) => type === 9)).toHaveLength(2);
  });

  it('is changed in a window that knows how it is', async () => {
    const { ada, lab } = await open();
    const topic = 'weight decay cat:cs.LG';
    await ada.command(lab, 'papers subscribe', { topic, at: '9:00', zone: 'Tokyo', days: 'weekdays', thread: true });
    const opened = await ada.command(lab, 'papers edit', { number: '1' });
    expect(parts(opened.modal)).toEqual([
      ['Topic', 'field.topic'],
      ['Time', 'field.at'],
      ['Time zone', 'field.zone'],
      ['Days', 'field.days'],
      ['Filters, Papers in a post, Thread, …', 'rest'],
    ]);
    const before = await service.store.subscriptions.all();
    await ada.submit(opened, {});
    expect(await service.store.subscriptions.all()).toEqual(before);
    const again = await ada.command(lab, 'papers edit', { number: '1' });
    await ada.submit(again, { 'field.topic': 'graphs', 'field.zone': 'New York' });
    expect(await service.store.subscriptions.all()).toMatchObject([
      {
        query: 'graphs cat:cs.LG',
        timetable: { at: '09:00', zone: 'America/New_York', days: [1, 2, 3, 4, 5] },
        top: 1,
        thread: true,
      },
    ]);
  });

  it('is changed by two people at once, each in their own window, and both changes stay', async () => {
    const { ada, grace, lab, server } = await open();
    const role = server.happen.createRole(server.guild, { name: 'more', permissions: ['ManageChannels'] });
    server.addMember(server.guild, grace.id, [role.id]);
    await ada.command(lab, 'papers subscribe', { topic: 'graphs', at: '9:00', days: 'mon' });
    const [hers, other] = [
      await ada.command(lab, 'papers edit', { number: '1' }),
      await grace.command(lab, 'papers edit', { number: '1' }),
    ];
    await ada.submit(hers, { 'field.topic': 'trees' });
    const done = await grace.submit(other, { 'field.at': '10:00' });
    expect(await service.store.subscriptions.all()).toMatchObject([{ query: 'trees', timetable: { at: '10:00' } }]);
    expect(JSON.stringify(done.message())).toContain('Somebody else has changed the topic meanwhile');
    expect(done.message()).toMatchObject({ onlyFor: null });
  });

  it('is not changed where somebody else changed the same meanwhile, before whoever did it later says so', async () => {
    const { ada, grace, lab, server } = await open();
    const role = server.happen.createRole(server.guild, { name: 'more', permissions: ['ManageChannels'] });
    server.addMember(server.guild, grace.id, [role.id]);
    await ada.command(lab, 'papers subscribe', { topic: 'graphs', at: '9:00', days: 'mon' });
    const opened = await grace.command(lab, 'papers edit', { number: '1' });
    await ada.command(lab, 'papers edit', { number: '1', topic: 'trees', at: '8:00' });
    const asked = await grace.submit(opened, { 'field.topic': 'llm', 'field.days': ['fri'] });
    expect(asked.message()).toMatchObject({ onlyFor: grace.id });
    const shown = JSON.stringify(asked.message());
    expect(shown).toContain('Somebody else has changed subscription 1 meanwhile');
    expect(shown).toContain('trees at 08:00');
    expect(shown).toContain('edit 1 to llm at 08:00 in UTC on fri');
    expect(shown).not.toMatch(/content[^}]*was:/u);
    expect(await service.store.subscriptions.all()).toMatchObject([{ query: 'trees', timetable: { days: [1] } }]);
    const saved = await grace.press(asked.message()!, 'Save mine');
    expect(saved.message()?.content).toContain('Subscription 1 is changed');
    expect(await service.store.subscriptions.all()).toMatchObject([
      { query: 'llm', timetable: { at: '08:00', days: [5] } },
    ]);
  });

  it('that has ended while its window stood open gives back what was written, as a line that makes a new one', async () => {
    const { ada, lab } = await open();
    await ada.command(lab, 'papers subscribe', { topic: 'graphs', at: '9:00', days: 'mon' });
    const opened = await ada.command(lab, 'papers edit', { number: '1' });
    await ada.command(lab, 'papers unsubscribe', { number: '1' });
    const asked = await ada.submit(opened, { 'field.topic': 'trees', 'field.at': '10:00' });
    expect(asked.message()).toMatchObject({ onlyFor: ada.id });
    expect(asked.message()?.content).toContain('There is no subscription 1 here');
    const shown = JSON.stringify(asked.message());
    expect(shown).toContain('subscribe trees at 10:00 in UTC on mon');
    expect(shown).not.toContain('edit 1');
    await ada.press(asked.message()!, 'Make a new one');
    expect(await service.store.subscriptions.all()).toMatchObject([
      { number: 2, query: 'trees', timetable: { at: '10:00', days: [1] } },
    ]);
  });

  it('of which somebody may not change anything any more gives back what was written', async () => {
    const { ada, lab, server } = await open();
    const opened = await ada.command(lab, 'papers subscribe');
    server.happen.assign(server.guild, ada.id, []);
    const refused = await ada.submit(opened, { 'field.topic': 'trees', rest: 'in Berlin -survey' });
    expect(refused.message()?.content).toContain('cannot change what is posted');
    const shown = JSON.stringify(refused.message());
    expect(shown).toContain('trees');
    expect(shown).toContain('in Berlin -survey');
  });

  it('is made in a place that is chosen, is told there, and to nobody else where it was chosen', async () => {
    const { ada, grace, lab, server } = await open();
    const other = server.addChannel({ name: 'other' });
    const opened = await ada.command(lab, 'papers subscribe');
    const done = await ada.submit(opened, { 'field.topic': 'graphs', where: [other.id] });
    expect(done.message()).toMatchObject({ onlyFor: ada.id });
    expect(JSON.stringify(done.message())).toContain(`In <#${other.id}>`);
    const [told] = await server.until(() => server.messages(other).length > 0 && server.messages(other), 'the word');
    expect(told?.content).toContain('Subscribed');
    expect(server.messages(lab, grace.id)).toEqual([]);
    expect(await service.store.subscriptions.all()).toMatchObject([{ query: 'graphs', place: { channel: other.id } }]);
    const shown = done.message();
    if (shown === undefined) throw new Error('Expected a confirmation');
    expect((await ada.press(shown, 'Edit')).modal).toMatchObject({ title: 'Subscription 1' });
    expect((await ada.press(shown, 'Unsubscribe')).message()?.content).toContain('Subscription 1 has ended');
    expect(await service.store.subscriptions.all()).toEqual([]);
  });

  it('is made in a forum, in which nothing else can be said', async () => {
    const { ada, lab, server } = await open();
    const forum = server.addChannel({ name: 'forum', kind: 'forum' });
    const opened = await ada.command(lab, 'papers subscribe');
    const done = await ada.submit(opened, { 'field.topic': 'graphs', where: [forum.id] });
    expect(done.message()?.content).toContain('Subscribed');
    expect(JSON.stringify(done.message())).not.toContain('I cannot post here');
    expect(await service.store.subscriptions.all()).toMatchObject([{ place: { channel: forum.id, thread: null } }]);
    const sent = server.calls('POST /channels/:channel/messages');
    expect(sent.filter(({ params }) => params['channel'] === forum.id)).toEqual([]);
  });

  it('of a forum is set up in any of its posts', async () => {
    const { ada, grace, lab, server } = await open();
    const forum = server.addChannel({ name: 'forum', kind: 'forum' });
    const post = server.addThread({ parent: forum, name: 'a post', ownerId: grace.id });
    const opened = await ada.command(lab, 'papers subscribe');
    await ada.submit(opened, { 'field.topic': 'graphs', where: [forum.id] });
    const list = await ada.command(post, 'papers list');
    expect(JSON.stringify(list.message())).toContain('graphs');
    const edited = await ada.command(post, 'papers edit', { number: '1', top: 2 });
    expect(edited.message()?.content).toContain('Subscription 1 is changed');
    expect((await grace.command(post, 'papers edit', { number: '1', top: 3 })).message()?.content).toContain('cannot');
    await ada.mention(post, 'pause 1').answer();
    expect(await service.store.subscriptions.all()).toMatchObject([{ top: 2, pause: { by: 'person' } }]);
    const found = await ada.command(post, 'papers search', { query: 'weight decay' });
    expect(found.message()?.content).toContain('Papers for');
    expect((await ada.command(post, 'papers paper', { paper: '1' })).message()?.content).not.toContain('no number');
    await ada.command(post, 'papers unsubscribe', { number: '1' });
    expect(await service.store.subscriptions.all()).toEqual([]);
    await ada.command(post, 'papers subscribe', { topic: 'trees' });
    expect(await service.store.subscriptions.all()).toMatchObject([{ place: { channel: forum.id, thread: null } }]);
  });

  it('is not made in a place that the person may not set up', async () => {
    const { ada, lab, server } = await open();
    const other = server.addChannel({ name: 'other' });
    server.happen.overwrite(other, ada.id, { kind: 'member', deny: ['ManageChannels'] });
    const done = await ada.submit(await ada.command(lab, 'papers subscribe'), { where: [other.id] });
    expect(done.message()).toMatchObject({ onlyFor: ada.id });
    expect(done.message()?.content).toContain('cannot change what is posted here');
    expect(await service.store.subscriptions.all()).toEqual([]);
    expect(server.messages(other)).toEqual([]);
  });

  it('is not made in a place that the person could set up a moment ago', async () => {
    const { ada, lab, server } = await open();
    const other = server.addChannel({ name: 'other' });
    server.happen.overwrite(lab, ada.id, { kind: 'member', allow: ['ManageChannels'] });
    const opened = await ada.command(lab, 'papers subscribe');
    await ada.submit(opened, { where: [other.id] });
    server.happen.assign(server.guild, ada.id, []);
    const done = await ada.submit(opened, { 'field.topic': 'trees', where: [other.id] });
    expect(done.message()?.content).toContain('cannot change what is posted here');
    expect(await service.store.subscriptions.all()).toHaveLength(1);
  });

  it('is not made by who may not, though an administrator lets everybody use the command', async () => {
    const { ada, lab } = await open([]);
    const done = await ada.command(lab, 'papers subscribe', { topic: 'graphs' }, { allowedToAll: true });
    expect(done.message()?.content).toContain('cannot change what is posted here');
    expect(await service.store.subscriptions.all()).toEqual([]);
  });

  it('with a mistake is told what was filled in, and can be filled in again', async () => {
    const { ada, lab } = await open();
    const done = await ada.submit(await ada.command(lab, 'papers subscribe'), {
      'field.topic': 'graphs',
      'field.at': 'at 9:00 at 10:00',
    });
    expect(done.message()).toMatchObject({ onlyFor: ada.id });
    expect(JSON.stringify(done.message())).toContain('graphs');
    const again = await ada.press(done.message()!, 'Fill in the form again');
    expect(again.modal).toMatchObject({ title: 'Paper of the day' });
    expect(await service.store.subscriptions.all()).toEqual([]);
  });

  it.each([
    ['in atlantis', 'I know no time zone called “atlantis”'],
    ['-survey in cambridge top 3', 'Which clock is “in cambridge”?'],
    ['every thursday', 'Say the days once'],
    ['survey', 'I do not know what “survey” means here'],
  ])('takes nothing of its free line for topic: %s', async (rest, asked) => {
    const { ada, lab } = await open();
    const opened = await ada.command(lab, 'papers subscribe');
    const done = await ada.submit(opened, { 'field.topic': 'graphs', 'field.days': ['mon'], rest });
    expect(done.message()).toMatchObject({ onlyFor: ada.id });
    expect(JSON.stringify(done.message())).toContain(asked);
    expect(await service.store.subscriptions.all()).toEqual([]);
  });

  it('takes its topic for topic and nothing else, in the window and as an option', async () => {
    const { ada, lab } = await open();
    await ada.submit(await ada.command(lab, 'papers subscribe'), { 'field.topic': 'learning in Paris' });
    await ada.command(lab, 'papers subscribe', { topic: 'planning on monday' });
    await ada.command(lab, 'papers subscribe', { topic: 'crosspost:on' });
    await ada.command(lab, 'papers subscribe', { topic: 'graphs', days: 'monday' });
    expect(await service.store.subscriptions.all()).toMatchObject([
      { query: 'learning "in Paris"', timetable: { zone: 'UTC' } },
      { query: 'planning "on monday"', timetable: { days: [1, 2, 3, 4, 5, 6, 7] } },
      { query: '"crosspost:on"' },
      { query: 'graphs', timetable: { days: [1] } },
    ]);
  });

  it('with a mistake is shown as it was written', async () => {
    const { ada, lab } = await open();
    const opened = await ada.command(lab, 'papers subscribe');
    const done = await ada.submit(opened, { 'field.topic': 'graphs', rest: 'bananas in UTC top 99' });
    const shown = JSON.stringify(done.message());
    expect(shown).toContain('bananas');
    expect(shown).toContain('top 99');
    expect(shown).not.toMatch(/(?:what|in|top):/u);
  });

  it('is made in direct messages, where there is no place to choose', async () => {
    const { ada, server } = await open([]);
    const direct = server.directChannel(ada.id);
    const opened = await ada.command(direct, 'papers subscribe');
    expect(parts(opened.modal).map(([, id]) => id)).not.toContain('where');
    await ada.submit(opened, { 'field.topic': 'graphs' });
    expect(await service.store.subscriptions.all()).toMatchObject([
      {
        place: { workspace: null, channel: direct.id },
        createdBy: { platform: 'discord', workspace: null, id: ada.id },
      },
    ]);
  });

  it('of a channel is changed in a window that is opened in direct messages, and the channel is told', async () => {
    const { ada, lab, server } = await open();
    const news = server.happen.createChannel({ guild: server.guild, name: 'news', kind: 'announcement' });
    await ada.command(news, 'papers subscribe', { topic: 'graphs', crosspost: true });
    const home = await ada.direct('home').answer();
    const opened = await ada.press(home, 'Edit 1');
    expect(opened.modal).toMatchObject({ title: 'Subscription 1' });
    expect(JSON.stringify(opened.modal)).toContain('crosspost:on');
    const done = await ada.submit(opened, { 'field.topic': 'trees', rest: 'top 2 crosspost:on tag:x' });
    const said = JSON.stringify(done.message());
    expect(said).toContain(`In <#${news.id}>`);
    // What can be done is looked at there: here, nothing is passed on.
    expect(said).toContain('Only the posts of a forum have tags');
    expect(said).not.toContain('In direct messages');
    expect(await service.store.subscriptions.all()).toMatchObject([
      { query: 'trees', top: 2, place: { channel: news.id }, extras: { crosspost: true, tag: 'x' } },
    ]);
    const told = await server.until(
      () => server.messages(news).find(({ content }) => content.includes('changed')),
      'it',
    );
    expect(told).toMatchObject({ onlyFor: null });
    expect(server.messages(lab)).toEqual([]);
    server.happen.assign(server.guild, ada.id, []);
    const refused = await ada.press(home, 'Unsubscribe 1');
    expect(refused.message()?.content).toContain('cannot change what is posted');
    expect(await service.store.subscriptions.all()).toHaveLength(1);
  });

  it('that is asked for in a message is offered a window by a button', async () => {
    const { ada, lab } = await open();
    const message = await ada.mention(lab, 'subscribe').answer();
    const opened = await ada.press(message, 'Fill in a form');
    await ada.submit(opened, { 'field.topic': 'graphs' });
    expect(await service.store.subscriptions.all()).toMatchObject([{ query: 'graphs', place: { channel: lab.id } }]);
  });

  it('tells what keeps its posts away', async () => {
    const { ada, lab, server } = await open();
    server.happen.overwrite(lab, server.app.botId, { kind: 'member', deny: ['SendMessages'] });
    const done = await ada.command(lab, 'papers subscribe', { topic: 'graphs' });
    const shown = JSON.stringify(done.message());
    expect(shown).toContain('I cannot post here yet');
    expect(shown).toContain('Send Messages');
  });
});

const read = (message: unknown) => JSON.stringify(message).replaceAll('\\\\', '');

describe('help', () => {
  it('names the commands as Discord shows them, and how they are said in a message', async () => {
    const { ada, lab } = await open();
    const help = read((await ada.command(lab, 'papers help')).message());
    expect(help).toContain('**/papers subscribe**');
    expect(help).toContain('**/papers search**');
    expect(help).toContain('mentions me');
    expect(read(await ada.mention(lab, 'help').answer())).toContain('**/papers subscribe**');
  });

  it('of a command tells all that can be filled in there, also what only Discord has', async () => {
    const { ada, lab } = await open();
    const edit = await ada.command(lab, 'papers help', { text: 'edit' });
    expect(edit.message()?.content).toContain('/papers edit');
    const shown = read(edit.message());
    for (const option of ['crosspost', 'ping', 'no-ping', 'tag', 'thread', 'number', 'zone']) {
      expect(shown).toContain(`**${option}**`);
    }
    // The words of a message are there too.
    expect(shown).toContain('edit 1 at 8:30 on weekdays');
  });
});
