import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { storeContract } from '../contracts/store-contract.ts';
import { AT, numberedPaper } from './numbered-paper.ts';
import { temporaryFolder } from './temporary-folder.ts';

const now = (): Date => new Date(AT);

storeContract('SQLite in a file', () => openStore({ file: join(temporaryFolder(), 'paperboy.db'), now }));
storeContract('SQLite in memory', () => openStore({ file: ':memory:', now }));

describe('a store in a file', () => {
  it('has everything when it is opened again', async () => {
    const file = join(temporaryFolder(), 'new', 'paperboy.db');
    const place = { platform: 'terminal', workspace: null, channel: 'here', thread: null };
    const person = { platform: 'terminal', workspace: null, id: 'ada' };
    const paper = numberedPaper(1);
    const first = await openStore({ file, now });
    await first.papers.put([paper]);
    const wish = {
      query: '',
      timetable: { at: '09:00', zone: 'UTC', days: [1] as const },
      top: 1,
      thread: false,
      empty: 'best-unseen' as const,
      from: null,
    };
    const { subscription } = await first.subscriptions.add(wish, place, person, AT);
    const slot = { subscriptionId: subscription.id, date: '2026-11-24' };
    const papers = [{ id: paper.id, reason: 'because', shownBefore: 0 }];
    await first.ledger.claim({ slot, place, papers, at: AT });
    await first.people.save(person, paper.id, AT);
    const key = await first.sentences.keep('search a long sentence');
    await first.close();

    const second = await openStore({ file, now });
    expect(await second.papers.get(paper.id)).toEqual(paper);
    expect(await second.subscriptions.all()).toEqual([subscription]);
    expect(await second.ledger.open()).toMatchObject([{ slot, place, papers, claimedAt: AT, outcome: null }]);
    expect(await second.people.saved(person)).toEqual([paper.id]);
    expect(await second.sentences.find(key)).toBe('search a long sentence');
    await second.close();
    await second.close();
  });
});
