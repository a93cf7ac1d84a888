import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bob, place, seedPapers, startService } from './service.ts';
import type { Service } from './service.ts';

let service: Service;
const answer: Service['answer'] = (text, request) => service.answer(text, request);
const say: Service['say'] = (text, request) => service.say(text, request);

beforeEach(async () => {
  // Tue 24 Nov 2026, 13:00 in Berlin.
  service = await startService(await seedPapers());
});
afterEach(() => service.close());

async function first(): Promise<Awaited<ReturnType<Service['store']['subscriptions']['list']>>[number]> {
  const [subscription] = await service.store.subscriptions.list(place);
  if (subscription === undefined) throw new Error('Expected a subscription');
  return subscription;
}

const stranger = { person: bob, mayConfigure: false };

describe('pause', () => {
  beforeEach(() => say('subscribe llm at 9:00'));

  it('lasts until somebody resumes it, and is shown to all', async () => {
    const paused = await answer('pause 1');
    expect([paused.audience, paused.outcome]).toEqual(['place', 'ok']);
    expect((await first()).pause).toEqual({ by: 'person', until: null, reason: '' });
    expect(await say('list')).toContain('Paused: Until somebody says: resume 1.');
    expect(await say('list')).not.toContain('Next post');
    expect(await say('resume 1')).toContain('Subscription 1 posts again');
    expect((await first()).pause).toBeNull();
    expect(await say('resume 1')).toContain('Subscription 1 is not paused');
  });

  it.each([
    ['pause 1 until 2026-12-01', '2026-12-01', 'Tue 1 Dec 2026, 09:00'],
    ['pause until 2026-12-1', '2026-12-01', 'Tue 1 Dec 2026, 09:00'],
    ['pause #1 until monday', '2026-11-30', 'Mon 30 Nov 2026, 09:00'],
    ['pause 1 until next tuesday', '2026-12-01', 'Tue 1 Dec 2026, 09:00'],
    ['pause 1 until tomorrow', '2026-11-25', 'Wed 25 Nov 2026, 09:00'],
  ])('%s', async (sentence, until, next) => {
    expect(await say(sentence)).toContain(`Next post: ${next} (Europe/Berlin)`);
    expect((await first()).pause?.until).toBe(until);
  });

  it.each([
    ['pause 1 until 2026-13-01', 'Write the date as year, month and day'],
    ['pause 1 until 1/12/2026', 'Write the date as year, month and day'],
    ['pause 1 until today', 'is not in the future'],
    ['pause 1 until 2026-11-24', 'is not in the future'],
    ['pause 2', 'There is no subscription 2 here'],
  ])('asks back for %s', async (sentence, words) => {
    expect(await say(sentence)).toContain(words);
    expect((await first()).pause).toBeNull();
  });

  it('asks which one where there are several', async () => {
    await say('subscribe vision at 9:00');
    const asked = await answer('pause');
    expect([asked.outcome, asked.card.title.text]).toEqual(['problem', 'Which one? Say its number']);
    expect((await first()).pause).toBeNull();
  });

  it('says how a subscription comes back that was set aside', async () => {
    await service.store.subscriptions.setPause((await first()).id, {
      by: 'trouble',
      until: null,
      reason: 'Invite me to the channel.',
    });
    expect(await say('status')).toContain('Set aside after a trouble: Invite me to the channel.');
    expect(await say('resume')).toContain('posts again');
  });
});

describe('skip', () => {
  it('leaves the next post out, and then the one after it', async () => {
    await say('subscribe llm at 9:00');
    const skipped = await answer('skip 1');
    expect([skipped.audience, skipped.card.title.text]).toEqual([
      'place',
      'Nothing is posted for subscription 1 on 25 Nov 2026',
    ]);
    expect(await say('skip')).toContain('on 26 Nov 2026');
    expect(await say('next 1')).toContain('Next post: Fri 27 Nov 2026, 09:00 (Europe/Berlin)');
    const { id } = await first();
    expect((await service.store.ledger.get({ subscriptionId: id, date: '2026-11-25' }))?.outcome).toMatchObject({
      state: 'skipped',
      reason: 'Somebody here left it out.',
    });
    await say('pause 1');
    expect(await say('skip 1')).toContain('There is no next post to leave out');
  });

  it('leaves one post out where two people press the same button', async () => {
    await say('subscribe llm at 9:00');
    const { card } = await answer('next 1');
    const button = card.blocks
      .flatMap((block) => (block.kind === 'actions' ? block.actions : []))
      .find(({ label }) => label === 'Skip the next');
    const pressed = button !== undefined && 'says' in button ? button.says : '';
    expect(pressed).toBe('skip 1 2026-11-25');
    const both = await Promise.all([answer(pressed), answer(pressed, { person: bob })]);
    const titles = both.map(({ card: { title } }) => title.text);
    expect(titles).toContain('Nothing is posted for subscription 1 on 25 Nov 2026');
    expect(titles).toContain('The post of 25 Nov 2026 is not the next one any more');
    expect(both.map(({ audience }) => audience)).toContain('person');
    expect(await say('next 1')).toContain('Next post: Thu 26 Nov 2026, 09:00 (Europe/Berlin)');
  });
});

describe('next', () => {
  it('tells the next posts of one, and the next of each', async () => {
    expect(await say('next')).toContain('No subscriptions here yet');
    await say('subscribe llm at 9:00 on tue from 2026-12-05');
    expect(await say('next')).toContain(
      'Next post: Tue 8 Dec 2026, 09:00 (Europe/Berlin)\nThen: Tue 15 Dec 2026, 09:00 (Europe/Berlin)',
    );
    await say('subscribe vision weekly');
    const all = await say('next');
    expect(all).toContain('Number 2: vision at 09:00 in Europe/Berlin on tue');
    expect(all).toContain('Next post: Tue 1 Dec 2026, 09:00 (Europe/Berlin)');
    await say('pause 2');
    expect(await say('next', stranger)).toContain('Paused: Until somebody says: resume 2.');
  });
});

describe('post', () => {
  it('asks for the post of today once, and never for a second', async () => {
    await say('subscribe llm at 18:00');
    const asked = await answer('post 1');
    expect([asked.audience, asked.card.title.text]).toEqual([
      'place',
      'The paper of today of subscription 1 comes now',
    ]);
    const { id, postOn } = await first();
    expect(postOn).toBe('2026-11-24');
    const slot = { subscriptionId: id, date: '2026-11-24' };
    await service.store.ledger.close(slot, place, {
      state: 'sent',
      reason: '',
      at: '2026-11-24T12:00:00Z',
      message: '1',
    });
    const again = await answer('post 1');
    expect([again.audience, again.outcome, again.card.title.text]).toEqual([
      'person',
      'nothing',
      'The paper of 24 Nov 2026 is here already',
    ]);
  });

  it('brings what was left out, or reached nobody, after all', async () => {
    await say('subscribe llm at 18:00');
    await say('skip 1');
    expect(await say('post 1')).toContain('comes now');
    const { id, postOn } = await first();
    expect(postOn).toBe('2026-11-24');
    const slot = { subscriptionId: id, date: '2026-11-24' };
    expect(await service.store.ledger.get(slot)).toBeNull();
    const outcome = { state: 'failed', reason: 'Invite Paperboy.', at: '2026-11-24T12:00:00Z', message: null } as const;
    await service.store.ledger.close(slot, place, outcome);
    expect(await say('post 1')).toContain('comes now');
    await service.store.ledger.close(slot, place, { ...outcome, state: 'unknown' });
    expect(await say('post 1')).toContain('may be here already');
  });

  it('brings nothing that another one posted here on that day for the same', async () => {
    await say('subscribe llm at 9:00');
    const { id, ...wish } = await first();
    const slot = { subscriptionId: id, date: '2026-11-24' };
    await service.store.ledger.claim({ slot, place, papers: [], note: 'Nothing.', wish, at: '2026-11-24T08:00:00Z' });
    await say('unsubscribe 1');
    await say('subscribe llm at 18:00');
    expect(await say('post 2')).toContain('The post of 24 Nov 2026 was left out');
  });

  it('and resume take a skip back', async () => {
    await say('subscribe llm at 18:00');
    await say('skip 1');
    await say('skip 1');
    expect(await say('resume 1')).toContain('Subscription 1 leaves nothing out');
    expect(await service.store.ledger.recent((await first()).id, 5)).toEqual([]);
    expect(await say('resume 1')).toContain('Subscription 1 is not paused');
  });
});

describe('who may', () => {
  it.each(['pause 1', 'resume 1', 'skip 1', 'post 1', 'forget taste'])(
    '%s: only who may configure',
    async (sentence) => {
      await say('subscribe llm at 9:00');
      expect(await say(sentence, stranger)).toContain('You cannot change what is posted here');
      expect(await first()).toMatchObject({ pause: null });
      expect(await service.store.ledger.recent((await first()).id, 5)).toEqual([]);
    },
  );
});

describe('a subscription of the file', () => {
  beforeEach(async () => {
    await say('subscribe llm at 9:00');
    const { timetable, top, thread, empty, from, createdBy } = await first();
    const wish = { query: 'vision', timetable, top, thread, empty, from };
    await service.store.subscriptions.add(wish, place, createdBy, '2026-11-24T11:00:00Z', 'file');
  });

  it.each(['edit 2', 'edit 2 diffusion', 'unsubscribe 2'])('is not changed by %s', async (sentence) => {
    expect(await say(sentence)).toContain('Subscription 2 is kept in a file');
    expect(await service.store.subscriptions.list(place)).toHaveLength(2);
  });

  it('stays when all the others end', async () => {
    const text = await say('unsubscribe all');
    expect(text).toContain('Subscription 1 has ended');
    expect(text).toContain('Subscription 2 stays');
    expect((await service.store.subscriptions.list(place)).map(({ number }) => number)).toEqual([2]);
    expect(await say('unsubscribe all')).toContain('Subscription 2 is kept in a file');
  });

  it('can rest, and shows whose it is', async () => {
    expect(await say('list')).toContain('Kept by: the file of whoever runs Paperboy');
    expect(await say('pause 2')).toContain('Subscription 2 rests');
    expect(await say('resume 2')).toContain('Subscription 2 posts again');
  });

  it('that left the file is brought back by the file alone, and can be ended', async () => {
    const [, second] = await service.store.subscriptions.list(place);
    await service.store.subscriptions.setPause(second?.id ?? '', { by: 'file', until: null, reason: '' });
    expect(await say('resume 2')).toContain('is not in the file any more');
    expect(await say('pause 2')).toContain('is not in the file any more');
    expect(await say('edit 2 diffusion')).toContain('is not in the file any more');
    expect(await say('edit 2')).toContain('Type: unsubscribe 2');
    expect(await say('unsubscribe 2')).toContain('Subscription 2 has ended');
  });
});

describe('the words of subscribe', () => {
  it('repeats the day of weekly, the first day and what an empty day does', async () => {
    const text = await say('subscribe llm min:5 weekly at 8:00 say-why from 2026-12-01');
    expect(text).toContain('What: llm min:5 at 08:00 in Europe/Berlin on tue say-why from 2026-12-01');
    expect(text).toContain('First post: Tue 1 Dec 2026, 08:00 (Europe/Berlin)');
    expect(await say('edit 1 weekly on fri quiet')).toContain('on fri quiet from 2026-12-01');
    expect(await say('edit 1 weekly best-unseen')).toContain('What: llm min:5 at 08:00 in Europe/Berlin on fri from');
  });

  it('asks what a first day of the past means', async () => {
    const asked = await answer('subscribe llm from 2024-05-01');
    expect([asked.outcome, asked.card.title.text]).toEqual(['problem', '1 May 2024 is over']);
    expect(await service.store.subscriptions.list(place)).toEqual([]);
  });
});
