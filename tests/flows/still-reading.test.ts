import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIndexGate } from '../../src/search/index-gate.ts';
import type { IndexGate } from '../../src/search/index-gate.ts';
import { createPaperIndex } from '../../src/search/paper-index.ts';
import { ada, place, seedPapers, startService } from './service.ts';
import type { Service } from './service.ts';

const WEIGHT_DECAY = 'Why Do We Need Weight Decay in Modern Deep Learning?';
const STILL = 'I am still reading the papers: 43,000 of 100,000';

let gate: IndexGate;
let service: Service;
const say: Service['say'] = (text, request) => service.say(text, request);

beforeEach(async () => {
  gate = createIndexGate(createPaperIndex(), () => new Date('2026-11-24T12:00:00Z'));
  service = await startService(await seedPapers(), { index: gate.index(0) });
  gate.report(43_000, 100_000);
});
afterEach(() => service.close());

describe('while the papers are still being read', () => {
  it.each([
    ['list', 'No subscriptions here yet'],
    ['help', 'What you can say'],
    ['saved', 'You have not saved a paper yet'],
    ['paper arxiv:2310.04415', WEIGHT_DECAY],
    ['2310.04415', WEIGHT_DECAY],
    ['cite 2310.04415', '@misc{'],
    ['save 2310.04415', 'Saved'],
    ['status', 'Papers: 55'],
  ])('%s is answered at once', async (text, words) => {
    expect(await say(text)).toContain(words);
  });

  it.each(['weight decay', 'similar 2310.04415', 'today', 'trending', 'random', 'share search weight decay', 'home'])(
    '%s is told how far it is and when to ask again, as what is no failure',
    async (text) => {
      const answer = await service.answer(text);
      expect(answer).toMatchObject({ audience: 'person', outcome: 'nothing', share: null });
      expect(answer.card.title.text).toBe(STILL);
      expect(service.lines.filter(({ level }) => level === 'error')).toEqual([]);
    },
  );

  it('asks again by a button that means the same paper whatever list is seen in between', async () => {
    await service.store.people.remember(ada, place, {
      ids: ['arxiv:2310.04415'],
      more: null,
      at: '2026-11-24T12:00:00Z',
    });
    expect((await service.answer('similar 1')).card.blocks.at(-1)).toEqual({
      kind: 'actions',
      actions: [{ label: 'Try again', says: 'similar 2310.04415', effect: 'replace' }],
    });
  });

  it('a subscription is made, and only what fits it is not known', async () => {
    const text = await say('subscribe weight decay at 9:00');
    expect(text).toContain('Subscribed, as number 1');
    expect(text).toContain('Fits today: not known yet: I am still reading the papers');
    expect(await say('list')).toContain('weight decay');
  });

  it('an end is told as one', async () => {
    gate.shut();
    expect(await say('weight decay')).toContain('I am just being stopped');
  });

  it('and afterwards everything is found', async () => {
    gate.open();
    expect(await say('weight decay')).toContain(WEIGHT_DECAY);
  });
});
