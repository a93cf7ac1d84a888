import { ApplicationCommandOptionType as Type, ApplicationCommandType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { CommandInfo } from '../../../src/chat/request.ts';
import { commands } from '../../../src/commands/index.ts';
import { commandSentence, commandsSchema, schemaHash } from '../../../src/platforms/discord/commands-schema.ts';
import { parseQuery } from '../../../src/search/query.ts';
import { parseWish } from '../../../src/subscription/grammar.ts';

const [slash, menu] = commandsSchema(commands, { everywhere: true });

function subcommands() {
  if (slash === undefined || !('options' in slash)) throw new Error('Expected the slash command');
  return (slash.options ?? []).flatMap((option) => (option.type === Type.Subcommand ? [option] : []));
}

const options = (name: string) => subcommands().find((one) => one.name === name)?.options ?? [];

const hash = (all: readonly CommandInfo[]) => schemaHash(commandsSchema(all, { everywhere: true }));

/** Every name, description and value that counts towards Discord's total for one command. */
function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    ['name', 'description', 'value'].includes(key) && typeof one === 'string' ? [one] : textsOf(one),
  );
}

describe('the slash command', () => {
  it('has a subcommand for everything that people say, and for nothing that only buttons say', () => {
    const spoken = commands.filter(({ hidden }) => hidden !== true).map(({ name }) => name);
    expect(slash?.name).toBe('papers');
    expect(subcommands().map(({ name }) => name)).toEqual(spoken);
  });

  it('is one that Discord takes', () => {
    expect(subcommands().length).toBeLessThanOrEqual(25);
    expect(textsOf(slash).join('').length).toBeLessThanOrEqual(8000);
    for (const { name, description, options: all = [] } of subcommands()) {
      for (const one of [{ name, description }, ...all]) {
        expect(one.name).toMatch(/^[a-z-]{1,32}$/u);
        expect(one.description).toMatch(/^\S.{0,99}$/u);
      }
      expect(all.length).toBeLessThanOrEqual(25);
      expect(new Set(all.map((one) => one.name)).size).toBe(all.length);
      const required = all.map((one) => one.required === true);
      expect(required.toSorted((one, other) => Number(other) - Number(one))).toEqual(required);
      for (const one of all) {
        if (!('choices' in one)) continue;
        expect(one.choices?.length).toBeLessThanOrEqual(25);
        expect('autocomplete' in one).toBe(false);
      }
    }
  });

  it('types what can be filled in, and lets every answer be shown to all', () => {
    expect(options('search')).toMatchObject([
      { name: 'query', type: Type.String, required: true, autocomplete: true },
      { name: 'author', autocomplete: true },
      { name: 'category', autocomplete: true },
      { name: 'after' },
      { name: 'sort', choices: [{ value: 'relevance' }, { value: 'new' }, { value: 'top' }] },
      { name: 'public', type: Type.Boolean },
    ]);
    expect(options('subscribe')).toContainEqual({
      name: 'top',
      description: 'How many papers in a post',
      type: Type.Integer,
      min_value: 1,
      max_value: 10,
    });
    expect(options('help')[0]).toMatchObject({
      choices: expect.arrayContaining([{ name: 'cite', value: 'cite' }]) as unknown,
    });
    for (const { options: all = [] } of subcommands()) expect(all.at(-1)?.name).toBe('public');
  });

  it('is there everywhere, or in one server, where Discord takes no word of other places', () => {
    expect(menu).toEqual({
      type: ApplicationCommandType.Message,
      name: 'Find related papers',
      contexts: [0, 1, 2],
      integration_types: [0, 1],
    });
    for (const one of commandsSchema(commands, { everywhere: false })) {
      expect(one).not.toHaveProperty('contexts');
      expect(one).not.toHaveProperty('integration_types');
    }
  });

  it('offers a command that nobody thought of with what its usage tells', () => {
    const fresh: CommandInfo = { name: 'fresh', aliases: [], usage: '<a thing>', summary: 's'.repeat(150) };
    const [made] = commandsSchema([fresh], { everywhere: false });
    expect(made).toMatchObject({
      options: [
        { name: 'fresh', options: [{ name: 'text', description: '<a thing>', required: true }, { name: 'public' }] },
      ],
    });
  });
});

describe('the hash', () => {
  it('is the same for the same commands, whatever the order of their properties', () => {
    const turned = commands.map((command): CommandInfo => {
      const { name, aliases, usage, summary, hidden } = command;
      return { ...(hidden === undefined ? {} : { hidden }), summary, usage, aliases, name };
    });
    expect(hash(turned)).toBe(hash(commands));
    expect(schemaHash([{ type: 3, name: 'a' }])).toBe(schemaHash([{ name: 'a', type: 3 }]));
  });

  it('is another when anything changes that Discord shows', () => {
    expect(hash(commands.slice(1))).not.toBe(hash(commands));
    expect(hash(commands.map((one, at) => (at === 0 ? { ...one, summary: 'Else.' } : one)))).not.toBe(hash(commands));
  });
});

const sentence = (name: string, values: Readonly<Record<string, string | number | boolean>>) => {
  const command = commands.find((one) => one.name === name);
  if (command === undefined) throw new Error(`Expected a command, got ${name}`);
  return commandSentence(command, values);
};

const subscribed = (values: Readonly<Record<string, string | number>>) =>
  parseWish(sentence('subscribe', { topic: 'agents', ...values }).replace('subscribe ', ''), { zone: 'UTC' });

describe('the sentence of a subcommand', () => {
  it('is the one that could have been typed', () => {
    expect(sentence('today', { public: true })).toBe('today');
    expect(sentence('paper', { paper: ' 2401.01234\n' })).toBe('paper 2401.01234');
    expect(sentence('cite', { format: 'ris', paper: '1' })).toBe('cite 1 ris');
    expect(sentence('help', { text: 'cite' })).toBe('help cite');
    expect(sentence('why', {})).toBe('why');
    expect(sentence('why', { about: '2026-11-24', number: '1' })).toBe('why 1 2026-11-24');
    expect(sentence('pause', { until: 'monday', number: '1' })).toBe('pause 1 until monday');
    expect(sentence('trending', { topic: 'agents', period: 'week' })).toBe('trending week agents');
    expect(sentence('paper', { paper: '$& {}' })).toBe('paper $& {}');
  });

  it('of a search is read with its filters', () => {
    const said = sentence('search', {
      query: 'weight decay',
      author: 'Yann "LeCun',
      category: 'cs.LG',
      after: '2024',
      sort: 'new',
    });
    expect(said).toBe('search weight decay au:"Yann LeCun" cat:cs.LG after:2024 sort:new');
    expect(parseQuery(said.replace('search ', ''))).toMatchObject({ after: '2024', sort: 'new' });
  });

  it.each(['cs.CL cs.LG', 'cs.CL, cs.LG', 'cs.CL,cs.LG;', 'cs.CL or cs.LG', 'cat:cs.CL and cs.LG', ' cs.CL / cs.LG '])(
    'names every category of: %s',
    (category) => {
      const said = sentence('search', { query: 'graphs', category, after: '2024' });
      expect(said).toBe('search graphs cat:cs.CL cat:cs.LG after:2024');
      expect(parseQuery(said.replace('search ', ''))).toMatchObject({
        words: ['graphs'],
        categories: ['cs.CL', 'cs.LG'],
      });
      expect(subscribed({ category })).toMatchObject({ wish: { query: 'agents cat:cs.CL cat:cs.LG' } });
    },
  );

  it('has no category where nothing of one is filled in', () => {
    expect(sentence('search', { query: 'graphs', category: ' , or' })).toBe('search graphs');
  });

  it('of a subscription is read as it was filled in', () => {
    const values = { topic: 'agents', at: '8:30', zone: 'Europe/Berlin', days: 'mon,wed', top: 3, thread: true };
    const said = sentence('subscribe', { ...values, empty: 'say-why', from: '2026-12-01' });
    expect(parseWish(said.replace('subscribe ', ''), { zone: 'UTC' })).toEqual({
      kind: 'wish',
      wish: {
        query: 'agents',
        timetable: { at: '08:30', zone: 'Europe/Berlin', days: [1, 3] },
        top: 3,
        thread: true,
        empty: 'say-why',
        from: '2026-12-01',
      },
    });
    expect(sentence('edit', { number: '2', thread: false, ping: '123', tag: 'two "words"', crosspost: true })).toBe(
      'edit 2 thread:off crosspost:on ping:@&123 tag:"two words"',
    );
    expect(sentence('edit', { number: '2', at: '9:00' })).toBe('edit 2 at 9:00');
  });

  it.each([
    ['at', '9.30', { at: '09:30' }],
    ['at', '0930', { at: '09:30' }],
    ['at', 'at 21h', { at: '21:00' }],
    ['at', 'noon', { at: '12:00' }],
    ['zone', 'in new york', { zone: 'America/New_York' }],
    ['days', 'Monday and Tuesday', { days: [1, 2] }],
    ['days', 'every day', { days: [1, 2, 3, 4, 5, 6, 7] }],
  ])('takes what stands in %s for nothing else: %s', (name, value, timetable) => {
    expect(subscribed({ [name]: value })).toMatchObject({ kind: 'wish', wish: { query: 'agents', timetable } });
  });

  it.each([
    ...['nonsense', 'half nine', '9 o clock', '25:00', '9', '2570', '"9'].map((value) => ['at', value] as const),
    ...['nowhere', 'berlin, germany', 'utc+2', 'the morning at 9:00'].map((value) => ['zone', value] as const),
    ...['someday', 'mon or so', 'SAT'].map((value) => ['days', value] as const),
    ['top', 11] as const,
  ])('asks back what is no %s: %s', (name, value) => {
    expect(subscribed({ [name]: value })).toMatchObject({ kind: 'question' });
  });

  it('keeps an open quotation in its option', () => {
    expect(subscribed({ topic: 'of "agents', at: '8:30' })).toMatchObject({
      wish: { query: 'of "agents"', timetable: { at: '08:30' } },
    });
  });
});
