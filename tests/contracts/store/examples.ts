import type { Place } from '../../../src/chat/place.ts';
import type { Person } from '../../../src/chat/request.ts';
import { toPaper } from '../../../src/paper/paper.ts';
import type { Paper } from '../../../src/paper/paper.ts';
import type { Claim, Outcome } from '../../../src/store/store.ts';
import type { Slot, Wish } from '../../../src/subscription/subscription.ts';

export const AT = '2026-11-24T09:00:00.000Z';
export const LATER = '2026-11-24T09:05:00.000Z';
export const here: Place = { platform: 'terminal', workspace: null, channel: 'here', thread: null };
export const there: Place = { platform: 'slack', workspace: 'T1/é', channel: 'C1', thread: '17.5' };
export const ada: Person = { platform: 'terminal', workspace: null, id: 'ada' };
export const grace: Person = { platform: 'slack', workspace: 'T1/é', id: 'U2' };
export const wish: Wish = {
  query: 'quantization',
  timetable: { at: '09:00', zone: 'Europe/Paris', days: [1, 2, 5] },
  top: 2,
  thread: false,
  empty: 'best-unseen',
  from: null,
};

export const abstract = 'We show that a small network can be trained with fewer bits than anybody believed. '
  .repeat(5)
  .trim();
export const arxiv = toPaper(
  {
    arxivId: '2401.01234v2',
    title: 'Fewer Bits',
    abstract,
    authors: ['Ada López', 'Grace Hopper'],
    published: '2024-01-02',
    categories: ['cs.LG', 'cs.CL'],
    codeUrl: 'https://example.org/code',
    upvotes: 0,
    listedOn: '2024-01-03',
    keywords: ['bits'],
    summary: 'Few bits are enough.',
    comment: '12 pages',
  },
  { source: 'arxiv', sourceId: '2401.01234v2', at: AT },
);
export const weak = toPaper(
  { title: 'Fewer bits', abstract: abstract.slice(0, 260) },
  { source: 'page', sourceId: null, at: AT },
);
export const other = named('other', 'Another paper');

export function named(id: string, title: string, text = `About ${title}.`): Paper {
  return toPaper({ title, abstract: text }, { source: 'jsonl', sourceId: id, at: AT });
}

export function slot(date: string, subscriptionId = 'sub-1'): Slot {
  return { subscriptionId, date };
}

export function claimOf(paper: Paper, more: Partial<Claim> & { readonly shownBefore?: number } = {}): Claim {
  const { shownBefore = 0, ...rest } = more;
  return {
    slot: slot('2026-11-24'),
    place: here,
    papers: [{ id: paper.id, reason: 'newest of 3 unseen', shownBefore }],
    at: AT,
    ...rest,
  };
}

export function outcome(state: Outcome['state'], more: Partial<Outcome> = {}): Outcome {
  return { state, reason: `it was ${state}`, at: LATER, message: state === 'sent' ? 'm-1' : null, ...more };
}
