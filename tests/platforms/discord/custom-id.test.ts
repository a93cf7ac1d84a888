import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  keepLong,
  pickId,
  readCustomId,
  roomForSentence,
  saysId,
  sentenceOf,
} from '../../../src/platforms/discord/custom-id.ts';
import { markOf, readMark } from '../../../src/platforms/discord/mark.ts';
import { renderKept, renderMessage } from '../../../src/platforms/discord/render.ts';
import { anyText } from '../../support/card-arbitrary.ts';
import { checkMessage, pressable } from './message-schema.ts';

/** Keeps sentences as a store would: under a key that a new process finds again. */
function shelf() {
  const kept = new Map<string, string>();
  return {
    kept,
    keep: async (sentence: string) => {
      const key = markOf(sentence);
      kept.set(key, sentence);
      return key;
    },
    find: async (key: string) => kept.get(key) ?? null,
  };
}

describe('the id of a button', () => {
  it('fits, and is read back as the sentence that it says', async () => {
    const mark = fc.option(anyText.map(markOf));
    await fc.assert(
      fc.asyncProperty(anyText, fc.nat(999), fc.boolean(), mark, async (says, number, replaces, marked) => {
        const sentences = shelf();
        const id = saysId(says, { number, replaces, mark: marked }, await keepLong([says], sentences));
        const said = says.toWellFormed().trim();
        fc.pre(said !== '');
        expect(id?.length).toBeLessThanOrEqual(100);
        const read = readCustomId(id ?? '');
        expect(read).toMatchObject({ kind: 'says', replaces, mark: marked });
        if (read?.kind !== 'says') throw new Error('Expected a sentence');
        expect(await sentenceOf(read, sentences)).toBe(said);
        expect(sentences.kept.size).toBe(said.length > roomForSentence ? 1 : 0);
      }),
      { seed: 20261124 },
    );
  });

  it('is none where there is nothing to say', () => {
    for (const nothing of ['', ' \n'])
      expect(saysId(nothing, { number: 1, replaces: false, mark: null }, new Map())).toBeNull();
  });

  it('is none for a long sentence that was not kept, and says so when it is kept no more', async () => {
    const long = `search ${'x'.repeat(100)}`;
    expect(saysId(long, { number: 1, replaces: false, mark: null }, new Map())).toBeNull();
    const id = saysId(long, { number: 1, replaces: false, mark: null }, new Map([[long, 'k1']]));
    expect(id).toBe('says.1#k1');
    const read = readCustomId(id ?? '');
    expect(read?.kind === 'says' && (await sentenceOf(read, shelf()))).toBeNull();
  });

  it('of a menu is told from that of a sentence, and anything else is neither', () => {
    expect(readCustomId(pickId(3, null))).toEqual({ kind: 'pick', mark: null });
    expect(readCustomId(pickId(3, markOf('k')))).toEqual({ kind: 'pick', mark: markOf('k') });
    for (const id of ['', 'says', 'says.1', 'says.1:', 'says.x:a', 'pick', 'other.1:a', 'says.1~short:a'])
      expect(readCustomId(id)).toBeNull();
  });
});

const query = `search ${'attention is all you need '.repeat(5)}after:2020`;
const card = {
  title: { text: 'T' },
  blocks: [
    {
      kind: 'actions' as const,
      actions: [
        { label: 'Next', says: `page 2 ${query}`, effect: 'replace' as const },
        { label: 'Save', says: 'save 2401.01234' },
      ],
    },
  ],
};

describe('a card with long sentences', () => {
  it('keeps those, and shows their buttons', async () => {
    const sentences = shelf();
    const message = checkMessage(await renderKept(card, sentences, markOf('k')));
    expect(sentences.kept.size).toBe(1);
    const [next, save] = pressable(message).map(([, id]) => readCustomId(id));
    expect(next?.kind === 'says' && (await sentenceOf(next, sentences))).toBe(`page 2 ${query}`);
    expect(save).toEqual({ kind: 'says', replaces: false, mark: null, sentence: 'save 2401.01234' });
  });

  it('shows the others where nothing is kept', () => {
    expect(pressable(checkMessage(renderMessage(card))).map(([label]) => label)).toEqual(['Save']);
  });
});

describe('a mark', () => {
  it('fits a nonce, and is the same for the same key', () => {
    const key = '0b7b5a52-8a4e-4d4b-9c0e-6f6a5f0a9d1c:2026-11-24';
    expect(markOf(key)).toMatch(/^[\w-]{24}$/u);
    expect(markOf(key)).toBe(markOf(key));
    expect(markOf(key)).not.toBe(markOf(key.replace('24', '25')));
  });

  it('is read from the components of a message, else from its nonce', () => {
    const mark = markOf('k');
    expect(readMark(renderMessage(card, { kept: new Map(), mark }))).toBe(mark);
    expect(readMark({ nonce: 'n', components: [] })).toBe('n');
    for (const none of [null, {}, { components: [{ components: [{ custom_id: 'x' }] }] }, { nonce: 5 }])
      expect(readMark(none)).toBeNull();
  });
});
