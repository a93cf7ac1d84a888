import { describe, expect, it } from 'vitest';
import { dueSlots } from '../../src/selection/due.ts';
import type { Subscription, Timetable } from '../../src/subscription/subscription.ts';

function subscription(changed: Partial<Timetable> = {}, createdAt = '2026-01-01T00:00:00.000Z'): Subscription {
  return {
    id: '5b9d0a3e-6d54-4d7c-9a35-1f0a2a3c4d5e',
    number: 1,
    query: '',
    top: 1,
    thread: false,
    empty: 'best-unseen',
    from: null,
    pause: null,
    owner: 'chat',
    place: { platform: 'terminal', workspace: null, channel: 'terminal', thread: null },
    createdBy: { platform: 'terminal', workspace: null, id: 'ada' },
    createdAt,
    timetable: { at: '09:00', zone: 'Europe/Berlin', days: [1, 2, 3, 4, 5, 6, 7], ...changed },
  };
}

/** The dates that are due and missed at an instant. */
function at(
  instant: string,
  wanted: Subscription,
  ...known: readonly string[]
): readonly [due: string[], missed: string[]] {
  const { due, missed } = dueSlots(wanted, new Date(instant), new Set(known));
  return [due.map(({ slot }) => slot.date), missed.map(({ slot }) => slot.date)];
}

describe('a slot', () => {
  it('is due from its time on, for six hours', () => {
    const wanted = subscription();
    expect(at('2026-11-24T07:59:59.999Z', wanted, '2026-11-23')).toEqual([[], []]);
    expect(at('2026-11-24T08:00:00Z', wanted, '2026-11-23')).toEqual([['2026-11-24'], []]);
    expect(at('2026-11-24T13:59:59Z', wanted, '2026-11-23')).toEqual([['2026-11-24'], []]);
    expect(at('2026-11-24T14:00:00Z', wanted, '2026-11-23')).toEqual([[], ['2026-11-24']]);
  });

  it('is not due once it is in the ledger', () => {
    expect(at('2026-11-24T08:00:00Z', subscription(), '2026-11-23', '2026-11-24')).toEqual([[], []]);
  });

  it('is never due on the next local day', () => {
    const late = subscription({ at: '22:00' });
    expect(at('2026-11-24T22:59:00Z', late, '2026-11-23')).toEqual([['2026-11-24'], []]);
    expect(at('2026-11-24T23:00:00Z', late, '2026-11-23')).toEqual([[], ['2026-11-24']]);
  });

  it('is due after midnight only where the clock jumped there', () => {
    const nuuk = subscription({ at: '23:30', zone: 'America/Nuuk' });
    expect(at('2026-03-29T01:00:00Z', nuuk, '2026-03-27')).toEqual([['2026-03-28'], []]);
    expect(at('2026-03-29T06:59:00Z', nuuk, '2026-03-27')).toEqual([['2026-03-28'], []]);
    expect(at('2026-03-29T07:00:00Z', nuuk, '2026-03-27')).toEqual([[], ['2026-03-28']]);
  });

  it('is not there before the subscription was made', () => {
    const made = subscription({}, '2026-11-24T08:00:01.000Z');
    expect(at('2026-11-24T09:00:00Z', made)).toEqual([[], []]);
    expect(at('2026-11-25T08:00:00Z', made)).toEqual([['2026-11-25'], []]);
    expect(at('2026-11-24T08:00:00Z', subscription({}, '2026-11-24T08:00:00.000Z'))).toEqual([['2026-11-24'], []]);
  });

  it('is only there on the days that were asked for', () => {
    const mondays = subscription({ days: [1] });
    expect(at('2026-11-24T08:00:00Z', mondays, '2026-11-23')).toEqual([[], []]);
    expect(at('2026-11-30T08:00:00Z', mondays, '2026-11-23')).toEqual([['2026-11-30'], []]);
  });
});

describe('after a silence', () => {
  it('the days between are missed, and today is due', () => {
    expect(at('2026-11-24T08:00:00Z', subscription(), '2026-11-21')).toEqual([
      ['2026-11-24'],
      ['2026-11-22', '2026-11-23'],
    ]);
  });

  it('only the last seven are written down', () => {
    const [due, missed] = at('2026-11-24T08:00:00Z', subscription(), '2026-02-01');
    expect(due).toEqual(['2026-11-24']);
    expect(missed).toEqual([17, 18, 19, 20, 21, 22, 23].map((day) => `2026-11-${day}`));
  });

  it('they say when it should have been', () => {
    const { missed } = dueSlots(subscription(), new Date('2026-11-24T20:00:00Z'), new Set(['2026-11-23']));
    expect(missed[0]?.reason).toBe(
      'Paperboy was not there at 09:00 (Europe/Berlin), nor soon enough after it to post late.',
    );
  });
});

describe('when the clock is set back', () => {
  it('nothing that is in the ledger is due again', () => {
    expect(at('2026-11-23T10:00:00Z', subscription(), '2026-11-24', '2026-11-23')).toEqual([[], []]);
  });

  it('a slot that was settled far in the future does not stop those of today', () => {
    expect(at('2026-11-24T10:00:00Z', subscription(), '2031-01-01', '2026-11-23')).toEqual([['2026-11-24'], []]);
  });
});
