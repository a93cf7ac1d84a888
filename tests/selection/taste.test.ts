import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate, History, PickOptions } from '../../src/selection/choice.ts';
import { pick } from '../../src/selection/pick.ts';
import type { Opinion } from '../../src/selection/taste.ts';
import type { Liking } from '../../src/store/liking.ts';
import { paper } from './papers.ts';

const options: PickOptions = {
  seed: 'a slot',
  top: 1,
  date: '2026-11-24',
  preference: 'blend',
  whole: true,
  history: { opinions: [], last: [] },
};

const titles: Readonly<Record<string, string>> = {
  video: 'Long video generation with diffusion',
  speech: 'Streaming speech recognition',
  proof: 'Formal proof search',
  prices: 'Forecasting energy prices',
};

function candidate(name: string, changed: Partial<Candidate> = {}): Candidate {
  return { paper: paper(name, { title: titles[name] ?? name }), relevance: 1, shown: 0, matched: [], ...changed };
}

const all = Object.keys(titles).map((name) => candidate(name));

function opinion(title: string, said: Partial<Liking>): Opinion {
  const about = paper(`about ${title}`, { title });
  return { paper: about, liking: { id: about.id, likes: 0, dislikes: 0, saves: 0, opens: 0, ...said } };
}

function value(name: string, part: string, history: Partial<History>): number {
  const picked = pick(all, { ...options, top: 4, history: { opinions: [], last: [], ...history } });
  const choice = picked.choices.find(({ paper: { id } }) => id === `jsonl:${name}`);
  return choice?.parts.find((one) => one.name === part)?.value ?? Number.NaN;
}

describe('taste', () => {
  it.each<Partial<Liking>>([{ likes: 1 }, { saves: 1 }, { opens: 1 }])(
    'is what was liked, saved, opened: %j',
    (said) => {
      const opinions = [opinion('Editing of long video', said)];
      const [choice] = pick(all, { ...options, history: { opinions, last: [] } }).choices;
      expect(choice).toMatchObject({
        paper: { id: 'jsonl:video' },
        reason: 'most to the taste of this place of 4 unseen',
      });
    },
  );

  it('is not what was disliked', () => {
    expect(value('video', 'taste', { opinions: [opinion('Editing of long video', { dislikes: 1 })] })).toBeLessThan(0);
  });

  it('is nothing where one likes what another does not, and where nothing was said', () => {
    expect(value('video', 'taste', { opinions: [opinion('Editing of long video', { likes: 1, dislikes: 1 })] })).toBe(
      0,
    );
    expect(value('video', 'taste', {})).toBe(0);
  });

  it('is surer the more was said, and no surer for many who say the same of one paper', () => {
    const one = value('video', 'taste', { opinions: [opinion('Editing of long video', { likes: 1 })] });
    const many = ['Editing of long video', 'Video captions', 'Diffusion for video'];
    expect(value('video', 'taste', { opinions: many.map((title) => opinion(title, { likes: 1 })) })).toBeGreaterThan(
      one,
    );
    expect(value('video', 'taste', { opinions: [opinion('Editing of long video', { likes: 9 })] })).toBe(one);
  });

  it('counts for nothing where the newest or the most voted are asked for', () => {
    const opinions = [opinion('Editing of long video', { likes: 1 })];
    for (const preference of ['new', 'top'] as const) {
      const picked = pick(all, { ...options, preference, top: 4, history: { opinions, last: [] } });
      for (const { parts } of picked.choices) expect(parts).toContainEqual({ name: 'taste', value: 0 });
    }
  });

  it('never outweighs the topic', () => {
    const words = ['weight', 'decay', 'video'];
    const anyTopical = fc.array(
      fc.record({
        name: fc.constantFrom(...Object.keys(titles)),
        matched: fc.integer({ min: 1, max: 3 }),
        relevance: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { minLength: 2, maxLength: 8 },
    );
    const anyOpinions = fc.array(
      fc.record({ name: fc.constantFrom(...Object.keys(titles)), likes: fc.nat(3), dislikes: fc.nat(3) }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(anyTopical, anyOpinions, (topical, said) => {
        const candidates = topical.map(({ name, matched, relevance }, i) => ({
          ...candidate(name, { relevance, matched: words.slice(0, matched) }),
          paper: paper(`${name}${i}`, { title: titles[name] ?? '' }),
        }));
        const opinions = said.map(({ name, ...liking }) => opinion(titles[name] ?? '', liking));
        const [choice] = pick(candidates, { ...options, history: { opinions, last: [] } }).choices;
        const chosen = candidates.find(({ paper: { id } }) => id === choice?.paper.id);
        if (chosen === undefined) throw new Error('Nothing was chosen');
        // Nothing else differs here, and taste makes up for 0.4 of the match at most.
        const wronged = candidates.filter(
          ({ matched, relevance }) =>
            matched.length > chosen.matched.length ||
            (matched.length === chosen.matched.length && relevance - 0.4 > chosen.relevance),
        );
        expect(wronged).toEqual([]);
      }),
      { seed: 20261124, numRuns: 500 },
    );
  });
});

describe('variety', () => {
  it('leaves what is like the last ones for later', () => {
    const last = [paper('shown', { title: 'Formal proof search' }), paper('too', { title: 'Energy prices' })];
    expect(value('proof', 'variety', { last })).toBeCloseTo(-0.25);
    expect(value('prices', 'variety', { last })).toBeLessThan(0);
    expect(value('speech', 'variety', { last })).toBe(0);
  });

  it('holds within a post, too', () => {
    const twin = { ...candidate('video'), paper: paper('twin', { title: 'Long video generation with diffusion' }) };
    const picked = pick([...all, twin], { ...options, top: 2 });
    const [first, second] = picked.choices.map(({ paper: { title } }) => title);
    expect(first).not.toBe(second);
    const last = pick([...all, twin], { ...options, top: 5 }).choices.at(-1);
    expect(last?.paper.title).toBe('Long video generation with diffusion');
    expect(last?.parts).toContainEqual({ name: 'variety', value: expect.closeTo(-0.25) });
  });

  it('is said where it decided', () => {
    const last = [paper('a', { title: 'Formal proof search' }), paper('b', { title: 'Energy prices' })];
    const two = [candidate('proof'), candidate('speech')];
    const [choice] = pick(two, { ...options, history: { opinions: [], last } }).choices;
    expect(choice?.reason).toBe('least like the last ones of 2 unseen');
  });
});
