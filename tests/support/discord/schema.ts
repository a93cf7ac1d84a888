import { readFileSync } from 'node:fs';
import type { Fields } from '../fields.ts';
import { fieldsOf, isFields, listOf, parseJson, textOf } from '../fields.ts';
import type { Issue } from './api-error.ts';

/** Discord's own description of request bodies; its origin is told beside it. */
const definitions = fieldsOf(
  parseJson(readFileSync(new URL('../../fixtures/discord-openapi/requests.json', import.meta.url), 'utf8')),
);

/** Keys that discord.js writes into its bodies whether the description has them there or not. */
const addedByClient: Readonly<Record<string, readonly string[]>> = {
  MessageEditRequestPartial: ['tts', 'nonce', 'enforce_nonce'],
  BaseCreateMessageCreateRequest: ['tts', 'nonce', 'enforce_nonce'],
  IncomingWebhookRequestPartial: ['nonce', 'enforce_nonce'],
  IncomingWebhookInteractionRequest: ['nonce', 'enforce_nonce'],
  IncomingWebhookUpdateRequestPartial: ['tts', 'nonce', 'enforce_nonce'],
  IncomingWebhookUpdateForInteractionCallbackRequestPartial: ['tts', 'nonce', 'enforce_nonce'],
  ComponentEmojiForRequest: ['animated'],
  // In Discord's documentation, missing in its description.
  ApplicationCommandUpdateRequest: ['nsfw'],
};

type At = { readonly path: readonly string[]; readonly issues: Issue[] };

/** What is wrong with a body by the definition of that name. */
export function schemaIssues(definition: string, body: unknown): Issue[] {
  const issues: Issue[] = [];
  check({ $ref: `#/${definition}` }, body, { path: [], issues });
  return issues;
}

function check(given: unknown, value: unknown, at: At): void {
  const schema = resolve(given);
  if (schema['anyOf'] !== undefined) return checkAny(listOf(schema['anyOf']).map(resolve), value, at);
  const allowed = listOf(schema['enum'] ?? ('const' in schema ? [schema['const']] : undefined));
  if (allowed.length > 0 && !allowed.includes(value)) {
    wrong(at, 'BASE_TYPE_CHOICES', `Value must be one of {${allowed.map(String).join(', ')}}.`);
    return;
  }
  const types = Array.isArray(schema['type']) ? listOf(schema['type']) : [schema['type']];
  if (value === null && types.includes('null')) return;
  switch (types.find((each) => each !== 'null')) {
    case 'string':
      return checkText(schema, value, at);
    case 'number':
    case 'integer':
      return checkNumber(schema, value, at);
    case 'boolean':
      if (typeof value !== 'boolean') wrong(at, 'BOOLEAN_TYPE_CONVERT', 'Must be either true or false.');
      return;
    case 'array':
      return checkList(schema, value, at);
    case 'object':
      return checkObject(schema, value, at);
  }
}

/** The alternative that the value means: by its `type`, or the first that takes it. */
function checkAny(alternatives: readonly Fields[], value: unknown, at: At): void {
  if (value === null && alternatives.some((each) => each['type'] === 'null')) return;
  // An alternative without any word takes everything; where others say more, those are meant.
  const real = alternatives.filter((each) => each['type'] !== 'null' && Object.keys(each).length > 0);
  const named = isFields(value) && 'type' in value ? real.filter((each) => hasType(each, value['type'])) : [];
  const alike = real.filter((each) => (each['type'] === 'integer' ? 'number' : each['type']) === typeof value);
  const tried = [named, alike, real].find((each) => each.length > 0) ?? [];
  let best: Issue[] | undefined;
  for (const each of tried) {
    const issues: Issue[] = [];
    check(each, value, { path: at.path, issues });
    if (issues.length === 0) return;
    if (best === undefined || issues.length < best.length) best = issues;
  }
  const typed = real.filter((each) => typesOf(each).length > 0);
  if (typed.length > 1 && named.length === 0 && isFields(value)) {
    const types = typed.flatMap(typesOf).map(String);
    wrong(
      { ...at, path: [...at.path, 'type'] },
      'UNION_TYPE_CHOICES',
      `Value of field "type" must be one of (${types.join(', ')}).`,
    );
  } else at.issues.push(...(best ?? []));
}

function typesOf(schema: Fields): readonly unknown[] {
  const type = resolve(fieldsOf(schema['properties'])['type']);
  return listOf(type['enum'] ?? ('const' in type ? [type['const']] : undefined));
}

function hasType(schema: Fields, type: unknown): boolean {
  return typesOf(schema).includes(type);
}

function checkText(schema: Fields, value: unknown, at: At): void {
  if (typeof value !== 'string')
    return wrong(at, 'STRING_TYPE_CONVERT', `Could not interpret "${String(value)}" as string.`);
  checkLength(value.length, schema['minLength'], schema['maxLength'], at);
  const pattern = textOf(schema['pattern']);
  if (pattern !== undefined && !new RegExp(pattern).test(value)) {
    wrong(at, 'NUMBER_TYPE_COERCE', `Value "${value}" is not snowflake.`);
  }
  if (schema['format'] === 'uri' && !URL.canParse(value)) wrong(at, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
  if (schema['format'] === 'date-time' && Number.isNaN(Date.parse(value))) {
    wrong(at, 'DATE_TIME_TYPE_PARSE', `Could not parse ${value}. Should be ISO8601.`);
  }
}

function checkNumber(schema: Fields, value: unknown, at: At): void {
  // Permissions are numbers in the description and texts on the wire.
  const big = typeof schema['maximum'] === 'number' && schema['maximum'] > Number.MAX_SAFE_INTEGER;
  const number = big && typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) {
    return wrong(at, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`);
  }
  const { minimum, maximum } = schema;
  if (typeof minimum === 'number' && number < minimum) {
    wrong(at, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${minimum}.`);
  }
  if (typeof maximum === 'number' && number > maximum) {
    wrong(at, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${maximum}.`);
  }
}

function checkList(schema: Fields, value: unknown, at: At): void {
  if (!Array.isArray(value)) return wrong(at, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType.');
  checkLength(value.length, schema['minItems'], schema['maxItems'], at);
  for (const [index, each] of value.entries()) {
    check(schema['items'], each, { ...at, path: [...at.path, String(index)] });
  }
}

function checkObject(schema: Fields, value: unknown, at: At): void {
  if (!isFields(value)) return wrong(at, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType.');
  const properties = fieldsOf(schema['properties']);
  for (const name of listOf(schema['required'])) {
    if (value[String(name)] === undefined) {
      wrong({ ...at, path: [...at.path, String(name)] }, 'BASE_TYPE_REQUIRED', 'This field is required');
    }
  }
  const added = addedByClient[textOf(schema['name']) ?? ''] ?? [];
  for (const [name, each] of Object.entries(value)) {
    const inside = { ...at, path: [...at.path, name] };
    if (Object.hasOwn(properties, name)) check(properties[name], each, inside);
    else if (isFields(schema['additionalProperties'])) check(schema['additionalProperties'], each, inside);
    else if (added.includes(name)) continue;
    // Discord passes over keys that it does not know; here a wrong name is a mistake to be seen.
    else wrong(inside, 'UNKNOWN_KEY', 'This field is not in the description of the request.');
  }
}

function checkLength(length: number, min: unknown, max: unknown, at: At): void {
  const [least, most] = [typeof min === 'number' ? min : 0, typeof max === 'number' ? max : Infinity];
  if (length >= least && length <= most) return;
  if (least > 0 && most < Infinity) {
    wrong(at, 'BASE_TYPE_BAD_LENGTH', `Must be between ${least} and ${most} in length.`);
  } else if (length > most) wrong(at, 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`);
  else wrong(at, 'BASE_TYPE_MIN_LENGTH', `Must be ${least} or more in length.`);
}

function resolve(given: unknown): Fields {
  const schema = fieldsOf(given);
  const name = textOf(schema['$ref'])?.slice('#/'.length);
  if (name === undefined) return schema;
  const found = definitions[name];
  if (!isFields(found)) throw new Error(`Expected a definition named ${name}`);
  return { ...found, name };
}

function wrong(at: At, code: string, message: string): void {
  at.issues.push({ path: at.path, code, message });
}
