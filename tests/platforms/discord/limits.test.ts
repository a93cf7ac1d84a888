import { expect, it } from 'vitest';
import { limits } from '../../../src/platforms/discord/limits.ts';
import { checkMessage } from './message-schema.ts';

/** A message that holds nothing more than it needs to. */
const message = (more: Readonly<Record<string, unknown>>) => ({
  content: 'x',
  embeds: [],
  components: [],
  allowed_mentions: { parse: [] },
  ...more,
});
const embed = (more: Readonly<Record<string, unknown>>) => message({ embeds: [{ color: 0, ...more }] });
const button = (count: number) => ({ type: 2, style: 2, label: 'x', custom_id: `says.${count}:x` });
const row = (count: number, at = 0) => ({
  type: 1,
  components: Array.from({ length: count }, (_, i) => button(at * 100 + i)),
});
const labelled = (label: string, id: string) =>
  message({ components: [{ type: 1, components: [{ type: 2, style: 2, label, custom_id: id }] }] });
const menu = (count: number, label: string) => {
  const options = Array.from({ length: count }, (_, at) => ({ label, value: `says.${at}:x` }));
  return message({
    components: [{ type: 1, components: [{ type: 3, custom_id: 'pick.1', placeholder: 'x', options }] }],
  });
};

it.each([
  ['content', (max: number) => message({ content: 'x'.repeat(max) })],
  ['embedTitle', (max: number) => embed({ title: 'x'.repeat(max) })],
  ['embedDescription', (max: number) => embed({ description: 'x'.repeat(max) })],
  ['embedFields', (max: number) => embed({ fields: Array.from({ length: max }, () => ({})) })],
  ['rows', (max: number) => message({ components: Array.from({ length: max }, (_, at) => row(1, at)) })],
  ['rowButtons', (max: number) => message({ components: [row(max)] })],
  ['buttonLabel', (max: number) => labelled('x'.repeat(max), 'says.1:x')],
  ['customId', (max: number) => labelled('x', 'says.1:'.padEnd(max, 'x'))],
  ['selectOptions', (max: number) => menu(max, 'x')],
  ['optionText', (max: number) => menu(1, 'x'.repeat(max))],
] as const)('the limit of %s is that of the schema of messages', (name, at) => {
  expect(() => checkMessage(at(limits[name]))).not.toThrow();
  expect(() => checkMessage(at(limits[name] + 1))).toThrow(/too_big|maximum|Invalid/iu);
});

it('numbers that no message can show by itself are those that Discord publishes', () => {
  expect(limits).toMatchObject({ embedsTotal: 6_000, commandChoices: 25, choiceText: 100, nonce: 25 });
});
