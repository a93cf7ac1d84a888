import { array, assert, constantFrom, oneof, property, record, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fields } from '../fields.ts';
import { commandIssues } from './command-rules.ts';
import { messageIssues } from './message-rules.ts';
import { modalRules } from './modal-rules.ts';
import { schemaIssues } from './schema.ts';

const row = (...components: unknown[]) => ({ type: 1, components });
const button = (custom_id: string, more: Fields = {}) => ({ type: 2, style: 2, label: 'Go', custom_id, ...more });
const menu = (more: Fields = {}) => ({ type: 3, custom_id: 'm', options: [{ label: 'A', value: 'a' }], ...more });
const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));

/** What is wrong, as `path: CODE`. */
function wrong(body: Fields, definition = 'MessageCreateRequest'): string[] {
  return messageIssues(definition, body).map((each) => `${each.path.join('.')}: ${each.code}`);
}

describe('a message', () => {
  it('may be as large as Discord lets it', () => {
    const embeds = [
      {
        title: 't'.repeat(256),
        description: 'd'.repeat(4_096),
        footer: { text: 'f'.repeat(648) },
        fields: many(10, () => ({ name: 'n'.repeat(50), value: 'v'.repeat(50) })),
      },
    ];
    const components = many(5, (line) => row(...many(5, (index) => button(`${line}-${index}`.padEnd(100, 'x')))));
    expect(
      wrong({ content: 'c'.repeat(2_000), embeds, components, nonce: 'n'.repeat(25), enforce_nonce: true }),
    ).toEqual([]);
  });

  it.each<[string, Fields, string[]]>([
    ['a content that is too long', { content: 'c'.repeat(2_001) }, ['content: BASE_TYPE_MAX_LENGTH']],
    ['a title that is too long', { embeds: [{ title: 't'.repeat(257) }] }, ['embeds.0.title: BASE_TYPE_MAX_LENGTH']],
    ['eleven embeds', { embeds: many(11, () => ({ title: 't' })) }, ['embeds: BASE_TYPE_MAX_LENGTH']],
    [
      'embeds that are too long together',
      { embeds: many(2, () => ({ description: 'd'.repeat(3_001) })) },
      ['embeds: MAX_EMBED_SIZE_EXCEEDED'],
    ],
    ['an embed without anything', { embeds: [{ color: 1 }] }, ['embeds.0.description: BASE_TYPE_REQUIRED']],
    [
      'an empty field',
      { embeds: [{ fields: [{ name: 'a', value: ' ' }] }] },
      ['embeds.0.fields.0.value: BASE_TYPE_REQUIRED'],
    ],
    [
      'a strange address',
      { embeds: [{ title: 't', url: 'javascript:alert(1)' }] },
      ['embeds.0.url: URL_TYPE_INVALID_SCHEME'],
    ],
    ['a wrong time', { embeds: [{ title: 't', timestamp: 'today' }] }, ['embeds.0.timestamp: DATE_TIME_TYPE_PARSE']],
    ['an unknown key', { content: 'c', embed: {} }, ['embed: UNKNOWN_KEY']],
    ['an unknown key deep inside', { embeds: [{ title: 't', colour: 1 }] }, ['embeds.0.colour: UNKNOWN_KEY']],
    ['a number for a text', { content: 7 }, ['content: STRING_TYPE_CONVERT']],
    ['six rows', { components: many(6, (index) => row(button(`b${index}`))) }, ['components: BASE_TYPE_BAD_LENGTH']],
    [
      'six buttons in a row',
      { components: [row(...many(6, (index) => button(`b${index}`)))] },
      ['components.0.components: BASE_TYPE_BAD_LENGTH'],
    ],
    ['a button outside of a row', { components: [button('a')] }, ['components.0.type: UNION_TYPE_CHOICES']],
    [
      'a custom id twice',
      { components: [row(button('a')), row(button('a'))] },
      ['components.1.components.0.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED'],
    ],
    [
      'a custom id that is too long',
      { components: [row(button('a'.repeat(101)))] },
      ['components.0.components.0.custom_id: BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a label that is too long',
      { components: [row(button('a', { label: 'l'.repeat(81) }))] },
      ['components.0.components.0.label: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a button without a label',
      { components: [row(button('a', { label: ' ' }))] },
      ['components.0.components.0: BUTTON_COMPONENT_INVALID_EMPTY'],
    ],
    [
      'a link without an address',
      { components: [row({ type: 2, style: 5, label: 'x' })] },
      ['components.0.components.0.url: BASE_TYPE_REQUIRED'],
    ],
    [
      'a link with a custom id',
      { components: [row({ type: 2, style: 5, label: 'x', url: 'https://a.org', custom_id: 'a' })] },
      ['components.0.components.0.custom_id: COMPONENT_BUTTON_CUSTOM_ID_WITH_URL'],
    ],
    [
      'a menu beside a button',
      { components: [row(menu(), button('a'))] },
      ['components.0.components: COMPONENT_LAYOUT_WIDTH_EXCEEDED'],
    ],
    [
      'a menu of 26 options',
      { components: [row(menu({ options: many(26, (index) => ({ label: 'A', value: String(index) })) }))] },
      ['components.0.components.0.options: BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'an option twice',
      { components: [row(menu({ options: many(2, () => ({ label: 'A', value: 'a' })) }))] },
      ['components.0.components.0.options.1.value: SELECT_COMPONENT_OPTION_VALUE_DUPLICATED'],
    ],
    [
      'more values than options',
      { components: [row(menu({ max_values: 2 }))] },
      ['components.0.components.0.max_values: SELECT_COMPONENT_LENGTH_MISMATCH'],
    ],
    [
      'a component that is none',
      { components: [row({ type: 99 })] },
      ['components.0.components.0.type: UNION_TYPE_CHOICES'],
    ],
    [
      'content beside Components V2',
      { flags: 1 << 15, content: 'c', components: [{ type: 10, content: 't' }] },
      ['content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
    ],
    [
      'too many components of V2',
      {
        flags: 1 << 15,
        components: many(14, () => ({ type: 17, components: many(2, () => ({ type: 10, content: 't' })) })),
      },
      ['components: COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED'],
    ],
    [
      'too much text of V2',
      { flags: 1 << 15, components: many(2, () => ({ type: 10, content: 't'.repeat(2_001) })) },
      ['components: COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED'],
    ],
  ])('is refused with %s', (_what, body, issues) => {
    expect(wrong(body)).toEqual(issues);
  });

  it('takes what discord.js adds where Discord does not describe it, and nowhere else', () => {
    const added = { tts: false, nonce: '1', enforce_nonce: true };
    expect(wrong({ content: 'c', ...added }, 'IncomingWebhookUpdateRequestPartial')).toEqual([]);
    expect(wrong({ embeds: [{ title: 't', ...added }] })).toEqual([
      'embeds.0.tts: UNKNOWN_KEY',
      'embeds.0.nonce: UNKNOWN_KEY',
      'embeds.0.enforce_nonce: UNKNOWN_KEY',
    ]);
  });

  it('is never passed with more text than fits, whatever it is', () => {
    const text = oneof(string({ maxLength: 300 }), constantFrom('é'.repeat(5_000), '𝕏'.repeat(1_500), ''));
    const embed = record({ title: text, description: text }, { requiredKeys: [] });
    assert(
      property(record({ content: text, embeds: array(embed, { maxLength: 12 }) }), (body) => {
        const total = body.embeds.reduce(
          (sum, each) => sum + (each.title?.length ?? 0) + (each.description?.length ?? 0),
          0,
        );
        const fits =
          body.content.length <= 2_000 &&
          body.embeds.length <= 10 &&
          total <= 6_000 &&
          body.embeds.every(
            (each) =>
              (each.title?.length ?? 0) <= 256 &&
              (each.description?.length ?? 0) <= 4_096 &&
              Boolean(each.title || each.description),
          );
        expect(messageIssues('MessageCreateRequest', body).length === 0).toBe(fits);
      }),
      { seed: 20_261_124, numRuns: 300 },
    );
  });
});

const input = (custom_id: string, more: Fields = {}) => ({
  type: 18,
  label: 'Topic',
  component: { type: 4, style: 1, custom_id, ...more },
});
const modalWrong = (components: unknown[], more: Fields = {}) => {
  const data = { custom_id: 'form', title: 'Form', components, ...more };
  const shape = schemaIssues('ModalInteractionCallbackRequest', { type: 9, data });
  return (shape.length > 0 ? shape : modalRules(data)).map((each) => `${each.path.join('.')}: ${each.code}`);
};

const commandWrong = (more: Fields) =>
  commandIssues({ name: 'papers', description: 'Papers', ...more }, []).map(
    (each) => `${each.path.join('.')}: ${each.code}`,
  );
const option = (name: string, more: Fields = {}) => ({ type: 3, name, description: 'd', ...more });

describe('a modal', () => {
  it('has one to five parts, each with an id of its own', () => {
    expect(modalWrong(many(5, (index) => input(`i${index}`)))).toEqual([]);
    expect(modalWrong([])).toEqual(['data.components: BASE_TYPE_BAD_LENGTH']);
    expect(modalWrong(many(6, (index) => input(`i${index}`)))).toEqual(['data.components: BASE_TYPE_BAD_LENGTH']);
    expect(modalWrong([input('a'), input('a')])).toEqual([
      'data.components.1.component.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED',
    ]);
  });

  it('has short titles and labels, and values that fit', () => {
    expect(modalWrong([input('a')], { title: 't'.repeat(46) })).toEqual(['data.title: BASE_TYPE_BAD_LENGTH']);
    expect(modalWrong([{ ...input('a'), label: 'l'.repeat(46) }])).toEqual([
      'data.components.0.label: BASE_TYPE_BAD_LENGTH',
    ]);
    expect(modalWrong([input('a', { value: 'long', max_length: 3 })])).toEqual([
      'data.components.0.component.value: BASE_TYPE_MAX_LENGTH',
    ]);
    expect(modalWrong([row({ type: 4, style: 1, custom_id: 'a' })])).toEqual([
      'data.components.0.components.0.label: BASE_TYPE_REQUIRED',
    ]);
  });
});

describe('a command', () => {
  it('has a name in small letters, a description, and 25 options', () => {
    expect(
      commandWrong({
        options: many(25, (index) => option(`o${index}`)),
        default_member_permissions: '32',
        nsfw: false,
      }),
    ).toEqual([]);
    expect(commandWrong({ name: 'Papers' })).toEqual(['name: APPLICATION_COMMAND_INVALID_NAME']);
    expect(commandWrong({ name: 'find papers' })).toEqual(['name: APPLICATION_COMMAND_INVALID_NAME']);
    expect(commandWrong({ description: '' })).toEqual(['description: BASE_TYPE_REQUIRED']);
    expect(commandWrong({ options: many(26, (index) => option(`o${index}`)) })).toEqual([
      'options: BASE_TYPE_MAX_LENGTH',
    ]);
    expect(commandWrong({ default_member_permissions: 'ManageGuild' })).toEqual([
      'default_member_permissions: NUMBER_TYPE_COERCE',
    ]);
  });

  it('has its options in order and in one kind', () => {
    expect(commandWrong({ options: [option('a'), option('b', { required: true })] })).toEqual([
      'options.1: APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    ]);
    expect(commandWrong({ options: [option('a'), option('a')] })).toEqual([
      'options.1.name: APPLICATION_COMMAND_OPTIONS_NAME_INVALID',
    ]);
    expect(commandWrong({ options: [{ type: 1, name: 'a', description: 'd' }, option('b')] })).toEqual([
      'options: APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
    ]);
    expect(
      commandWrong({ options: [option('a', { autocomplete: true, choices: [{ name: 'x', value: 'x' }] })] }),
    ).toEqual(['options.0.autocomplete: APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID']);
  });

  it('has 8,000 characters at most, and no description in a context menu', () => {
    const options = many(25, (index) =>
      option(`o${index}`, {
        description: 'd'.repeat(100),
        choices: many(25, (at) => ({ name: `n${at}`.padEnd(10), value: `v${at}` })),
      }),
    );
    expect(commandWrong({ options })).toEqual([': APPLICATION_COMMAND_TOO_LARGE']);
    expect(commandIssues({ name: 'Find related papers', type: 3, description: 'x' }, [])[0]?.code).toBe(
      'CONTEXT_MENU_COMMAND_DESCRIPTION_NOT_ALLOWED',
    );
  });
});
