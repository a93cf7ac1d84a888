import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillForm, initialValues } from '../../../src/cards/form.ts';
import type { Field, Form } from '../../../src/cards/form.ts';
import { layOut } from '../../../src/platforms/discord/form-layout.ts';
import { filledIn, formModal, layoutFor } from '../../../src/platforms/discord/form-modal.ts';
import { modalData } from '../../support/discord/dialogs.ts';
import { modalRules } from '../../support/discord/modal-rules.ts';
import { schemaIssues } from '../../support/discord/schema.ts';
import { fieldsOf, listOf } from '../../support/fields.ts';

const place = { platform: 'discord', workspace: '123456789012345678', channel: '223456789012345678', thread: null };

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 10 }));
const option = fc.record({ label: text, value: fc.string({ maxLength: 120 }) });
const field = (name: string): fc.Arbitrary<Field> =>
  fc.record({
    name: fc.constant(name),
    label: text,
    hint: text,
    kind: fc.constantFrom('text', 'time', 'choice', 'choices', 'number'),
    value: text,
    options: fc.uniqueArray(option, { maxLength: 100, selector: ({ value }) => value }),
  });
const form: fc.Arbitrary<Form> = fc.integer({ min: 1, max: 9 }).chain((count) => {
  const names = Array.from({ length: count }, (_, at) => `f${at}`);
  return fc.record({
    title: text,
    submit: text,
    says: fc.constant(`say ${names.map((name) => `[${name} {${name}}]`).join(' ')}`),
    preview: fc.constant(null),
    elsewhere: fc.boolean(),
    fields: fc.tuple(...names.map(field)),
  });
});

/** The same components as discord.js reads them. */
function asRead(components: unknown): unknown {
  return listOf(components).map((part) => {
    const input = fieldsOf(fieldsOf(part)['component']);
    return { ...fieldsOf(part), component: { ...input, customId: input['custom_id'] } };
  });
}

describe('any form', () => {
  it('is a window that Discord takes', () => {
    fc.assert(
      fc.property(form, fc.boolean(), (given, inServer) => {
        const where = inServer ? place : { ...place, workspace: null };
        const data = fieldsOf(formModal(given, where, 'form:subscribe'));
        expect(schemaIssues('ModalInteractionCallbackRequest', { type: 9, data })).toEqual([]);
        expect(modalRules(data)).toEqual([]);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('that is sent as it was opened has a value or a line for every field', () => {
    fc.assert(
      fc.property(form, (given) => {
        const modal = fieldsOf(formModal(given, place, 'form:x'));
        const { values, where } = filledIn(asRead(modalData(modal, {})['components']));
        const { own, rest, says } = layoutFor(given, place);
        expect(where).toBe(given.elsewhere ? place.channel : null);
        expect(Object.keys(values)).toEqual([...own.map(({ name }) => name), ...(rest === null ? [] : ['rest'])]);
        const blanks = [...says.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name);
        expect(new Set(blanks)).toEqual(new Set(Object.keys(values)));
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});

const plain = (name: string, kind: Field['kind'], value: string, options: readonly string[] = []): Field => ({
  name,
  label: name,
  kind,
  value,
  options: options.map((one) => ({ label: one, value: one })),
});

describe('a layout', () => {
  const wish: Form = {
    title: 'T',
    submit: 'S',
    says: 'subscribe {topic} {filters} [at {at}] [on {days}] [top {top}] {thread}',
    preview: null,
    elsewhere: false,
    fields: [
      plain('topic', 'text', 'graphs'),
      plain('filters', 'text', 'cat:cs.LG'),
      plain('at', 'time', '09:00'),
      plain('days', 'choices', 'mon', ['mon', 'tue']),
      plain('top', 'number', '1'),
      plain('thread', 'choices', '', ['thread']),
    ],
  };

  it('with room for every field leaves none for a line', () => {
    expect(layOut(wish, 6)).toEqual({ own: wish.fields, rest: null, says: wish.says });
  });

  it('with less room keeps the parts that are hard to say in words, and puts the rest in one line at its end', () => {
    const { own, rest, says } = layOut(wish, 4);
    expect(own.map(({ name }) => name)).toEqual(['topic', 'at', 'days']);
    expect(rest).toEqual({
      labels: ['filters', 'top', 'thread'],
      value: 'cat:cs.LG top 1',
      example: 'cat:cs.LG top 1 thread',
    });
    const values = { ...initialValues(wish), rest: rest?.value ?? '' };
    expect(fillForm(says, values)).toBe('subscribe graphs at 09:00 on mon cat:cs.LG top 1');
  });
});
