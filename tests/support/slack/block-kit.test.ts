import { anything, assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockGallery } from './block-gallery.ts';
import type { Surface } from './block-kit.ts';
import { blockCharacters, blockIssues, viewIssues } from './block-kit.ts';
import { issueLine } from './check.ts';

const lines = (blocks: unknown, surface: Surface = 'message'): readonly string[] =>
  blockIssues(blocks, surface).map(issueLine);
const x = (length: number): string => 'x'.repeat(length);
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });

describe('blocks of a message', () => {
  it('take one of each', () => {
    expect(lines(blockGallery)).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    [
      'more than fifty',
      Array.from({ length: 51 }, () => ({ type: 'divider' })),
      '[ERROR] no more than 50 items allowed [json-pointer:/blocks]',
    ],
    ['no list', {}, '[ERROR] must be an array [json-pointer:/blocks]'],
    ['an unknown type', [{ type: 'sections' }], '[ERROR] unsupported type: "sections" [json-pointer:/blocks/0/type]'],
    [
      'a type of the prototype',
      [{ type: 'constructor' }],
      '[ERROR] unsupported type: "constructor" [json-pointer:/blocks/0/type]',
    ],
    ['no type', [{}], '[ERROR] missing required field: type [json-pointer:/blocks/0]'],
    [
      'an unknown field',
      [{ type: 'divider', colour: 'red' }],
      '[ERROR] invalid additional property: colour [json-pointer:/blocks/0]',
    ],
    [
      'an empty section',
      [{ type: 'section' }],
      '[ERROR] missing required field: text or fields [json-pointer:/blocks/0]',
    ],
    [
      'an empty text',
      [{ type: 'section', text: mrkdwn('') }],
      '[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a long field',
      [{ type: 'section', fields: [mrkdwn(x(2_001))] }],
      '[ERROR] must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    [
      'eleven fields',
      [{ type: 'section', fields: Array.from({ length: 11 }, () => mrkdwn('a')) }],
      '[ERROR] no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'a long header',
      [{ type: 'header', text: plain(x(151)) }],
      '[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a header with markup',
      [{ type: 'header', text: mrkdwn('a') }],
      '[ERROR] unsupported type: "mrkdwn" [json-pointer:/blocks/0/text/type]',
    ],
    [
      'emoji on mrkdwn',
      [{ type: 'section', text: { ...mrkdwn('a'), emoji: true } }],
      '[ERROR] invalid additional property: emoji [json-pointer:/blocks/0/text]',
    ],
    [
      'eleven context elements',
      [{ type: 'context', elements: Array.from({ length: 11 }, () => mrkdwn('a')) }],
      '[ERROR] no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'twenty-six actions',
      [actions(...Array.from({ length: 26 }, (_, index) => button({ action_id: `a${index}` })))],
      '[ERROR] no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    ['no actions', [actions()], '[ERROR] no fewer than 1 items allowed [json-pointer:/blocks/0/elements]'],
    [
      'a long label',
      [actions(button({ text: plain(x(76)) }))],
      '[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a long value',
      [actions(button({ value: x(2_001) }))],
      '[ERROR] must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'a long id',
      [actions(button({ action_id: x(256) }))],
      '[ERROR] must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
    ],
    [
      'an address that is none',
      [actions(button({ url: 'javascript:alert(1)' }))],
      '[ERROR] must be a valid URL [json-pointer:/blocks/0/elements/0/url]',
    ],
    [
      'a colour of its own',
      [actions(button({ style: 'warning' }))],
      '[ERROR] must be a valid enum value: primary, danger [json-pointer:/blocks/0/elements/0/style]',
    ],
    [
      'the same action twice',
      [actions(button(), button())],
      '[ERROR] action_id go already exists [json-pointer:/blocks/0]',
    ],
    [
      'the same block id twice',
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
      '[ERROR] block_id a already exists [json-pointer:/blocks/1/block_id]',
    ],
    [
      'six options in an overflow',
      [actions({ type: 'overflow', options: Array.from({ length: 6 }, () => ({ text: plain('a'), value: 'a' })) })],
      '[ERROR] no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'a menu without options',
      [actions({ type: 'static_select' })],
      '[ERROR] must have either options or option_groups [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'an input in actions',
      [actions({ type: 'plain_text_input' })],
      '[ERROR] unsupported type: "plain_text_input" [json-pointer:/blocks/0/elements/0/type]',
    ],
    ['two tables', [blockGallery.at(-2), blockGallery.at(-2)], '[ERROR] only one table allowed [json-pointer:/blocks]'],
    [
      'too much markdown together',
      [
        { type: 'markdown', text: x(6_001) },
        { type: 'markdown', text: x(6_000) },
      ],
      '[ERROR] markdown must be less than 12001 characters in all [json-pointer:/blocks]',
    ],
  ])('refuse %s', (_, blocks, line) => {
    expect(lines(blocks)).toEqual([line]);
  });

  it('refuse nothing by an accident of any value', () => {
    assert(
      property(anything(), (value) => {
        expect(Array.isArray(blockIssues(value, 'message'))).toBe(true);
        expect(lines([value]).length).toBeGreaterThan(0);
      }),
      { seed: 20261124 },
    );
  });

  it('hold each text exactly to its limit', () => {
    assert(
      property(integer({ min: 0, max: 3_100 }), (length) => {
        expect(lines([{ type: 'section', text: mrkdwn(x(length)) }]).length === 0).toBe(length >= 1 && length <= 3_000);
      }),
      { seed: 20261124 },
    );
  });

  it('count their text wherever it stands', () => {
    expect(
      blockCharacters([
        { type: 'section', text: mrkdwn('12345'), accessory: button({ text: plain('67'), value: 'not counted' }) },
      ]),
    ).toBe(7);
  });
});

describe('other surfaces', () => {
  it('take what is theirs', () => {
    expect(lines([{ type: 'markdown', text: 'a' }], 'home')).toHaveLength(1);
    expect(lines([blockGallery[7]], 'unfurl')).toEqual([
      '[ERROR] unsupported type: "rich_text" [json-pointer:/blocks/0/type]',
    ]);
    expect(lines([{ type: 'alert', text: mrkdwn('careful'), level: 'warning' }], 'modal')).toEqual([]);
    expect(lines([{ type: 'alert', text: mrkdwn('careful') }])).toHaveLength(1);
    expect(
      lines(
        Array.from({ length: 100 }, () => ({ type: 'divider' })),
        'modal',
      ),
    ).toEqual([]);
  });

  it('are views with short words on them', () => {
    const input = {
      type: 'input',
      label: plain('Words'),
      element: { type: 'plain_text_input', action_id: 'words', initial_value: '' },
    };
    const modal = { type: 'modal', title: plain('Find'), submit: plain('Go'), blocks: [input] };
    const view = (more: object) => viewIssues({ ...modal, ...more }).map(issueLine);
    expect(view({})).toEqual([]);
    expect(view({ title: plain(x(25)) })).toEqual([
      '[ERROR] must be less than 25 characters [json-pointer:/view/title/text]',
    ]);
    expect(view({ submit: undefined })).toEqual(['[ERROR] missing required field: submit [json-pointer:/view]']);
    expect(view({ private_metadata: x(3_001) })).toEqual([
      '[ERROR] must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ]);
    expect(view({ type: 'home' })).toContain('[ERROR] invalid additional property: title [json-pointer:/view]');
    expect(viewIssues(null)).toHaveLength(1);
  });
});
