import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Typing } from '../../src/chat/completion.ts';
import { createComplete } from '../../src/flows/complete.ts';
import { ada, place, seedPapers, startService } from './service.ts';
import type { Service } from './service.ts';
import { noSources } from '../support/no-sources.ts';

let service: Service;
let type: (what: Typing['what'], typed: string) => Promise<readonly (readonly [label: string, value: string])[]>;
let failed: string[] = [];
const quiet = () => undefined;
beforeEach(async () => {
  service = await startService(await seedPapers());
  failed = [];
  const { store, index } = service;
  const log = { debug: quiet, info: quiet, warn: quiet, error: (event: string) => failed.push(event) };
  const complete = createComplete({
    sources: noSources,
    store,
    index,
    now: () => new Date('2026-11-24T12:00:00Z'),
    log,
  });
  type = async (what, typed) =>
    (await complete({ what, typed, person: ada, place })).map(({ label, value }) => [label, value] as const);
});
afterEach(() => service.close());

const weightDecay = 'Why Do We Need Weight Decay in Modern Deep Learning?';

describe('what somebody types', () => {
  it('as a topic goes on with words and titles, and stays as it is first', async () => {
    expect(await type('topics', '')).toEqual([]);
    const [first, ...others] = await type('topics', 'weight dec');
    expect(first).toEqual(['weight dec', 'weight dec']);
    expect(others).toContainEqual([weightDecay, weightDecay]);
    expect((await type('topics', 'robust quant')).map(([, value]) => value)).toContain('robust quantization');
    expect((await type('topics', 'non-lin')).map(([, value]) => value)).toContain('non-linear');
  });

  it('as a paper is one with such a title, or the one of that number or id', async () => {
    expect(await type('papers', 'weight dec')).toContainEqual([weightDecay, '2310.04415']);
    expect((await type('papers', 'https://arxiv.org/abs/2310.04415v2'))[0]).toEqual([weightDecay, '2310.04415']);
    expect(await type('papers', '')).toEqual([]);
    expect(await type('papers', '1')).toEqual([]);
    await service.answer('weight decay');
    expect((await type('papers', ''))[0]).toEqual([`1. ${weightDecay}`, '2310.04415']);
    expect(await type('papers', '1')).toEqual([[`1. ${weightDecay}`, '2310.04415']]);
    expect(await type('papers', '999')).toEqual([]);
  });

  it('as an author is a name as it is written on a paper', async () => {
    const names = (await type('authors', 'andriush')).map(([, value]) => value);
    expect(names).toEqual(['Maksym Andriushchenko']);
    expect(await type('authors', 'ANDRI mak')).toEqual([['Maksym Andriushchenko', 'Maksym Andriushchenko']]);
  });

  it.each(["D'Ang", "d'a", 'D’Angelo', 'dangelo', 'francesco dang', 'angelo'])(
    'as an author with an apostrophe is found by %s',
    async (typed) => {
      expect(await type('authors', typed)).toContainEqual(["Francesco D'Angelo", "Francesco D'Angelo"]);
    },
  );

  it('as a category is one that begins so, or is called so', async () => {
    expect((await type('categories', 'CS.c'))[0]).toEqual(['cs.CC: Computational Complexity', 'cs.CC']);
    expect(await type('categories', 'pattern recog')).toEqual([
      ['cs.CV: Computer Vision and Pattern Recognition', 'cs.CV'],
    ]);
    expect(await type('categories', '')).toHaveLength(25);
  });

  it('as a category goes on behind those that are there', async () => {
    const value = 'cs.CL, cs.CV';
    expect(await type('categories', 'cs.CL pattern recog')).toEqual([
      [`${value}: Computer Vision and Pattern Recognition`, value],
    ]);
    expect((await type('categories', 'CS.cl, cs.cv')).map(([, one]) => one)).toEqual([value]);
    const next = await type('categories', 'cs.CL, ');
    expect(next).toHaveLength(25);
    expect(next.every(([, one]) => one.startsWith('cs.CL, '))).toBe(true);
    expect(next.map(([, one]) => one)).not.toContain('cs.CL, cs.CL');
    expect(await type('categories', 'cs.NOPE, cs.CV')).toEqual([]);
  });

  it('as a zone is one that the city has, or that begins so', async () => {
    expect((await type('zones', 'berl'))[0]).toEqual(['Europe/Berlin', 'Europe/Berlin']);
    expect((await type('zones', 'san fran'))[0]).toEqual(['America/Los Angeles', 'America/Los_Angeles']);
    expect((await type('zones', 'new y'))[0]).toEqual(['America/New York', 'America/New_York']);
    expect((await type('zones', ''))[0]).toEqual(['UTC', 'UTC']);
  });

  it('as a subscription is one of this place', async () => {
    await service.answer('subscribe quantization at 8:30');
    await service.answer('subscribe graphs at 9:00');
    expect((await type('subscriptions', '')).map(([, value]) => value)).toEqual(['1', '2']);
    const [[label, value] = []] = await type('subscriptions', 'GRAPHS');
    expect(value).toBe('2');
    expect(label).toMatch(/^2\. graphs at 09:00/u);
    const elsewhere = { ...place, channel: 'other' };
    const complete = createComplete({ sources: noSources, ...service, now: () => new Date(), log: console });
    expect(await complete({ what: 'subscriptions', typed: '', person: ada, place: elsewhere })).toEqual([]);
  });
});

it('anything typed is borne', async () => {
  const what = fc.constantFrom<Typing['what']>('topics', 'papers', 'authors', 'categories', 'zones', 'subscriptions');
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom(
      '"',
      'au:"',
      '-',
      '((((',
      '\\',
      '🏳️‍🌈'.repeat(50),
      'a'.repeat(10_000),
      '\u0000',
      '1e9',
      '#0',
      '../..',
    ),
  );
  await fc.assert(
    fc.asyncProperty(what, typed, async (kind, text) => {
      const found = await type(kind, text);
      expect(found.length).toBeLessThanOrEqual(25);
      expect(failed).toEqual([]);
    }),
    { numRuns: 150, seed: 7 },
  );
});
