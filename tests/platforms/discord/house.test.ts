import { afterEach, beforeEach, expect, it } from 'vitest';
import { dailyCard } from '../../../src/cards/daily-card.ts';
import { createAnswer } from '../../../src/flows/answer.ts';
import { seedPapers, startService } from '../../flows/service.ts';
import type { Service } from '../../flows/service.ts';
import { fieldsOf, listOf } from '../../support/fields.ts';
import type { Message } from '../../support/discord/world.ts';
import { openDiscord } from './discord-world.ts';
import type { DiscordWorld } from './discord-world.ts';
import { noSources } from '../../support/no-sources.ts';

/* Discord with the real commands behind it, over the papers that come with Paperboy. */

let service: Service;
let world: DiscordWorld;
beforeEach(async () => {
  service = await startService(await seedPapers());
  const { store, index } = service;
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const answer = createAnswer({ sources: noSources, store, index, now: () => new Date('2026-11-24T12:00:00Z'), log });
  world = await openDiscord(answer, { handlers: { sentences: store.sentences } });
  await world.start();
});
afterEach(async () => {
  await world.end();
  await service.close();
  const bad = world.lines.find(({ event }) => /failed|not-kept/u.test(event));
  if (bad !== undefined) throw new Error(`Expected no such line in the log: ${JSON.stringify(bad)}`);
});

const weightDecay = 'Why Do We Need Weight Decay in Modern Deep Learning?';

/** Everything that is read in a message, without the escapes. */
const readIn = (message: Message | undefined): string =>
  JSON.stringify([message?.content, message?.embeds]).replaceAll('\\', '');

/** The value of the first option whose label holds the text. */
function optionOf(message: Message, text: string): string {
  const menus = message.components.flatMap((row) => listOf(row['components']).map(fieldsOf));
  const options = menus.flatMap((menu) => listOf(menu['options']).map(fieldsOf));
  const found = options.find((option) => String(option['label']).includes(text));
  if (found === undefined) throw new Error(`No option ${text}; there are ${JSON.stringify(options)}`);
  return String(found['value']);
}

const menuOf = (message: Message, at: number): string =>
  String(fieldsOf(listOf(fieldsOf(message.components[at])['components'])[0])['custom_id']);

it('finds papers, jumps to one, saves it, goes on in the list, and shares it', async () => {
  const { ada, grace, lab, server } = world;
  const done = await ada.command(lab, 'papers search', { query: 'learning' });
  const list = done.message()!;
  expect(readIn(list)).toContain('1.');
  const closed = readIn(list);
  await ada.choose(list, [optionOf(list, '2.')], menuOf(list, 0));
  expect(readIn(list).length).toBeGreaterThan(closed.length);
  const saved = await ada.choose(list, [optionOf(list, '2. Save')], menuOf(list, 1));
  expect(saved.message()).toMatchObject({ onlyFor: ada.id });
  expect(readIn(saved.message())).toContain('Saved');
  const before = readIn(list);
  await ada.press(list, 'Next');
  expect(readIn(list)).not.toBe(before);
  await ada.press(list, 'Share');
  expect(readIn(server.messages(lab, grace.id)[0])).toBe(readIn(list));
});

it('takes a vote on the paper of the day, and says why it was chosen, to each person alone', async () => {
  const { ada, grace, lab, server, platform } = world;
  const paper = (await service.store.papers.lookup('2310.04415'))!;
  const place = { platform: 'discord', workspace: server.guild.id, channel: lab.id, thread: null };
  const options = { date: '2026-11-24', late: false, startsOver: false, topic: '', thread: true };
  await platform.post(place, dailyCard([{ paper, reason: 'it is new' }], options), 'one:2026-11-24');
  const [post] = server.messages(lab);
  const liked = await ada.press(post!, '👍');
  expect(liked.message()).toMatchObject({ onlyFor: ada.id });
  expect(readIn(liked.message())).toContain('1 person here likes it');
  expect(readIn((await grace.press(post!, '👍')).message())).toContain('2 people here like it');
  await ada.press(liked.message()!, 'Take it back');
  expect(readIn(liked.message())).toContain('1 person here likes it');
  expect(readIn((await ada.press(post!, 'Why this one')).message())).toContain('not posted here');
  const abstract = await ada.press(post!, 'Abstract');
  expect(abstract.message()).toMatchObject({ onlyFor: ada.id });
  expect(readIn(post)).toContain(weightDecay);
});

it('says the same in a command, in a message, and in a direct message', async () => {
  const { ada, lab, server } = world;
  for (const [words, values, text] of [
    ['papers search', { query: 'weight decay' }, 'search weight decay'],
    ['papers paper', { paper: '2310.04415' }, 'paper 2310.04415'],
    ['papers cite', { paper: '2310.04415', format: 'ris' }, 'cite 2310.04415 ris'],
    ['papers trending', { period: 'month' }, 'trending month'],
    ['papers help', {}, 'help'],
    ['papers paper', { paper: '2999.99999' }, 'paper 2999.99999'],
  ] as const) {
    const command = readIn((await ada.command(lab, words, values)).message());
    expect(readIn(await ada.mention(lab, text).answer())).toBe(command);
    expect(readIn(await ada.direct(text).answer())).toBe(command);
    expect(readIn((await ada.command(server.directChannel(ada.id), words, values)).message())).toBe(command);
  }
});

it('finds what a message of somebody else is about', async () => {
  const { ada, grace, lab } = world;
  const { message } = grace.say(lab, 'look: https://arxiv.org/abs/2310.04415');
  const done = await ada.messageMenu(message, 'Find related papers');
  expect(readIn(done.message())).toContain(weightDecay);
});

it('knows a person again wherever they are', async () => {
  const { ada, lab, server } = world;
  await ada.command(lab, 'papers save', { paper: '2310.04415' });
  expect(readIn(await ada.direct('saved').answer())).toContain(weightDecay);
  const far = server.addGuild({ name: 'far' });
  server.addMember(far, ada.id);
  const there = server.addChannel({ guild: far, name: 'general' });
  expect(readIn((await ada.command(there, 'papers saved')).message())).toContain(weightDecay);
});
