import { describe, expect, it } from 'vitest';
import { dueSlots, pausedReason, slotTimes } from '../../src/selection/due.ts';
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

/** The dates that are due, and those that are missed or skipped, at an instant. */
function at(
  instant: string,
  wanted: Subscription,
  ...known: readonly string[]
): readonly [due: string[], closed: string[]] {
  const { due, closed } = dueSlots(wanted, new Date(instant), new Set(known));
  return [due.map(({ slot }) => slot.date), closed.map(({ slot }) => slot.date)];
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
    const { closed } = dueSlots(subscription(), new Date('2026-11-24T20:00:00Z'), new Set(['2026-11-23']));
    expect(closed[0]).toMatchObject({
      state: 'missed',
      reason: 'Paperboy was not there at 09:00 (Europe/Berlin), nor soon enough after it to post late.',
    });
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

describe('a subscription from a date on', () => {
  it('has no slot before it, and misses none', () => {
    const later = { ...subscription(), from: '2026-11-25' };
    expect(at('2026-11-24T08:00:00Z', later)).toEqual([[], []]);
    expect(at('2026-11-25T08:00:00Z', later)).toEqual([['2026-11-25'], []]);
    expect(at('2026-11-26T08:00:00Z', later)).toEqual([['2026-11-26'], ['2026-11-25']]);
  });
});

describe('a subscription that is paused', () => {
  const pause = { by: 'person', until: null, reason: 'Holidays.' } as const;

  it('skips its slots, and says why', () => {
    const paused = { ...subscription(), pause };
    const { due, closed } = dueSlots(paused, new Date('2026-11-24T08:00:00Z'), new Set(['2026-11-23']));
    expect(due).toEqual([]);
    expect(closed).toEqual([
      {
        slot: { subscriptionId: paused.id, date: '2026-11-24' },
        state: 'skipped',
        reason: 'It was paused. Holidays.',
      },
    ]);
    expect(at('2026-11-24T07:00:00Z', paused, '2026-11-23')).toEqual([[], []]);
  });

  it('goes on by itself on the date that was said', () => {
    const until = { ...subscription(), pause: { ...pause, until: '2026-11-24' } };
    expect(at('2026-11-24T08:00:00Z', until, '2026-11-22')).toEqual([['2026-11-24'], ['2026-11-23']]);
    expect(at('2026-11-23T08:00:00Z', until, '2026-11-22')).toEqual([[], ['2026-11-23']]);
  });

  it.each([
    ['trouble', 'Invite Paperboy.', 'It was set aside after a trouble: Invite Paperboy.'],
    ['file', '', 'It was paused: it is not in the file of subscriptions any more.'],
    ['person', '', 'It was paused.'],
  ] as const)('by %s says so', (by, reason, words) => {
    expect(pausedReason({ pause: { by, until: null, reason } })).toBe(words);
  });
});

describe('a slot that was asked for before its time', () => {
  const asked = { ...subscription({ days: [1] }), postOn: '2026-11-24' };

  it('is due at once on its date, whatever the time and the day of the week, and even in a pause', () => {
    const paused = { ...asked, pause: { by: 'person', until: null, reason: '' } } as const;
    for (const wanted of [asked, paused]) {
      expect(at('2026-11-24T00:00:00Z', wanted, '2026-11-23')).toEqual([['2026-11-24'], []]);
      expect(at('2026-11-24T22:59:00Z', wanted, '2026-11-23')).toEqual([['2026-11-24'], []]);
    }
    expect(at('2026-11-24T23:00:00Z', asked, '2026-11-23')).toEqual([[], []]);
  });

  it('is not missed when its own time has gone by', () => {
    const daily = { ...subscription(), postOn: '2026-11-24' };
    expect(at('2026-11-24T20:00:00Z', daily, '2026-11-23')).toEqual([['2026-11-24'], []]);
  });

  it('is never due twice', () => {
    expect(at('2026-11-24T12:00:00Z', asked, '2026-11-24')).toEqual([[], []]);
    expect(at('2026-11-24T08:00:00Z', { ...subscription(), postOn: '2026-11-24' }, '2026-11-23')[0]).toHaveLength(1);
  });

  it('has its window from the moment of the claim on', () => {
    const claimed = new Date('2026-11-24T20:00:00Z');
    expect(slotTimes(asked, '2026-11-24', claimed)).toEqual({ at: claimed, until: new Date('2026-11-24T23:00:00Z') });
    const onTime = new Date('2026-11-24T08:00:30Z');
    expect(slotTimes(subscription(), '2026-11-24', onTime)).toEqual(slotTimes(subscription(), '2026-11-24'));
    // The time was changed between the claim and the post.
    const moved = subscription({ at: '18:00' });
    expect(slotTimes(moved, '2026-11-24', onTime)).toEqual({ at: onTime, until: new Date('2026-11-24T14:00:30Z') });
    // So was the zone, to one where that day is over.
    const east = subscription({ at: '00:00', zone: 'Pacific/Nauru' });
    const late = new Date('2026-11-24T22:00:00Z');
    expect(slotTimes(east, '2026-11-24', late).until).toEqual(new Date('2026-11-24T12:00:00Z'));
  });
});
