import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from '../../src/chat/place.ts';
import type { Paper, PaperId } from '../../src/paper/paper.ts';
import { parseQuery } from '../../src/search/query.ts';
import { choose } from '../../src/selection/choose.ts';
import type { Chosen, ChooseParts, Wanted } from '../../src/selection/choose.ts';
import { library, paper } from './papers.ts';

const place: Place = { platform: 'terminal', workspace: null, channel: 'terminal', thread: null };

function ask(parts: ChooseParts, text: string, changed: Partial<Wanted> = {}): Promise<Chosen> {
  return choose(parts, {
    query: parseQuery(text),
    place,
    date: '2026-11-24',
    at: new Date('2026-11-24T09:00:00Z'),
    since: null,
    seed: 'slot',
    top: 1,
    ...changed,
  });
}

const ids = ({ choices }: Chosen): readonly PaperId[] => choices.map((choice) => choice.paper.id);

const papers = [
  paper('quantize-old', { title: 'Quantization of networks', published: '2024-01-01' }),
  paper('quantize-new', { title: 'Quantization of networks', published: '2026-11-01' }),
  paper('decay', { title: 'Why do we need weight decay', published: '2026-11-20', categories: ['cs.LG'] }),
  paper('weight', { title: 'The weight of evidence', published: '2026-11-23' }),
];

describe('choose', () => {
  it('takes what matches, and says what and why', async () => {
    const chosen = await ask(await library(papers), 'quantization');
    expect(chosen).toMatchObject({ reasoning: { counts: { matching: 2, unseen: 2, fresh: null } }, startsOver: false });
    expect(chosen.choices).toMatchObject([
      { paper: { id: 'jsonl:quantize-new' }, reason: 'matches “quantization”; newest of 2 unseen', shownBefore: 0 },
    ]);
  });

  it('takes a paper with the whole topic before one with a part of it', async () => {
    const parts = await library(papers);
    expect(ids(await ask(parts, 'weight decay', { top: 2 }))).toEqual(['jsonl:decay', 'jsonl:weight']);
  });

  it('says the word that the papers have, where a word was mistyped', async () => {
    const chosen = await ask(await library(papers), 'quantisatoin');
    expect(chosen.choices[0]?.reason).toMatch(/^matches “quantization”/);
  });

  it('takes the newest without a topic, and keeps to filters', async () => {
    const parts = await library(papers);
    expect(ids(await ask(parts, ''))).toEqual(['jsonl:weight']);
    expect((await ask(parts, 'cat:cs.LG')).choices).toMatchObject([
      { paper: { id: 'jsonl:decay' }, reason: 'the only one unseen' },
    ]);
    expect((await ask(parts, '"weight of evidence"')).choices).toMatchObject([
      { paper: { id: 'jsonl:weight' }, reason: 'matches “weight of evidence”; the only one unseen' },
    ]);
  });

  it('takes nothing where nothing matches', async () => {
    const nothing = {
      choices: [],
      reasoning: { chosen: [], runnersUp: [], counts: { matching: 0, fresh: null, unseen: 0, compared: 0 } },
      others: [],
      startsOver: false,
    };
    expect(await ask(await library(papers), 'cat:math.AG')).toEqual(nothing);
    expect(await ask(await library([]), '')).toEqual(nothing);
  });

  it('leaves out what the place has seen, and never fills up with repeats', async () => {
    const parts = await library(papers, { 'jsonl:quantize-new': 1 });
    const chosen = await ask(parts, 'quantization', { top: 3 });
    expect(ids(chosen)).toEqual(['jsonl:quantize-old']);
    expect(chosen).toMatchObject({ reasoning: { counts: { matching: 2, unseen: 1 } }, startsOver: false });
  });

  it('starts over with the least shown when all were seen', async () => {
    const parts = await library(papers, { 'jsonl:quantize-new': 2, 'jsonl:quantize-old': 1 });
    const chosen = await ask(parts, 'quantization', { top: 3 });
    expect(ids(chosen)).toEqual(['jsonl:quantize-old']);
    expect(chosen).toMatchObject({
      reasoning: { counts: { unseen: 0 } },
      startsOver: true,
      choices: [{ shownBefore: 1 }],
    });
  });

  it('changes nothing, so that a preview is what comes', async () => {
    const parts = await library(papers);
    const before = new Map(parts.shown);
    const preview = await ask(parts, 'weight');
    expect(await ask(parts, 'weight')).toEqual(preview);
    expect(parts.shown).toEqual(before);
  });

  it('shows each paper once before any comes again, whatever the topic and the number', async () => {
    const many = Array.from({ length: 23 }, (_, i) =>
      paper(`p${i}`, {
        title: i % 3 === 0 ? 'Weight decay' : 'Weight',
        published: i % 2 === 0 ? '2025' : null,
        upvotes: i % 5,
      }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('', 'weight', 'weight decay', 'sort:top'),
        fc.integer({ min: 1, max: 10 }),
        async (text, top) => {
          const parts = await library(many);
          for (let round = 0; round < 2; round += 1) {
            const seen: PaperId[] = [];
            while (seen.length < many.length) {
              const chosen = await ask(parts, text, { top, seed: `${round}/${seen.length}` });
              expect(chosen.startsOver).toBe(round > 0);
              for (const {
                paper: { id },
                shownBefore,
              } of chosen.choices) {
                expect(shownBefore).toBe(round);
                parts.shown.set(id, shownBefore + 1);
                seen.push(id);
              }
            }
            expect(new Set(seen).size).toBe(many.length);
          }
        },
      ),
      { seed: 20261124, numRuns: 12 },
    );
  });
});

function sighted(name: string, at: string): Paper {
  const one = paper(name, { title: `Weight ${name}`, published: '2026-11-20' });
  return { ...one, sightings: one.sightings.map((sighting) => ({ ...sighting, at })) };
}

describe('only what is new', () => {
  const since = '2026-11-23T08:00:00.000Z';
  const old = sighted('old', since);
  const fresh = sighted('fresh', '2026-11-23T08:00:00.001Z');

  it('leaves out what was known before, and counts what came', async () => {
    const chosen = await ask(await library([old, fresh]), 'weight', { since, top: 2 });
    expect(ids(chosen)).toEqual(['jsonl:fresh']);
    expect(chosen.reasoning.counts).toEqual({ matching: 2, fresh: 1, unseen: 1, compared: 1 });
  });

  it('is nothing where nothing came or fits, and never starts over', async () => {
    expect(ids(await ask(await library([old]), '', { since }))).toEqual([]);
    const seen = await ask(await library([old, fresh], { 'jsonl:fresh': 1 }), '', { since });
    expect(seen).toMatchObject({ choices: [], startsOver: false, reasoning: { counts: { fresh: 1, unseen: 0 } } });
    expect(ids(await ask(await library([old, fresh]), 'decay', { since }))).toEqual([]);
  });

  it('is found however far behind it ranks', async () => {
    const many = Array.from({ length: 6_000 }, (_, i) => sighted(`p${i}`, since));
    const last = { ...fresh, published: '1999' };
    expect(ids(await ask(await library([...many, last]), '', { since }))).toEqual(['jsonl:fresh']);
  });
});

describe('what a choice was made from', () => {
  it('has the chosen, two runners-up and the counts, and the rest is at hand', async () => {
    const parts = await library(papers, { 'jsonl:weight': 1 });
    const { choices, reasoning, others } = await ask(parts, '', { top: 1 });
    expect(reasoning.counts).toEqual({ matching: 4, fresh: null, unseen: 3, compared: 3 });
    expect(reasoning.chosen).toEqual(choices.map(({ paper: { id }, score, parts: of }) => ({ id, score, parts: of })));
    expect(reasoning.runnersUp).toEqual(others.slice(0, 2));
    expect(others).toHaveLength(2);
    for (const { score, parts: of } of [...reasoning.chosen, ...others]) {
      expect(of.reduce((sum, { value }) => sum + value, 0)).toBe(score);
    }
    expect(others.map(({ score }) => score)).toEqual(others.map(({ score }) => score).toSorted((a, b) => b - a));
  });

  it('is what the place likes and saw last, too', async () => {
    const parts = await library([
      paper('video', { title: 'Long video generation' }),
      paper('speech', { title: 'Streaming speech recognition' }),
      paper('liked', { title: 'Editing of long video' }),
      paper('last', { title: 'Recognition of streaming speech' }),
    ]);
    parts.shown.set('jsonl:liked', 1).set('jsonl:last', 1);
    parts.liked.push({ id: 'jsonl:liked', likes: 1, dislikes: 0, saves: 0, opens: 0 });
    parts.last.push('jsonl:last');
    const { choices, others } = await ask(parts, '');
    expect(choices).toMatchObject([{ paper: { id: 'jsonl:video' } }]);
    expect(others[0]?.parts.find(({ name }) => name === 'variety')?.value).toBeLessThan(-0.1);
  });
});

describe('a list that is not complete', () => {
  const early = '2026-11-24T10:00:00.000Z';
  const listed = [
    paper('old', { published: '2026-11-01' }),
    paper('today', { published: '2026-11-24', listedOn: '2026-11-24', upvotes: 90, upvotesAt: early }),
    paper('yesterday', { published: '2026-11-22', listedOn: '2026-11-23', upvotes: 9, upvotesAt: early }),
    paper('unrefreshed', {
      published: '2026-11-22',
      listedOn: '2026-11-23',
      upvotes: 900,
      upvotesAt: '2026-11-23T20:00:00.000Z',
    }),
  ];

  it('gives nothing to choose from until it is settled', async () => {
    const parts = await library(listed);
    const open = await ask(parts, '', { at: new Date('2026-11-25T02:29:00Z'), top: 9 });
    expect(ids(open).toSorted()).toEqual(['jsonl:old', 'jsonl:unrefreshed', 'jsonl:yesterday']);
    expect(ids(await ask(parts, '', { at: new Date('2026-11-25T02:30:00Z'), top: 9 }))).toHaveLength(4);
    expect(ids(await ask(parts, 'today', { at: new Date('2026-11-24T12:00:00Z') }))).toEqual([]);
  });

  it('gives no votes, so that nobody is ahead by the hour at which they were counted', async () => {
    const parts = await library(listed);
    const votes = async (name: string, sort = ''): Promise<number | undefined> =>
      (await ask(parts, `${name} ${sort}`)).choices[0]?.parts.find((part) => part.name === 'votes')?.value;
    expect(await votes('unrefreshed')).toBe(0);
    expect(await votes('unrefreshed', 'sort:top')).toBe(0);
    expect(await votes('yesterday')).toBeGreaterThan(0.2);
  });

  it('makes its papers new when it is settled, whenever they came', async () => {
    const parts = await library(listed);
    const since = '2026-11-24T11:00:00.000Z';
    expect(ids(await ask(parts, '', { at: new Date('2026-11-24T12:00:00Z'), since }))).toEqual([]);
    const next = await ask(parts, '', { at: new Date('2026-11-25T11:00:00Z'), since, top: 9 });
    expect(ids(next)).toEqual(['jsonl:today']);
    expect(next.reasoning.counts.fresh).toBe(1);
    const after = { at: new Date('2026-11-26T11:00:00Z'), since: '2026-11-25T11:00:00.000Z' };
    expect(ids(await ask(parts, '', after))).toEqual([]);
  });
});

describe('a large library', () => {
  const many = Array.from({ length: 3_000 }, (_, i) =>
    paper(`p${i}`, { title: 'Weight', published: new Date(Date.UTC(2015, 0, 1 + i)).toISOString().slice(0, 10) }),
  );

  it('is read only as far as it must be, and the words do not claim more', async () => {
    const shown = Object.fromEntries(many.slice(-700).map(({ id }) => [id, 1]));
    const parts = await library(many, shown);
    let asked = 0;
    const index: ChooseParts['index'] = {
      search: (query, page) => {
        asked += page.limit;
        return parts.index.search(query, page);
      },
    };
    const chosen = await ask({ ...parts, index }, '');
    expect(ids(chosen)).toEqual(['jsonl:p2299']);
    expect(chosen.choices[0]?.reason).toBe('newest of the 100 newest unseen');
    expect(chosen.reasoning.counts.unseen).toBe(2_300);
    expect(asked).toBeLessThanOrEqual(1_000);
  });

  it('is read to its end when it was all seen', async () => {
    const parts = await library(many, Object.fromEntries(many.map(({ id }, i) => [id, i === 5 ? 1 : 2])));
    expect(await ask(parts, 'weight')).toMatchObject({ startsOver: true, choices: [{ paper: { id: 'jsonl:p5' } }] });
  });
});
