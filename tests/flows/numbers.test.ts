import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainText } from '../../src/cards/plain-text.ts';
import { bob, place, seedPapers, startService } from './service.ts';
import type { Service } from './service.ts';

/* A number means the newest list that a person can see where it is said. */

let service: Service;
let minutes = 0;
beforeEach(async () => {
  service = await startService(await seedPapers());
  minutes = 0;
});
afterEach(() => service.close());

type How = NonNullable<Parameters<Service['answer']>[1]>;

/** Each sentence is said a minute after the one before it. */
async function says(text: string, how: How = {}): Promise<string> {
  minutes += 1;
  service.setNow(new Date(Date.parse('2026-11-24T12:00:00Z') + minutes * 60_000).toISOString());
  return plainText((await service.answer(text, how)).card);
}

const openly = { openly: true } as const;
const asBob = { person: bob } as const;

const DECAY = 'Why Do We Need Weight Decay in Modern Deep Learning?';

describe('a list that everybody sees', () => {
  it('has its numbers for whoever has seen no other there', async () => {
    await says('weight decay', openly);
    expect(await says('save 1', asBob)).toContain(DECAY);
    expect(await says('1', asBob)).toContain(DECAY);
    expect(await service.store.people.saved(bob)).toHaveLength(1);
  });

  it('has them when it is newer than a list of their own, and not when it is older', async () => {
    await says('hubble legacy fields', asBob);
    await says('weight decay', openly);
    expect(await says('cite 1', asBob)).toContain('Weight Decay');
    await says('hubble legacy fields', asBob);
    expect(await says('cite 1', asBob)).toContain('Hubble');
  });

  it('can be gone on with by everybody, each for themselves', async () => {
    await says('variance', openly);
    const second = await says('more', asBob);
    expect(second).toMatch(/\n6\. /u);
    expect(await says('more')).toBe(second);
    await says('save 6', asBob);
    expect(second).toContain((await service.store.papers.getMany(await service.store.people.saved(bob)))[0]?.title);
  });

  it('is gone on with by its own button, also where a newer list of somebody’s own is there', async () => {
    const long = `variance ${'of the estimator '.repeat(40)}`;
    const listed = await service.answer(long, openly);
    const next = listed.card.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
    const [button] = next.flatMap((action) => ('says' in action && action.label === 'Next' ? [action.says] : []));
    expect(button).toMatch(/^page 2 of /u);
    await says('hubble legacy fields', asBob);
    expect(await says(button ?? '', asBob)).toMatch(/\n6\. /u);
  });

  it('is shared with its numbers', async () => {
    await says('share search weight decay');
    expect(await says('cite 1', asBob)).toContain('Weight Decay');
  });

  it('in a thread has them there, and nowhere else', async () => {
    const thread = { thread: '1700000000.000100' };
    await says('hubble legacy fields', { ...asBob });
    await says('weight decay', { ...openly, ...thread });
    await says('hubble legacy fields', { ...asBob });
    expect(await says('cite 1', { ...asBob, ...thread })).toContain('Weight Decay');
    expect(await says('cite 1', asBob)).toContain('Hubble');
    expect(await says('cite 1', { ...asBob, thread: '1700000000.000200' })).toContain('Hubble');
  });

  it('in a place that is a thread has them there, and nowhere else', async () => {
    const there = { place: { ...place, thread: '1' } };
    await says('weight decay', { ...openly, ...there });
    expect(await says('cite 1', { ...asBob, ...there })).toContain('Weight Decay');
    expect(await says('cite 1', asBob)).toContain('There is no number 1 yet');
  });
});

/** Posts that many papers as the ledger knows it. */
async function posted(top: number): Promise<readonly string[]> {
  await says(`subscribe variance at 9:00 top ${top}`);
  const [subscription] = await service.store.subscriptions.list(place);
  const papers = (await service.store.papers.getMany(['arxiv:2310.04415', 'arxiv:2310.12508'])).slice(0, top);
  const slot = { subscriptionId: subscription?.id ?? '', date: '2026-11-24' };
  const claimed = papers.map(({ id }) => ({ id, reason: '', shownBefore: 0 }));
  await service.store.ledger.claim({ slot, place, papers: claimed, at: '2026-11-24T12:30:00.000Z' });
  const outcome = { state: 'sent', reason: '', at: '2026-11-24T12:30:00.000Z', message: 'm' } as const;
  await service.store.ledger.settle(slot, outcome);
  return papers.map(({ title }) => title);
}

describe('a post of several papers', () => {
  it('has its numbers, until a newer list is there', async () => {
    await says('hubble legacy fields', asBob);
    const titles = await posted(2);
    expect(titles).toHaveLength(2);
    minutes = 40;
    expect(await says('2', asBob)).toContain(titles[1]);
    await says('hubble legacy fields', asBob);
    expect(await says('cite 1', asBob)).toContain('Hubble');
  });

  it('has none with one paper', async () => {
    await says('hubble legacy fields', asBob);
    await posted(1);
    minutes = 40;
    expect(await says('cite 1', asBob)).toContain('Hubble');
  });
});

describe('what one person sees alone', () => {
  it('has no numbers for anybody else', async () => {
    await says('weight decay');
    expect(await says('save 1', asBob)).toContain('There is no number 1 yet');
  });

  it('is also what somebody saved, wherever it is said', async () => {
    await says('hubble legacy fields', openly);
    await says('save 2310.04415');
    expect(await says('saved', openly)).toContain(DECAY);
    expect(await says('cite 1')).toContain('Weight Decay');
    expect(await says('cite 1', asBob)).toContain('Hubble');
  });
});
