import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reasoning } from '../../src/store/reasoning.ts';
import { place, seedPapers, startService } from './service.ts';
import type { Service } from './service.ts';

let service: Service;
const say: Service['say'] = (text, request) => service.say(text, request);

const ids = ['arxiv:2310.04415', 'arxiv:2310.12508'] as const;
const reasoning: Reasoning = {
  chosen: [
    {
      id: ids[0],
      score: 4.205_000_001,
      parts: [
        { name: 'topic', value: 3 },
        { name: 'relevance', value: 0.9 },
        { name: 'freshness', value: 0.305 },
        { name: 'votes', value: 0 },
        { name: 'tie-break', value: 1e-9 },
      ],
    },
  ],
  runnersUp: [
    {
      id: ids[1],
      score: 3.8,
      parts: [
        { name: 'topic', value: 3 },
        { name: 'relevance', value: 1 },
        { name: 'variety', value: -0.2 },
      ],
    },
  ],
  counts: { matching: 7, unseen: 6, fresh: null, compared: 6 },
};

beforeEach(async () => {
  service = await startService(await seedPapers());
  service.setNow('2026-11-20T12:00:00Z');
});
afterEach(() => service.close());

async function subscribed(text: string): Promise<string> {
  await say(`subscribe ${text}`);
  service.setNow('2026-11-24T12:00:00Z');
  const all = await service.store.subscriptions.list(place);
  return all.at(-1)?.id ?? '';
}

async function posted(subscriptionId: string, date: string): Promise<void> {
  const slot = { subscriptionId, date };
  const wish = (await service.store.subscriptions.list(place)).find(({ id }) => id === subscriptionId);
  const papers = [{ id: ids[0], reason: 'matches “llm”; best match of 7 unseen', shownBefore: 0 }];
  await service.store.ledger.claim({ slot, place, papers, reasoning, ...(wish && { wish }), at: `${date}T08:00:00Z` });
  const outcome = { state: 'sent', reason: 'Posted late, at 10:30 in Europe/Berlin.', message: '1' } as const;
  await service.store.ledger.settle(slot, { ...outcome, at: `${date}T09:30:00Z` });
}

describe('why, of a day', () => {
  it.each(['31.12.2026', '2026/12/31', '12/31/2026', '1 31.12.2026', 'on 31.12.2026', '2310.04415 on 31.12.2026'])(
    'however it is written: %s',
    async (day) => {
      await subscribed('llm');
      const { card, outcome } = await service.answer(`why ${day}`);
      expect(outcome).not.toBe('problem');
      expect(JSON.stringify(card)).toContain('31 Dec 2026');
    },
  );

  it('asks which day is meant where it may be two', async () => {
    await subscribed('llm');
    const { card, outcome } = await service.answer('why 1 05/11/2026');
    expect(outcome).toBe('problem');
    expect(card.title.text).toBe('Which day is 05/11/2026?');
    expect(JSON.stringify(card)).toContain('why 1 2026-11-05');
    expect(JSON.stringify(card)).toContain('why 1 2026-05-11');
    expect((await service.answer('why 05/11/2026')).card.title.text).toBe('Which day is 05/11/2026?');
  });

  it.each(['why', 'why 1', 'why 1 2026-11-24', 'why 1 on 2026-11-24', 'why 2026-11-24', 'why today', 'why 1 today'])(
    '%s: the paper, its score, what came behind it, and what happened',
    async (sentence) => {
      await posted(await subscribed('llm at 9:00'), '2026-11-24');
      const text = await say(sentence);
      expect(text).toContain('Why this paper on 24 Nov 2026');
      expect(text).toContain('Why: matches “llm”; best match of 7 unseen');
      expect(text).toContain('Score: 4.21 = words of the topic 3 + match 0.9 + freshness 0.31');
      expect(text).toContain('sent, Tue 24 Nov 2026, 10:30 (Europe/Berlin). Posted late, at 10:30 in Europe/Berlin.');
      expect(text).toContain('Chosen from: 7 that match, 6 not shown here before, 6 compared');
      expect(text).toMatch(/Behind it: .+: 3\.8 = words of the topic 3 \+ match 1 − variety 0\.2/u);
    },
  );

  it('is shared as it was told', async () => {
    await posted(await subscribed('llm at 9:00'), '2026-11-24');
    const { card, share } = await service.answer('why');
    service.setNow('2026-11-25T12:00:00Z');
    expect((await service.answer(`share ${share}`)).card).toEqual(card);
  });

  it('tells why there was none', async () => {
    const id = await subscribed('llm at 9:00');
    const outcome = { state: 'skipped', reason: 'No paper matches “llm”.', message: null } as const;
    const slot = { subscriptionId: id, date: '2026-11-24' };
    await service.store.ledger.close(slot, place, { ...outcome, at: '2026-11-24T08:00:00Z' });
    const text = await say('why');
    expect(text).toContain('Why there is no paper on 24 Nov 2026');
    expect(text).toContain('skipped, Tue 24 Nov 2026, 09:00 (Europe/Berlin). No paper matches “llm”.');
  });

  it.each([
    ['llm at 9:00', '2026-11-26', 'The next post is due on Tue 24 Nov 2026, 09:00'],
    ['llm on weekdays', '2026-11-22', 'It does not post on a Sunday.'],
    ['llm', '2026-11-01', 'It was made, or changed last, after that day.'],
    ['llm from 2026-12-01', '2026-11-25', 'It begins on 1 Dec 2026.'],
    ['llm', '2026-11-21', 'Nothing was written down for that day'],
  ])('%s: tells why nothing is known of %s', async (wish, date, words) => {
    await subscribed(wish);
    expect(await say(`why 1 ${date}`)).toContain(words);
  });

  it('tells of each where there are several, and leads on', async () => {
    await posted(await subscribed('llm at 9:00'), '2026-11-24');
    await subscribed('vision at 18:00');
    const text = await say('why 2026-11-24');
    expect(text).toContain('What happened: 24 Nov 2026: Posted late, at 10:30');
    expect(text).toContain('Number 2: vision');
    expect(text).toContain('Type: why 1 2026-11-24');
    expect(await say('why 2 2026-11-24')).toContain('Subscription 2 has posted nothing on 24 Nov 2026');
  });
});

describe('why, after a change', () => {
  it('tells what was asked for then, and what came next', async () => {
    await posted(await subscribed('llm at 9:00'), '2026-11-24');
    service.setNow('2026-11-24T13:00:00Z');
    await say('edit 1 to vision min:50 at 18:00');
    expect(await say('why 1 2026-11-24')).toContain('Asked for: llm');
    const text = await say('why 1 2310.12508 on 2026-11-24');
    expect(text).toContain('It was outscored: number 2 of');
    expect(text).not.toContain('changed last');
  });

  it('says that it was changed, where what was asked for is not known', async () => {
    await subscribed('llm at 9:00');
    await say('edit 1 to vision at 18:00');
    expect(await say('why 1 2310.12508 on 2026-11-23')).toContain('it was made, or changed last, after that');
    expect(await say('why 1 2310.12508 on 2026-11-24')).not.toContain('changed last');
  });
});

describe('why, of a paper and a subscription', () => {
  it('respects the number', async () => {
    await subscribed('vision at 9:00');
    await posted(await subscribed('llm at 9:00'), '2026-11-24');
    expect(await say('why 2 2310.04415')).toContain('Score: 4.21');
    for (const sentence of ['why 1 2310.04415', 'why 1 2310.04415 on 2026-11-24', 'why 1 2310.04415 2026-11-24']) {
      expect(await say(sentence)).toContain('1. 24 Nov 2026: ');
    }
    expect(await say('why 2 2310.04415 on 2026-11-24')).toContain('Score: 4.21');
    expect(await say('why 2 2310.04415 on 2026-11-23')).toContain('2. 23 Nov 2026: ');
  });
});

describe('why, while a post was asked for', () => {
  it.each(['why', 'why 1', 'why today'])('%s: says that it comes', async (sentence) => {
    await posted(await subscribed('llm at 18:00'), '2026-11-23');
    await say('post 1');
    const text = await say(sentence);
    expect(text).toContain('Subscription 1 has posted nothing on 24 Nov 2026');
    expect(text).toContain('it comes within a minute');
  });
});

describe('why, of a day of a subscription that has ended', () => {
  it('tells what it posted, alone and beside others', async () => {
    await posted(await subscribed('llm at 9:00'), '2026-11-24');
    await say('unsubscribe 1');
    for (const other of [null, 'subscribe vision at 18:00']) {
      if (other !== null) await say(other);
      const text = await say('why 2026-11-24');
      expect(text).toContain('Score: 4.21');
      expect(text).toContain('Asked for: llm');
      expect(text).toContain('(it has ended)');
    }
    expect(await say('why 2026-11-23')).not.toContain('it has ended');
  });
});

describe('why, of a number', () => {
  it('is of the list that was seen last, or else of a subscription', async () => {
    await posted(await subscribed('llm at 9:00'), '2026-11-24');
    expect(await say('why 1')).toContain('Why this paper on 24 Nov 2026');
    await say('quantization');
    expect(await say('why 1')).toContain('This paper was not chosen for this place');
    expect(await say('why 1 2026-11-24')).toContain('Why this paper on 24 Nov 2026');
    expect(await say('why 1 2310.04415')).toContain('Score: 4.21');
  });
});

describe('recap', () => {
  it('tells what was posted, and what people thought of it', async () => {
    expect(await say('recap')).toContain('Nothing was posted here in the last week');
    await posted(await subscribed('llm at 9:00'), '2026-11-21');
    await say('like 2310.04415');
    await say('save 2310.04415');
    const { card, share } = await service.answer('recap');
    expect(card.title.text).toBe('One paper was posted here in the last week');
    const text = await say('recap month');
    expect(text).toContain('👍 1');
    expect(text).toContain('saved once');
    expect(await say('paper 1')).toContain('2310.04415');
    expect((await service.answer(`share ${share}`)).card).toEqual(card);
    service.setNow('2026-12-03T12:00:00Z');
    expect(await say('recap')).toContain('Nothing was posted here in the last week');
  });

  it('is not changed by what is forgotten, but for the votes', async () => {
    await posted(await subscribed('llm at 9:00'), '2026-11-24');
    await say('like 2310.04415');
    const forgotten = await service.answer('forget taste');
    expect([forgotten.audience, forgotten.outcome]).toEqual(['place', 'ok']);
    expect(await service.store.people.likings(place)).toEqual([]);
    expect(await say('recap')).not.toContain('👍');
  });
});
