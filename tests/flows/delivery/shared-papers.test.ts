import { describe, expect, it } from 'vitest';
import { sharedPapers } from '../../../src/flows/delivery/shared-papers.ts';
import type { PaperId } from '../../../src/paper/paper.ts';
import { paper } from '../../selection/papers.ts';

const [a, b, c] = [paper('a'), paper('b'), paper('c')];
const stored = new Map([a, b, c].map((one) => [one.id, one]));
stored.set('title:former', b);

function counted(): { readonly asked: PaperId[][]; readonly papers: Parameters<typeof sharedPapers>[0] } {
  const asked: PaperId[][] = [];
  return {
    asked,
    papers: {
      getMany: async (ids) => {
        asked.push([...ids]);
        return ids.flatMap((id) => stored.get(id) ?? []);
      },
      firstSeenAfter: async () => [c.id],
      listedFrom: async () => [{ id: b.id, listedOn: '2026-11-24' }],
    },
  };
}

describe('papers of one tick', () => {
  it('are read once, and given in the order asked for', async () => {
    const { asked, papers } = counted();
    const shared = sharedPapers(papers);
    expect(await shared.getMany([b.id, a.id])).toEqual([b, a]);
    const again = await shared.getMany([a.id, c.id, b.id]);
    expect(again).toEqual([a, c, b]);
    expect(again[0]).toBe(a);
    expect(await shared.getMany([a.id])).toEqual([a]);
    expect(asked).toEqual([[b.id, a.id], [c.id]]);
    expect(await shared.firstSeenAfter('2026-11-24')).toEqual([c.id]);
    expect(await shared.listedFrom('2026-11-24')).toEqual([{ id: b.id, listedOn: '2026-11-24' }]);
  });

  it('are what the store says under a former id, and left out where it knows none', async () => {
    const shared = sharedPapers(counted().papers);
    expect(await shared.getMany(['title:former', a.id, 'jsonl:none'])).toEqual([b, a]);
    expect(await shared.getMany(['title:former', a.id])).toEqual([b, a]);
  });

  it('do not add up without end', async () => {
    const { asked, papers } = counted();
    const shared = sharedPapers(papers);
    await shared.getMany([a.id]);
    await shared.getMany(Array.from({ length: 5_000 }, (_, i) => `jsonl:none${i}`));
    await shared.getMany([a.id]);
    expect(asked.filter((ids) => ids.length === 1)).toEqual([[a.id], [a.id]]);
  });
});
