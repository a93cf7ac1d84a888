import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Action, Card } from '../../src/cards/card.ts';
import { plainText } from '../../src/cards/plain-text.ts';
import { placeKey } from '../../src/chat/place.ts';
import { place, seedPapers, startService } from './service.ts';
import type { Service } from './service.ts';

let service: Service;
beforeEach(async () => {
  service = await startService(await seedPapers());
});
afterEach(() => service.close());

const talk = { ...place, channel: 'direct-ada' };
const lab = { ...place, channel: 'the lab' };
/** Ada, where nobody else listens. */
const alone = { place: talk, direct: true };
const there = (sentence: string) => `there ${placeKey(lab)} ${sentence}`;
const free = () => Promise.resolve(null);
const uninvited = () => Promise.resolve('Invite me.');
const sees = (mayConfigure: boolean) => () => Promise.resolve({ name: 'the lab', mayConfigure, hindrance: free });
const hindered = () => Promise.resolve({ name: 'the lab', mayConfigure: true, hindrance: uninvited });
const extras = (where: string) => () => Promise.resolve([`Nobody is called in ${where}.`]);
const sentences = ['edit 1', 'edit 1 at 10:00', 'unsubscribe 1', 'unsubscribe all', 'list', 'preview quantization'];

function button(card: Card, label: string): string {
  const actions = card.blocks.flatMap((block): readonly Action[] => (block.kind === 'actions' ? block.actions : []));
  const found = actions.find((action) => action.label === label);
  if (found === undefined || !('says' in found)) throw new Error(`Expected a button ${label}`);
  return found.says;
}

async function subscribed(): Promise<readonly string[]> {
  return (await service.store.subscriptions.list(lab)).map(({ number, query, timetable }) =>
    [number, query, timetable.at].join(' '),
  );
}

describe('what is said of another place', () => {
  beforeEach(() => service.say('subscribe quantization at 9:00', { place: lab }));

  it('changes it there, tells only the person here, and everybody there', async () => {
    const { card } = await service.answer('home', alone);
    const asked = await service.answer(button(card, 'Edit 1'), alone);
    expect(asked.form?.says).toMatch(new RegExp(`^${there('edit 1')} was:[\\w-]+ to `, 'u'));
    expect(asked.form?.again).toBe(asked.form?.says.slice(0, asked.form.says.indexOf(' to ')));
    expect(asked.form?.preview?.startsWith(there('preview '))).toBe(true);
    const changed = await service.answer(there('edit 1 at 10:30'), alone);
    expect([changed.audience, changed.share, changed.outcome]).toEqual(['person', null, 'ok']);
    expect(plainText(changed.card)).toContain('In the lab');
    expect(changed.told?.place).toEqual(lab);
    expect(plainText(changed.told!.card)).toContain('Subscription 1 is changed');
    expect(button(changed.told!.card, 'Edit')).toBe('edit 1');
    expect(await subscribed()).toEqual(['1 quantization 10:30']);
    await service.say(button(changed.card, 'Change it back'), alone);
    expect(await subscribed()).toEqual(['1 quantization 09:00']);
    const ended = await service.answer(button(card, 'Unsubscribe 1'), alone);
    expect(plainText(ended.told!.card)).toContain('Subscription 1 has ended');
    expect(await subscribed()).toEqual([]);
  });

  it('means the same one however much later it is said, and no other', async () => {
    const { card } = await service.answer('home', alone);
    const end = button(card, 'Unsubscribe 1');
    await service.say('unsubscribe 1', { place: lab });
    await service.say('subscribe variance at 9:00', { place: lab });
    const late = await service.answer(end, alone);
    expect([late.outcome, late.told]).toEqual(['nothing', undefined]);
    expect(plainText(late.card)).toContain('There is no subscription 1 here');
    expect(await subscribed()).toEqual(['2 variance 09:00']);
    expect(await service.say(button(late.card, 'Show all here'), alone)).toContain('Number 2: variance');
  });

  it('asks before it ends one, where it can', async () => {
    const { card } = await service.answer('home', alone);
    const actions = card.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
    expect(actions.find(({ label }) => label === 'Unsubscribe 1')).toMatchObject({
      confirm: { title: 'End subscription 1?', text: expect.stringContaining('quantization at 09:00') },
    });
  });

  it('is refused, and tells nothing, where the person does not see the place', async () => {
    for (const sentence of sentences) {
      const refused = await service.answer(there(sentence), { ...alone, sees: free });
      expect([sentence, refused.outcome, refused.told, refused.form]).toEqual([sentence, 'nothing', undefined, null]);
      expect(plainText(refused.card)).toContain('You cannot see that place');
      expect(plainText(refused.card)).not.toMatch(/quantization|the lab/u);
    }
    const nowhere = { ...lab, channel: 'no such channel' };
    expect(await service.say(`there ${placeKey(nowhere)} list`, { ...alone, sees: free })).toBe(
      await service.say(there('list'), { ...alone, sees: free }),
    );
    expect(await subscribed()).toEqual(['1 quantization 09:00']);
  });

  it('needs the rights that the person has there, and knows what hinders there', async () => {
    for (const sentence of sentences.slice(0, 4)) {
      const refused = await service.answer(there(sentence), { ...alone, mayConfigure: true, sees: sees(false) });
      expect([sentence, refused.outcome]).toEqual([sentence, 'problem']);
    }
    expect(await service.say(there('list'), { ...alone, sees: sees(false) })).toContain('quantization');
    expect(await subscribed()).toEqual(['1 quantization 09:00']);
    expect(await service.say(there('edit 1 at 10:00'), { ...alone, mayConfigure: false, sees: hindered })).toContain(
      'I cannot post here yet. Invite me.',
    );
  });

  it('does with posts what can be done there, and not what can be done here', async () => {
    const here = { ...alone, extras: extras('the talk') };
    const able = () =>
      Promise.resolve({ name: 'the lab', mayConfigure: true, hindrance: free, extras: extras('the lab') });
    const called = await service.say(there('edit 1 tag:news'), { ...here, sees: able });
    expect(called).toContain('Nobody is called in the lab.');
    expect(called).not.toContain('Nobody is called in the talk.');
    const plain = await service.say(there('edit 1 tag:other'), here);
    expect(plain).not.toContain('Nobody is called');
    expect(await service.store.subscriptions.list(lab)).toMatchObject([{ extras: { tag: 'news' } }]);
    const form = async (where: typeof able | undefined) =>
      (await service.answer(there('edit 1'), { ...here, ...(where === undefined ? {} : { sees: where }) })).form?.says;
    expect(await form(able)).toContain('{extras}');
    expect(await form(undefined)).not.toContain('{extras}');
  });

  it('is the same as without it in the place itself', async () => {
    expect(await service.say(there('list'), { place: lab })).toBe(await service.say('list', { place: lab }));
  });
});

it.each(['there is no free lunch', 'there %/ list', 'there terminal//lab/ subscribe llm', 'there terminal//lab/ home'])(
  'is a search where it names no place, or what cannot be said of one: %s',
  async (text) => {
    expect(await service.say(text, alone)).not.toMatch(/You cannot see that place|Subscribed/u);
    expect(await service.store.subscriptions.all()).toEqual([]);
  },
);
