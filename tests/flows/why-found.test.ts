import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bob, seedPapers, startService } from './service.ts';
import type { Service } from './service.ts';

let service: Service;
beforeEach(async () => {
  service = await startService(await seedPapers());
});
afterEach(() => service.close());

describe('why, after a search', () => {
  it('tells which words a result has, where, and how much they count', async () => {
    await service.say('language models pruning zyzzyva');
    const text = await service.say('why 2');
    expect(text).toMatch(/^Why this result/);
    expect(text).toMatch(/language: in [a-z, ]*abstract[a-z, ]*: \d+ %/);
    expect(text).toContain('Not in it: ');
    expect(text).toContain('zyzzyva');
    const shares = [...text.matchAll(/: (\d+) %/g)].map((match) => Number(match[1]));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeGreaterThanOrEqual(98);
  });

  it('tells the same for the id of a result on a later page, and for nobody who did not search', async () => {
    await service.say('language models');
    await service.say('more');
    expect(await service.say('why 7')).toMatch(/^Why this result/);
    expect(await service.say('why 7', { person: bob })).toContain('There is no number 7 yet');
  });

  it('does not mistake another list for a search', async () => {
    await service.say('language models');
    await service.say('similar 1');
    expect(await service.say('why 1')).not.toContain('Why this result');
  });

  it('tells of the post of a day when the day is named', async () => {
    await service.say('language models');
    expect(await service.say('why 1 on 2026-11-24')).not.toContain('Why this result');
  });
});
