import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate, Choice, History, PickOptions } from '../../src/selection/choice.ts';
import { pick } from '../../src/selection/pick.ts';
import { firstDay } from '../../src/selection/score.ts';
import { paper } from './papers.ts';

const seed = 20261124;
const history: History = { opinions: [], last: [] };
const options: PickOptions = { seed: 'a slot', top: 1, date: '2026-11-24', preference: 'blend', whole: true, history };

function candidate(
  name: string,
  fields: Parameters<typeof paper>[1] & { relevance?: number; shown?: number } = {},
): Candidate {
  const { relevance = 1, shown = 0, ...rest } = fields;
  return { paper: paper(name, rest), relevance, shown, matched: [] };
}

function first(candidates: readonly Candidate[], changed: Partial<PickOptions> = {}): Choice {
  const [choice] = pick(candidates, { ...options, ...changed }).choices;
  if (choice === undefined) throw new Error('Nothing was chosen');
  return choice;
}

describe('what decides', () => {
  it('is the date, where nothing else differs', () => {
    const choice = first([
      candidate('old', { published: '2020' }),
      candidate('new', { published: '2026-11-20' }),
      candidate('undated'),
    ]);
    expect(choice).toMatchObject({ paper: { id: 'jsonl:new' }, reason: 'newest of 3 unseen' });
  });

  it('still tells very old papers apart', () => {
    const choice = first([candidate('a', { published: '1995-03-01' }), candidate('b', { published: '1995-03-02' })]);
    expect(choice).toMatchObject({ paper: { id: 'jsonl:b' }, reason: 'newest of 2 unseen' });
  });

  it('is the votes, where nothing else differs', () => {
    const choice = first([candidate('a', { upvotes: 3 }), candidate('b', { upvotes: 40 }), candidate('c')]);
    expect(choice).toMatchObject({ paper: { id: 'jsonl:b' }, reason: 'most voted of 3 unseen' });
  });

  it('is the match, where it is far better', () => {
    const choice = first([
      { ...candidate('fits', { relevance: 1 }), matched: ['weight', 'decay'] },
      { ...candidate('so-so', { relevance: 0.2, upvotes: 50 }), matched: ['weight', 'decay'] },
    ]);
    expect(choice).toMatchObject({
      paper: { id: 'jsonl:fits' },
      reason: 'matches “weight decay”; best match of 2 unseen',
    });
  });

  it('is a mix, and says so, where no single part is the best', () => {
    const choice = first([
      candidate('new', { published: '2026-11-24', upvotes: 0 }),
      candidate('voted', { published: '2020-01-01', upvotes: 900 }),
      candidate('both', { published: '2026-11-14', upvotes: 500 }),
    ]);
    expect(choice).toMatchObject({ paper: { id: 'jsonl:both' }, reason: 'best mix of date and votes of 3 unseen' });
  });

  it('is the lot between equals, and says so', () => {
    const equals = ['a', 'b', 'c', 'd'].map((name) => candidate(name, { published: '2025-01-01' }));
    expect(first(equals).reason).toBe('picked by lot among 4 unseen');
    const older = [...equals, candidate('e', { published: '2024-01-01' })];
    expect(first(older).reason).toBe('picked by lot among the 4 newest of 5 unseen');
    const chosen = Array.from({ length: 40 }, (_, i) => first(equals, { seed: `slot ${i}` }).paper.id);
    expect(new Set(chosen).size).toBe(4);
  });

  it('is that there is nothing else', () => {
    expect(first([candidate('a')]).reason).toBe('the only one unseen');
  });

  it('is having more of the topic, before anything else', () => {
    const choice = first([
      { ...candidate('half', { relevance: 1, upvotes: 1000, published: '2026-11-24' }), matched: ['decay'] },
      { ...candidate('whole', { relevance: 0.1 }), matched: ['weight', 'decay'] },
    ]);
    expect(choice).toMatchObject({
      paper: { id: 'jsonl:whole' },
      reason: 'matches “weight decay”; has most of these words among 2 unseen',
    });
  });

  it('is what was asked for', () => {
    const papers = [
      candidate('new', { published: '2026-11-24', relevance: 0.1 }),
      candidate('voted', { published: '2020-01-01', upvotes: 900, relevance: 0.1 }),
      candidate('fits', { published: '2019', relevance: 1, upvotes: 3 }),
    ];
    expect(first(papers, { preference: 'new' }).paper.id).toBe('jsonl:new');
    expect(first(papers, { preference: 'top' }).paper.id).toBe('jsonl:voted');
    expect(first(papers).paper.id).toBe('jsonl:fits');
  });
});

describe('the words', () => {
  it('say that a repeat is one', () => {
    const repeats = [candidate('a', { shown: 2, upvotes: 1 }), candidate('b', { shown: 2 })];
    expect(first(repeats).reason).toBe('most voted of the 2 shown here least');
  });

  it('say when not everything was compared', () => {
    const some = [candidate('a', { published: '2025-01-01' }), candidate('b', { published: '2024-01-01' })];
    expect(first(some, { whole: false }).reason).toBe('newest of the 2 newest unseen');
  });

  it('do not claim for the second what was true of the first', () => {
    const dated = ['2026-11-23', '2026-11-22', '2026-11-21'].map((published) => candidate(published, { published }));
    expect(pick(dated, { ...options, top: 3 }).choices.map(({ reason }) => reason)).toEqual([
      'newest of 3 unseen',
      'newest of the other 2 unseen',
      'the last one unseen',
    ]);
  });

  it('cut a very long topic', () => {
    const matched = Array.from({ length: 20 }, (_, i) => `word${i}`);
    expect(first([{ ...candidate('a'), matched }]).reason).toBe(
      'matches “word0 word1 word2 word3 word4 word5 word6 word7 …”; the only one unseen',
    );
  });
});

const anyPublished = fc.constantFrom(null, '2026', '2026-11', '2026-11-20', '2026-11-21', '2030-01-01', '1999-05');
const anyCandidates = fc
  .array(
    fc.record({
      published: anyPublished,
      upvotes: fc.constantFrom(null, 0, 1, 30, 4000),
      relevance: fc.constantFrom(1, 0.5, 0.4999, 0),
      matched: fc.constantFrom<readonly string[]>([], ['decay'], ['weight', 'decay']),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((all) => all.map(({ matched, ...fields }, i) => ({ ...candidate(`p${i}`, fields), matched })));
const anyOptions = fc.record({
  seed: fc.string(),
  top: fc.integer({ min: 1, max: 10 }),
  date: fc.constantFrom('2026-11-24', '2020-02-29'),
  preference: fc.constantFrom('blend', 'new', 'top'),
  whole: fc.boolean(),
  history: fc.constant(history),
});

describe('any candidates', () => {
  it('give different papers, with parts that add up, the same each time and in any order', () => {
    fc.assert(
      fc.property(anyCandidates, anyOptions, (candidates, wanted) => {
        const { choices, others } = pick(candidates, wanted);
        expect(new Set(choices.map(({ paper: { id } }) => id)).size).toBe(Math.min(wanted.top, candidates.length));
        for (const { parts, score } of choices) {
          expect(parts.reduce((sum, { value }) => sum + value, 0)).toBe(score);
          expect(Number.isFinite(score)).toBe(true);
        }
        expect(pick(candidates.toReversed(), wanted)).toEqual({ choices, others });
      }),
      { seed, numRuns: 500 },
    );
  });

  it('give reasons that are true', () => {
    fc.assert(
      fc.property(anyCandidates, anyOptions, (candidates, wanted) => {
        let rest = candidates;
        for (const { paper: chosen, reason } of pick(candidates, wanted).choices) {
          const most = Math.max(...rest.map(({ matched }) => matched.length));
          const rivals = rest.filter(({ matched, paper: { id } }) => matched.length === most && id !== chosen.id);
          const self = rest.find(({ paper: { id } }) => id === chosen.id);
          expect(self?.matched.length).toBe(most);
          expect(claims(reason).filter((claim) => !holds(claim, self, rivals, wanted))).toEqual([]);
          rest = rest.filter(({ paper: { id } }) => id !== chosen.id);
        }
      }),
      { seed, numRuns: 1000 },
    );
  });
});

/** What a reason claims, one claim each. */
function claims(reason: string): readonly string[] {
  const found = [
    'newest',
    'most voted for its age',
    'most voted',
    'best match',
    'by lot',
    'the only one',
    'last one',
  ].filter((claim) =>
    new RegExp(`((^|; |picked )${claim}|the ${claim})(?! for its age)`).test(
      reason.replace(/of the( other)? \d+ [a-z ]+unseen/, ''),
    ),
  );
  const count = /(\d+) (?:[a-z]+ )*unseen/.exec(reason)?.[1];
  return count === undefined ? found : [...found, `count ${count}`];
}

function votes({ paper: { upvotes } }: Candidate): number {
  return upvotes ?? 0;
}

/** As a score counts them. */
function votesOf(one: Candidate, wanted: PickOptions): number {
  const [choice] = pick([one], { ...wanted, top: 1 }).choices;
  return choice?.parts.find(({ name }) => name === 'votes')?.value ?? Number.NaN;
}

function holds(claim: string, self: Candidate | undefined, rivals: readonly Candidate[], wanted: PickOptions): boolean {
  if (self === undefined) return false;
  // A date to come is no newer than today.
  const day = ({ paper: { published } }: Candidate): string => {
    const known = firstDay(published) ?? '';
    return known > wanted.date ? wanted.date : known;
  };
  switch (claim) {
    case 'newest':
      return self.paper.published !== null && rivals.every((rival) => day(rival) < day(self));
    case 'most voted for its age':
      return rivals.every((rival) => votesOf(rival, wanted) < votesOf(self, wanted));
    case 'most voted':
      return rivals.every((rival) => votes(rival) < votes(self));
    case 'best match':
      return rivals.every((rival) => rival.relevance < self.relevance);
    case 'by lot':
      return rivals.length > 0;
    case 'the only one':
    case 'last one':
      return rivals.length === 0;
    default:
      return Number(claim.slice('count '.length)) >= rivals.length;
  }
}
