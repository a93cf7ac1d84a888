import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainText } from '../../src/cards/plain-text.ts';
import { ada, place, seedPapers, startService } from './service.ts';
import type { Service } from './service.ts';

/* A command that was chosen from a menu, with words that do not fit it: never a search for its name. */

let service: Service;
beforeEach(async () => {
  service = await startService(await seedPapers());
});
afterEach(() => service.close());

const DECAY = 'Why Do We Need Weight Decay in Modern Deep Learning?';

const says = async (text: string): Promise<string> => plainText((await service.answer(text, { chosen: true })).card);

it.each(['paper', 'similar', 'cite'])('%s takes a whole title', async (command) => {
  expect(await says(`${command} ${DECAY}`)).toContain('2310.04415');
  expect(await says(`${command} ${DECAY.toLowerCase().slice(0, -1)}`)).toContain('2310.04415');
});

it('why takes a whole title, behind the number of a subscription too', async () => {
  await service.answer('subscribe weight decay');
  for (const before of ['', '1 ']) expect(await says(`why ${before}${DECAY}`)).toContain('Weight Decay');
});

it('words of one title are saved, cited in the form that is wanted, and taken off again', async () => {
  expect(await says('save need weight decay in modern')).toContain(DECAY);
  expect(await service.store.people.saved(ada)).toEqual(['arxiv:2310.04415']);
  expect(await says('cite need weight decay in modern ris')).toContain('TY  - ');
  expect(await says('unsave need weight decay in modern')).toContain('Taken off');
});

it('words of several titles are asked back, with a button for each', async () => {
  const answer = await service.answer('save learning', { chosen: true });
  expect(plainText(answer.card)).toContain('Which paper do you mean?');
  const actions = answer.card.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
  expect(actions.length).toBeGreaterThan(1);
  expect(actions.every((action) => 'says' in action && action.says.startsWith('save '))).toBe(true);
  expect(await service.store.people.saved(ada)).toEqual([]);
});

it('words of no title find nothing, kindly', async () => {
  const answer = await service.answer('paper nothing like it xyzzy', { chosen: true });
  expect(answer.outcome).toBe('nothing');
  expect(plainText(answer.card)).toContain('no paper with such a title');
});

it.each(['edit quantization at 8:00', 'pause quantization', 'skip quantization', 'post quantization'])(
  'asks which subscription, and changes none: %s',
  async (text) => {
    await service.answer('subscribe diffusion');
    await service.answer('subscribe graphs');
    const before = await service.store.subscriptions.list(place);
    const shown = await says(text);
    expect(shown).toContain('Which one');
    expect(await service.store.subscriptions.list(place)).toEqual(before);
  },
);

it('pause asks which one also where there is only one', async () => {
  await service.answer('subscribe diffusion');
  expect(await says('pause quantization')).toContain('Which one');
  expect(await service.store.subscriptions.list(place)).toMatchObject([{ pause: null }]);
});

it('what is typed may be a search for the word all the same', async () => {
  const typed = plainText((await service.answer('paper recommendation systems')).card);
  expect(typed).toContain('“paper recommendation systems”');
});

const answered = (text: string) => service.answer(text, { chosen: true });

describe('a filter that was filled in and says nothing', () => {
  it.each([
    ['search graphs after:2024-13', '“2024-13” is not a date'],
    ['search graphs after:05/06/2024', 'It could be 2024-06-05 or 2024-05-06'],
    ['search graphs cat:cs.XX', 'Of cs there are for example cs.'],
    ['subscribe graphs after:soon at 9:00', '“soon” is not a date'],
    ['subscribe graphs cat:bananas', 'I know no category “bananas”'],
    ['edit 1 cat:cs.XX', 'I know no category “cs.XX”'],
  ])('is asked back, and nothing is done: %s', async (text, words) => {
    await service.answer('subscribe diffusion');
    const before = await service.store.subscriptions.all();
    const { card, outcome } = await answered(text);
    expect(plainText(card)).toContain(words);
    expect(outcome).toBe('problem');
    expect(await service.store.subscriptions.all()).toEqual(before);
  });

  it.each(['after:2024', 'after:2024-05', 'after:31.05.2024', 'cat:cs', 'cat:cs.*', 'cat:CS.cl', 'au:"Cat: A"'])(
    'is none of these: %s',
    async (filter) => {
      expect((await answered(`search learning ${filter}`)).outcome).not.toBe('problem');
    },
  );

  it('is words in a sentence that was typed', async () => {
    expect((await service.answer('search graphs after:2024-13')).outcome).not.toBe('problem');
  });
});
