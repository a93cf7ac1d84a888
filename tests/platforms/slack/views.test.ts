import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field, Form } from '../../../src/cards/form.ts';
import { createLive } from '../../../src/platforms/slack/live.ts';
import { createMemory } from '../../../src/platforms/shared/memory.ts';
import { formView } from '../../../src/platforms/slack/form-view.ts';
import { cardView, homeView, searchView } from '../../../src/platforms/slack/search-view.ts';
import { unfurlBlocks } from '../../../src/platforms/slack/unfurl-blocks.ts';
import { goOn, noTrail, readState, writeState } from '../../../src/platforms/slack/view-state.ts';
import type { ViewState } from '../../../src/platforms/slack/view-state.ts';
import { blockCharacters, blockIssues, messageCharacters, viewIssues } from '../../support/slack/block-kit.ts';
import { fieldsOf } from '../../support/fields.ts';
import { anyCard, anyText } from '../../support/card-arbitrary.ts';

const runs = { seed: 20261124, numRuns: 150, endOnFailure: true };

const state: ViewState = {
  address: {
    user: 'U1',
    channel: 'C1',
    direct: false,
    thread: null,
    responseUrl: 'https://hooks.slack.com/commands/T1/1/x',
  },
  depth: 1,
  fromHome: true,
  form: { says: 'subscribe {topic}', preview: null, elsewhere: true },
  trail: { said: 'similar 2401.01234', back: ['page 1 saved'] },
};

const anyField: fc.Arbitrary<Field> = fc.record({
  name: fc.string({ minLength: 1, maxLength: 20 }),
  label: anyText,
  hint: anyText,
  kind: fc.constantFrom('text', 'time', 'choice', 'choices', 'number'),
  value: anyText,
  options: fc.array(fc.record({ label: anyText, value: anyText }), { maxLength: 120 }),
});
const anyForm: fc.Arbitrary<Form> = fc.record({
  title: anyText,
  submit: anyText,
  says: fc.constant('subscribe {topic}'),
  preview: fc.constantFrom('preview {topic}', null),
  elsewhere: fc.boolean(),
  fields: fc.uniqueArray(anyField, { selector: ({ name }) => name, minLength: 1, maxLength: 8 }),
});

/** What Slack parses of blocks: neither a plain text nor the value of a button. */
function parsed(blocks: readonly unknown[]): string {
  return JSON.stringify(blocks, (key, value: unknown) => {
    return key === 'value' || fieldsOf(value)['type'] === 'plain_text' ? undefined : value;
  });
}

describe('whatever stands in it', () => {
  it('a preview of a link is one that Slack takes, and calls nobody', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const blocks = unfurlBlocks(card);
        expect(blockIssues(blocks, 'unfurl')).toEqual([]);
        expect(blockCharacters(blocks)).toBeLessThanOrEqual(messageCharacters);
        expect(blocks.length).toBeGreaterThan(0);
        expect(parsed(blocks)).not.toMatch(/<[!@#]|@(?:here|channel|everyone)\b/u);
      }),
      runs,
    );
  });

  it('a window and a home tab are ones that Slack takes', () => {
    fc.assert(
      fc.property(anyCard, anyText, (card, query) => {
        for (const view of [searchView(state, query, card), cardView(state, card), homeView(state, card)]) {
          expect(viewIssues(view)).toEqual([]);
        }
      }),
      runs,
    );
  });

  it('a form is one that Slack takes', () => {
    fc.assert(
      fc.property(anyForm, anyCard, (form, card) => {
        expect(viewIssues(formView(form, state, card))).toEqual([]);
      }),
      runs,
    );
  });
});

describe('what a view remembers', () => {
  it('is read as it was written, and anything else is nothing', () => {
    expect(readState(writeState(state))).toEqual(state);
    expect(readState(writeState({ ...state, form: null }))).toEqual({ ...state, form: null });
    expect(readState(JSON.stringify({ address: state.address }))).toMatchObject({ depth: 0, trail: noTrail });
    for (const other of ['', '{', 'null', '[]', '{"address":{}}', 7, undefined]) expect(readState(other)).toBeNull();
  });
});

describe('the trail of a window', () => {
  it('leads back to what was shown, and never to what cannot be said again', () => {
    const first = goOn(noTrail, 'similar 1', false);
    expect(first).toEqual({ said: 'similar 1', back: [] });
    const saved = goOn(first, null, true);
    expect(saved).toEqual({ said: null, back: ['similar 1'] });
    expect(goOn(saved, 'page 1 saved', true)).toEqual({ said: 'page 1 saved', back: ['similar 1'] });
    expect(goOn(first, 'page 2 similar 1', false)).toEqual({ said: 'page 2 similar 1', back: [] });
  });

  it('fits what Slack keeps, however long and however far', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 30 }), (sentences) => {
        const trail = sentences.reduce((before, said) => goOn(before, said, true), noTrail);
        expect(writeState({ ...state, trail }).length).toBeLessThanOrEqual(3_000);
      }),
      runs,
    );
  });
});

describe('a memory', () => {
  it('forgets what is oldest, and what is old', () => {
    let time = 0;
    const memory = createMemory<number>({ most: 2, lifeMs: 100, now: () => new Date(time) });
    memory.set('a', 1);
    memory.set('b', 2);
    memory.set('a', 3);
    memory.set('c', 4);
    expect(['a', 'b', 'c'].map((key) => memory.get(key))).toEqual([3, undefined, 4]);
    time = 100;
    expect(memory.get('a')).toBeUndefined();
    memory.set('c', 5);
    memory.delete('c');
    expect(memory.get('c')).toBeUndefined();
  });
});

describe('live work', () => {
  it('is done one at a time for a key, and only the newest of what waits', async () => {
    const live = createLive();
    const done: string[] = [];
    const gate = Promise.withResolvers<void>();
    const first = live('a', async () => {
      await gate.promise;
      done.push('first');
    });
    const others = ['second', 'third', 'fourth'].map((name) =>
      live('a', () => {
        done.push(name);
        return Promise.resolve();
      }),
    );
    await live('b', () => {
      done.push('elsewhere');
      return Promise.resolve();
    });
    gate.resolve();
    await Promise.all([first, ...others]);
    expect(done).toEqual(['elsewhere', 'first', 'fourth']);
  });

  it('that fails tells whoever asked for it, and nobody else', async () => {
    const live = createLive();
    const failed = live('a', () => Promise.reject(new Error('no')));
    const next = live('a', () => Promise.resolve());
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBeUndefined();
  });
});
