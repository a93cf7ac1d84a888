import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { place, seedPapers, startService } from './service.ts';
import type { Service } from './service.ts';

let service: Service;
const say: Service['say'] = (text, request) => service.say(text, request);

const WEIGHT_DECAY = 'arxiv:2310.04415';

beforeEach(async () => {
  service = await startService(await seedPapers());
  service.setNow('2026-11-24T12:00:00Z');
});
afterEach(() => service.close());

async function weightDecay(sentence: string): Promise<string> {
  await say(`subscribe ${sentence} at 18:00`);
  return say('why 2310.04415');
}

describe('why a paper was not chosen', () => {
  it('is that it lacks what was asked for', async () => {
    expect(await weightDecay('quantization')).toContain('1. 24 Nov 2026: It has none of the words of the topic.');
    expect(await weightDecay('weight -decay')).toContain('2. 24 Nov 2026: It has what -decay leaves out.');
    expect(await weightDecay('weight min:5')).toContain('It has 0 votes, and at least 5 were asked for.');
    expect(await weightDecay('weight cat:math.AG')).toContain('It does not fit cat:math.AG.');
  });

  it('is that others scored better, with the figures of both', async () => {
    const text = await weightDecay('language model');
    expect(text).toMatch(/It was outscored: number \d+ of \d+, with [\d.]+ = .+\. Before it: .+: [\d.]+ = .+\./u);
  });

  it('is that it was shared by hand or posted before', async () => {
    await say('subscribe weight decay at 18:00');
    await service.store.ledger.shared(place, [WEIGHT_DECAY], '2026-11-23T08:00:00.000Z');
    expect(await say('why 2310.04415')).toContain('It was shared here by hand, Mon 23 Nov 2026');
    const [subscription] = await service.store.subscriptions.list(place);
    const slot = { subscriptionId: subscription?.id ?? '', date: '2026-11-22' };
    const papers = [{ id: WEIGHT_DECAY, reason: 'we say so', shownBefore: 1 }];
    await service.store.ledger.claim({ slot, place, papers, at: '2026-11-22T18:00:00.000Z' });
    expect(await say('why 2310.04415 on 2026-11-24')).toContain('It was posted here before, on 22 Nov 2026.');
  });

  it('is that it was not new', async () => {
    service.setNow('2026-12-01T12:00:00Z');
    expect(await weightDecay('weight decay quiet')).toMatch(
      /It was known before .+ only what came after that counts as new/u,
    );
  });

  it('is that nothing is posted here', async () => {
    expect(await say('why 2310.04415')).toContain('Nothing is posted here');
  });
});
