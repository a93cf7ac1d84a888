import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from '../../src/chat/place.ts';
import type { PaperId } from '../../src/paper/paper.ts';
import { parseQuery } from '../../src/search/query.ts';
import { choose } from '../../src/selection/choose.ts';
import type { Chosen, ChooseParts } from '../../src/selection/choose.ts';
import { library, paper } from './papers.ts';

const place: Place = { platform: 'terminal', workspace: null, channel: 'terminal', thread: null };

function ask(parts: ChooseParts, text: string, changed: { top?: number; seed?: string } = {}): Promise<Chosen> {
  return choose(parts, { query: parseQuery(text), place, date: '2026-11-24', seed: 'slot', top: 1, ...changed });
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
    expect(chosen).toMatchObject({ unseen: 2, startsOver: false });
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
    expect(await ask(await library(papers), 'cat:math.AG')).toEqual({ choices: [], unseen: 0, startsOver: false });
    expect(await ask(await library([]), '')).toEqual({ choices: [], unseen: 0, startsOver: false });
  });

  it('leaves out what the place has seen, and never fills up with repeats', async () => {
    const parts = await library(papers, { 'jsonl:quantize-new': 1 });
    const chosen = await ask(parts, 'quantization', { top: 3 });
    expect(ids(chosen)).toEqual(['jsonl:quantize-old']);
    expect(chosen).toMatchObject({ unseen: 1, startsOver: false });
  });

  it('starts over with the least shown when all were seen', async () => {
    const parts = await library(papers, { 'jsonl:quantize-new': 2, 'jsonl:quantize-old': 1 });
    const chosen = await ask(parts, 'quantization', { top: 3 });
    expect(ids(chosen)).toEqual(['jsonl:quantize-old']);
    expect(chosen).toMatchObject({ unseen: 0, startsOver: true, choices: [{ shownBefore: 1 }] });
  });

  it('never takes what was withdrawn, neither before nor after everything else was shown', async () => {
    const gone = paper('gone', { title: 'Quantization of networks', published: '2026-11-23', comment: 'Withdrawn' });
    const parts = await library([...papers, gone]);
    expect(ids(await ask(parts, 'quantization', { top: 5 }))).toEqual(['jsonl:quantize-new', 'jsonl:quantize-old']);
    parts.shown.set('jsonl:quantize-new', 1).set('jsonl:quantize-old', 1);
    const again = await ask(parts, 'quantization', { top: 5 });
    expect(ids(again).toSorted()).toEqual(['jsonl:quantize-new', 'jsonl:quantize-old']);
    expect(again).toMatchObject({ unseen: 0, startsOver: true });
    expect(ids(await ask(await library([gone]), ''))).toEqual([]);
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
    expect(chosen.unseen).toBe(2_300);
    expect(asked).toBeLessThanOrEqual(1_000);
  });

  it('is read to its end when it was all seen', async () => {
    const parts = await library(many, Object.fromEntries(many.map(({ id }, i) => [id, i === 5 ? 1 : 2])));
    expect(await ask(parts, 'weight')).toMatchObject({ startsOver: true, choices: [{ paper: { id: 'jsonl:p5' } }] });
  });
});
