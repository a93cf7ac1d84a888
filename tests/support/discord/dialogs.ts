import type { Fields } from '../fields.ts';
import { fieldsOf, listOf, textOf } from '../fields.ts';

/** What is filled in: by custom id, a text or what was chosen. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

/**
 * The data of a submitted modal. What is not named keeps what it was opened with. Throws on what the client would not let
 * somebody send: unknown inputs, empty ones that are required, texts too long, values that are no options.
 */
export function modalData(modal: Fields, values: FormValues): Fields {
  const used = new Set<string>();
  const components = listOf(modal['components'])
    .map(fieldsOf)
    .map((part): Fields => {
      if (part['type'] === 18)
        return { type: 18, id: part['id'] ?? 0, component: filled(fieldsOf(part['component']), values, used) };
      if (part['type'] !== 1) return { type: part['type'], id: part['id'] ?? 0 };
      return {
        type: 1,
        id: part['id'] ?? 0,
        components: listOf(part['components']).map((each) => filled(fieldsOf(each), values, used)),
      };
    });
  for (const name of Object.keys(values))
    if (!used.has(name)) throw new Error(`Expected an input "${name}" in the modal`);
  return { custom_id: modal['custom_id'], components };
}

/** Text inputs, selects, radio and checkbox groups, checkboxes. */
function filled(input: Fields, values: FormValues, used: Set<string>): Fields {
  const id = String(input['custom_id']);
  used.add(id);
  const base = { type: input['type'], id: input['id'] ?? 0, custom_id: id };
  const given = values[id];
  if (input['type'] === 4) return { ...base, value: typed(input, given) };
  const options = listOf(input['options']).map(fieldsOf);
  const preset = [
    ...options.filter((each) => each['default'] === true).map((each) => String(each['value'])),
    ...listOf(input['default_values']).map((each) => String(fieldsOf(each)['id'])),
  ];
  const chosen = given === undefined ? preset : [given].flat();
  if (input['type'] === 23)
    return { ...base, value: given === undefined ? input['default'] === true : given === 'true' };
  checkChosen(input, id, options, chosen);
  if (input['type'] === 21) return { ...base, value: chosen[0] ?? null };
  return { ...base, values: chosen };
}

function typed(input: Fields, given: string | readonly string[] | undefined): string {
  const id = String(input['custom_id']);
  const text = given === undefined ? (textOf(input['value']) ?? '') : given;
  if (typeof text !== 'string') throw new Error(`Expected a text for "${id}"`);
  if (text === '' && input['required'] !== false) throw new Error(`Expected a value for "${id}"`);
  const [min, max] = [Number(input['min_length'] ?? 0), Number(input['max_length'] ?? 4_000)];
  if (text !== '' && (text.length < min || text.length > max))
    throw new Error(`Expected "${id}" between ${min} and ${max} characters`);
  return text;
}

/** Selects (3), radio groups (21) and checkbox groups (22). */
function checkChosen(input: Fields, id: string, options: readonly Fields[], chosen: readonly string[]): void {
  if (options.length > 0) {
    for (const value of chosen)
      if (!options.some((each) => each['value'] === value))
        throw new Error(`Expected an option of "${id}", got "${value}"`);
  }
  const least = Number(input['min_values'] ?? 1);
  const most = input['type'] === 22 ? Number(input['max_values'] ?? options.length) : Number(input['max_values'] ?? 1);
  const optional = input['required'] === false && chosen.length === 0;
  if (!optional && (chosen.length < least || chosen.length > most))
    throw new Error(`Expected ${least} to ${most} choices for "${id}"`);
}
