import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Action, Card } from '../../src/cards/card.ts';
import { plainText } from '../../src/cards/plain-text.ts';
import { placeKey } from '../../src/chat/place.ts';
import type { Place } from '../../src/chat/place.ts';
import type { Request } from '../../src/chat/request.ts';
import { bob, place, seedPapers, startService } from './service.ts';
import type { Service } from './service.ts';

let service: Service;
const answer: Service['answer'] = (text, request) => service.answer(text, request);
const say: Service['say'] = (text, request) => service.say(text, request);

beforeEach(async () => {
  service = await startService(await seedPapers());
});
afterEach(() => service.close());

const other = { ...place, channel: 'secret-channel' };
const talk = { ...place, channel: 'direct-ada' };

const within = (channel: string) => ({ place: { ...other, channel } });
const uninvited = (): Promise<string> => Promise.resolve('Invite me.');
const free = (): Promise<null> => Promise.resolve(null);
const onlySees =
  (name: string): Request['sees'] =>
  ({ channel }) =>
    Promise.resolve(channel === name ? { name, mayConfigure: true, hindrance: free } : null);

function says(card: Card, label: string): string {
  const found = card.blocks
    .flatMap((block): readonly Action[] => (block.kind === 'actions' ? block.actions : []))
    .find((action) => action.label === label);
  if (found === undefined || !('says' in found)) throw new Error(`Expected a button ${label}`);
  return found.says;
}

async function wishes(): Promise<readonly unknown[]> {
  const all = await service.store.subscriptions.all();
  return all.map(({ number, query, timetable, top, thread, place: where }) => {
    return { number, query, timetable, top, thread, where: placeKey(where) };
  });
}

describe('subscribing', () => {
  it('is confirmed for everybody once, and told only to whoever asks again', async () => {
    expect((await answer('subscribe llm at 9:00')).audience).toBe('place');
    const again = await answer('subscribe llm at 9:00', { person: bob });
    expect([again.audience, again.outcome]).toEqual(['person', 'ok']);
    expect(plainText(again.card)).toContain('already, as number 1');
  });
});

describe('subscribing to something', () => {
  it('is the same without the word', async () => {
    await say('subscribe quantization at 9:00');
    expect(await say('subscribe to quantization at 9:00')).toContain('This is subscribed here already, as number 1');
    expect(await say('subscribe to')).toBe(await say('subscribe'));
    expect(await say('preview to quantization')).toBe(await say('preview quantization'));
  });
});

describe('what is no topic', () => {
  it.each(['help', '?', 'Help!'])('%s explains how to subscribe, and subscribes to nothing', async (word) => {
    const explained = await answer(`subscribe ${word}`);
    expect([explained.audience, explained.outcome]).toEqual(['person', 'ok']);
    expect(plainText(explained.card)).toBe(await say('help subscribe'));
    expect(await wishes()).toEqual([]);
  });

  it.each(['to #general quantization at 9:00', 'quantization in #general', '#', '#1-team'])(
    'the name of a channel is asked back: %s',
    async (said) => {
      const asked = await answer(`subscribe ${said}`, { dialogs: true });
      expect([asked.audience, asked.outcome, asked.form]).toEqual(['person', 'problem', null]);
      expect(plainText(asked.card)).toMatch(/Is “#[^”]*” a channel\?/u);
      expect(says(asked.card, 'Choose where')).toBe('subscribe');
      expect(await wishes()).toEqual([]);
    },
  );

  it('stays one where it is quoted, or only holds such a sign', async () => {
    expect(await say('subscribe "#general" at 9:00')).toContain('What: "#general"');
    expect(await say('subscribe C# at 9:00')).toContain('What: C#');
    expect(await say('subscribe "help" at 9:00')).toContain('What: "help"');
  });

  it('what nobody sees is nothing', async () => {
    await say('subscribe at 9:00');
    await say('subscribe llm at 9:00');
    for (const unseen of ['\u200B', '\u200D', '\u2060 \u00AD', '\u3164', '\uFEFF']) {
      expect(await say(`subscribe ${unseen} at 9:00`)).toContain('already, as number 1');
      expect(await say(`subscribe l${unseen === '\u200B' ? unseen : ''}lm at 9:00`)).toContain('already, as number 2');
      expect((await answer(`subscribe ${unseen}`, { dialogs: true })).form).not.toBeNull();
    }
    expect(await wishes()).toHaveLength(2);
  });
});

describe('editing', () => {
  it('changes what is said, keeps the rest, and can be undone by a button', async () => {
    await say('subscribe llm at 9:00 in Paris on mondays top 3');
    const before = await wishes();
    const changed = await answer('edit 1 at 10:30');
    expect([changed.audience, changed.outcome]).toEqual(['place', 'ok']);
    const text = plainText(changed.card);
    expect(text).toContain('Subscription 1 is changed');
    expect(text).toContain('What: llm at 10:30 in Europe/Paris on mon top 3');
    expect(text).toContain('Before: llm at 09:00 in Europe/Paris on mon top 3');
    expect(text).toContain('Next post: Mon 30 Nov 2026, 10:30 (Europe/Paris)');
    expect(await say('edit 1 quantization')).toContain('What: quantization at 10:30 in Europe/Paris on mon top 3');
    expect(await say('edit 1 -survey')).toContain('What: quantization -survey at 10:30 in Europe/Paris on mon top 3');
    await say(says(changed.card, 'Change it back'));
    expect(await wishes()).toEqual(before);
  });

  it('takes all of it anew after the word to', async () => {
    await say('subscribe llm at 9:00 in Paris on mondays top 3');
    expect(await say('edit #1 to on fridays')).toContain('What: any paper at 09:00 in Europe/Paris on fri');
    expect((await answer('edit 1 to')).outcome).toBe('problem');
  });

  it('says when the next post really comes: not again today, and not for a time that has passed', async () => {
    await say('subscribe llm at 9:00');
    service.setNow('2026-11-24T05:00:00Z');
    expect(await say('edit 1 at 5:00')).toContain('Next post: Wed 25 Nov 2026, 05:00 (Europe/Berlin)');
    const [subscription] = await service.store.subscriptions.list(place);
    expect(subscription?.createdAt).toBe('2026-11-24T05:00:00.000Z');
    const slot = { subscriptionId: subscription?.id ?? '', date: '2026-11-24' };
    const outcome = { state: 'sent', reason: '', at: '2026-11-24T05:01:00Z', message: 'm' } as const;
    await service.store.ledger.close(slot, place, outcome);
    expect(await say('edit 1 at 18:00')).toContain('Next post: Wed 25 Nov 2026, 18:00 (Europe/Berlin)');
    expect(await say('list')).toContain('Next post: Wed 25 Nov 2026, 18:00 (Europe/Berlin)');
  });

  it('does not make two of the same, and asks back what may be meant otherwise', async () => {
    await say('subscribe llm at 9:00');
    await say('subscribe quantization at 9:00');
    const before = await wishes();
    const same = await answer('edit 2 llm');
    expect([same.audience, plainText(same.card)]).toEqual(['person', expect.stringContaining('already, as number 1')]);
    expect(await say('edit 2 at 9')).toContain('One question first');
    expect(await say(`edit 2 ${'word '.repeat(200)}`)).toContain('This topic is too long');
    expect(await wishes()).toEqual(before);
  });

  it('asks which one, and is kind to old buttons', async () => {
    expect(await say('edit')).toContain('No subscriptions here yet');
    await say('subscribe llm at 9:00');
    expect(await say('edit')).toContain('Which one?');
    await say('unsubscribe 1');
    for (const sentence of ['edit 1', 'edit 1 at 9:00', 'unsubscribe 1']) {
      expect(await say(sentence)).toContain('There is no subscription 1 here');
      expect(await say(sentence)).toContain('It may have ended before. There are none at all.');
    }
    expect(await say('unsubscribe all')).toContain('No subscriptions here yet');
  });

  it('of one that has ended loses nothing of what was written anew', async () => {
    const ended = await answer('edit 1 to llm at 9:00 top 3');
    expect(ended.outcome).toBe('problem');
    expect(plainText(ended.card)).toContain('There is no subscription 1 here');
    expect(plainText(ended.card)).toContain('makes a new one: subscribe llm at 9:00 top 3');
    await say(says(ended.card, 'Make a new one'));
    expect(await wishes()).toMatchObject([{ query: 'llm', top: 3 }]);
    expect((await answer('edit 7 at 9:00')).outcome).toBe('nothing');
  });
});

it('is confirmed with what keeps posts away, when it is made and when it is changed', async () => {
  for (const sentence of ['subscribe llm at 9:00', 'edit 1 at 10:00']) {
    const text = await say(sentence, { hindrance: () => Promise.resolve('Invite me.') });
    expect([sentence, text]).toEqual([sentence, expect.stringContaining('I cannot post here yet. Invite me.')]);
  }
  expect(await say('edit 1 at 11:00')).not.toContain('I cannot post here');
});

describe('who may change what is posted', () => {
  it('is told to whoever may not, and nothing happens', async () => {
    await say('subscribe llm at 9:00');
    const before = await wishes();
    for (const sentence of [
      'subscribe quantization',
      'subscribe',
      'edit 1 at 10:00',
      'edit 1',
      'edit',
      'unsubscribe 1',
      'unsubscribe all',
    ]) {
      const refused = await answer(sentence, { person: bob, mayConfigure: false });
      const { audience, outcome, form, share } = refused;
      expect([sentence, audience, outcome, form, share]).toEqual([sentence, 'person', 'problem', null, null]);
      expect(plainText(refused.card)).toContain('for those who belong to it');
      expect(plainText(refused.card)).toContain('Join first');
    }
    expect(await wishes()).toEqual(before);
    expect(await say('list', { person: bob, mayConfigure: false })).toContain('One subscription here');
    expect(await say('preview llm', { person: bob, mayConfigure: false })).toContain('Preview of the next post');
  });

  it('hears what to do where the platform cannot know it there', async () => {
    const text = await say('subscribe llm', { mayConfigure: false, hindrance: uninvited });
    expect(text).toContain('Invite me.');
    expect(text).not.toContain('Join first');
  });

  it('hears what they lack where the platform knows that', async () => {
    const text = await say('subscribe llm', { mayConfigure: false, lacks: 'You need a key.', hindrance: uninvited });
    expect(text).toContain('You need a key.');
    expect(text).not.toContain('Invite me.');
  });

  it('does not reach into another place', async () => {
    await say('subscribe llm at 9:00', { place: other });
    for (const sentence of ['edit 1 at 10:00', 'unsubscribe 1', 'unsubscribe all', 'list', 'home', 'status', 'edit']) {
      const text = await say(sentence, { direct: false });
      expect([sentence, text]).not.toEqual([sentence, expect.stringMatching(/llm|secret-channel/u)]);
    }
    expect(await wishes()).toHaveLength(1);
  });
});

describe('home', () => {
  it('has the paper of today, what was saved and how to search, and leaves the last list alone', async () => {
    await say('weight decay');
    const first = await say('paper 1');
    const ids = (await seedPapers()).slice(0, 7).map(({ id }) => id.replace('arxiv:', ''));
    for (const id of ids) await say(`save ${id}`);
    const home = await answer('home', { place: talk, direct: true });
    const text = plainText(home.card);
    expect([home.audience, home.outcome, home.share]).toEqual(['person', 'ok', null]);
    expect(text).toContain('weight decay after:2023');
    const { card: today } = await answer('today', { place: talk });
    expect(text).toContain(plainText({ ...today, title: { text: '' } }).trim());
    expect(text).toContain('Your 7 saved papers');
    // Not below the last paper, where its own buttons are.
    expect(text).toContain('Your 7 saved papers\n\nType: saved | cite saved');
    expect(text).toContain(`unsave ${ids[6]}`);
    expect(text).not.toContain(`unsave ${ids[1]}`);
    expect(await say('paper 1')).toBe(first);
  });

  it('shows in a direct message what is subscribed elsewhere, with where, and in a channel only what is here', async () => {
    await say('subscribe quantization at 9:00', { place: other });
    await say('subscribe llm at 9:00', { place: other, person: bob });
    await say('subscribe variance at 9:00', { place: talk });
    const text = await say('home', { place: talk, direct: true });
    expect(text).toContain('3 subscriptions');
    expect(text).toContain('Where: secret-channel\nNumber 1: quantization');
    expect(text).toContain('Where: secret-channel\nNumber 2: llm');
    expect(text).toContain('Number 1: variance');
    expect(text.match(/Type: edit 1 \| pause 1 \| unsubscribe 1/gu)).toHaveLength(1);
    const channel = await say('home', { place: other, direct: false });
    expect(channel).toContain('2 subscriptions');
    expect(channel).not.toContain('variance');
    expect(channel).not.toContain('Where:');
  });

  it('leaves out what the person may not read, whoever made it', async () => {
    await say('subscribe quantization at 9:00', { place: other });
    await say('subscribe variance at 9:00', { place: other, person: bob });
    await say('subscribe llm at 9:00', { place: { ...other, channel: 'open-channel' } });
    const text = await say('home', { place: talk, direct: true, sees: onlySees('open-channel') });
    expect(text).toContain('One subscription');
    expect(text).toContain('llm');
    expect(text).not.toMatch(/quantization|variance|secret-channel/u);
  });

  it('has what its reader made first, then the others by the names of their places', async () => {
    await say('subscribe zeta at 9:00', { ...within('c3'), person: bob });
    await say('subscribe beta at 9:00', { ...within('c1'), person: bob });
    await say('subscribe mine at 9:00', { ...within('c2'), person: bob });
    await say('subscribe own at 9:00', within('c2'));
    const names: Readonly<Record<string, string>> = { c1: 'maths', c2: 'zoo', c3: 'Art' };
    const sees = async ({ channel }: Place) => ({ name: names[channel] ?? '', mayConfigure: false, hindrance: free });
    const text = await say('home', { place: talk, direct: true, sees });
    const order = ['own', 'zeta', 'beta', 'mine'].map((topic) => text.indexOf(topic));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(text).not.toContain('unsubscribe');
  });

  it('says how many more there are than it shows', async () => {
    for (let channel = 1; channel <= 27; channel += 1) {
      await say('subscribe llm at 9:00', { person: bob, place: { ...other, channel: `c${channel}` } });
    }
    const text = await say('home', { place: talk, direct: true });
    expect(text).toContain('27 subscriptions');
    expect(text.match(/^Where: /gmu)).toHaveLength(25);
    expect(text).toContain('And 2 more: list tells in their channels.');
  });

  it('is there for somebody new, and with an empty store', async () => {
    const text = await say('home', { person: bob, place: { ...place, channel: 'direct-bob' }, direct: true });
    expect(text).toContain('None yet. Save a paper of a list');
    expect(text).toContain('Type: subscribe');
    const empty = await startService([]);
    expect(await empty.say('home')).toContain('There is none yet.');
    await empty.close();
  });
});

describe('a preview', () => {
  it('is what is posted next, for a wish that is subscribed already, and records nothing', async () => {
    await say('subscribe quantization at 9:00 top 2');
    service.setNow('2026-11-25T07:59:00Z');
    const preview = await answer('preview quantization at 9:00 top 2');
    service.setNow('2026-11-25T08:01:00Z');
    const { card } = await answer('today');
    expect(preview.card.title).toEqual(card.title);
    expect(preview.card.blocks.slice(1)).toEqual(card.blocks);
    expect(plainText(preview.card)).toContain('Preview of the next post, Wed 25 Nov 2026, 09:00 (Europe/Berlin)');
    expect(await service.store.ledger.shownIn(place, '2026-11-24')).toEqual(new Map());
  });

  it('of a change is what the changed one would post: what it was before uses no paper up', async () => {
    await say('subscribe quantization at 9:00');
    const preview = await answer('preview 1 to quantization at 10:00');
    expect(await wishes()).toMatchObject([{ timetable: { at: '09:00' } }]);
    await say('edit 1 to quantization at 10:00');
    const { card } = await answer('preview 1');
    expect(preview.card).toEqual(card);
    expect(plainText(card)).toContain('Wed 25 Nov 2026, 10:00');
  });

  it('of a number that nothing is subscribed under takes it for a topic', async () => {
    expect(await say('preview 7 to 9 bit quantization')).toBe(await say('preview 7 to 9 bit quantization at 9:00'));
  });

  it('keeps to its own zone and topic, and carries the abstracts where they are wanted', async () => {
    const { card } = await answer('preview quantization at 23:30 in Tokyo thread');
    expect(plainText(card)).toContain('Tue 24 Nov 2026, 23:30 (Asia/Tokyo)');
    expect(plainText(card)).toContain('matches “quantization”');
    expect(card.thread?.title.text).toBe('Abstract');
    expect(await wishes()).toEqual([]);
  });
});
