import { fillForm } from '../../cards/form.ts';
import type { Field, Form, FormValues } from '../../cards/form.ts';

/** How a form fits into a window with few parts: some fields have one of their own, the rest is one line to type. */
export type FormLayout = {
  /** In the order of the form. */
  readonly own: readonly Field[];
  /** Null where every field has a part of its own. */
  readonly rest: {
    readonly labels: readonly string[];
    /** What it holds at first, in the words of the sentence. */
    readonly value: string;
    /** The same with something for everything that can be said. */
    readonly example: string;
  } | null;
  /** The sentence with blanks that these parts fill: the rest is `{rest}`. */
  readonly says: string;
};

/** Names of the blanks in a piece of a sentence. */
const BLANK = /\{(\w+)\}/gu;
const PIECE = /\[[^[\]]*\]|\{\w+\}/gu;

/** `parts`: how many there may be, the rest included. */
export function layOut(form: Form, parts: number): FormLayout {
  const { fields, says } = form;
  if (fields.length <= parts) return { own: fields, rest: null, says };
  const ranked = fields.toSorted((a, b) => rank(b, fields) - rank(a, fields));
  const chosen = new Set(ranked.slice(0, parts - 1));
  const others = fields.filter((field) => !chosen.has(field));
  const isOfRest = (piece: string): boolean =>
    [...piece.matchAll(BLANK)].some(([, name]) => others.some((field) => field.name === name));
  const pieces = (says.match(PIECE) ?? []).filter(isOfRest);
  const last = says.lastIndexOf(pieces.at(-1) ?? '');
  const line = pieces.join(' ');
  return {
    own: fields.filter((field) => chosen.has(field)),
    rest: {
      labels: others.map(({ label }) => label),
      value: fillForm(
        line,
        valuesOf(others, ({ value }) => value),
      ),
      example: fillForm(
        line,
        valuesOf(others, ({ value, options }) => value || (options?.[0]?.value ?? '')),
      ),
    },
    says: says.replace(PIECE, (piece, at: number) => {
      if (!isOfRest(piece)) return piece;
      return at === last ? '{rest}' : '';
    }),
  };
}

/** The first line to type says what it is all about; what is chosen from a list is hard to say in words. */
function rank({ name, kind, options = [] }: Field, fields: readonly Field[]): number {
  if (name === fields.find((field) => field.kind === 'text')?.name) return 5;
  if (kind === 'time') return 4;
  if (kind === 'choices') return options.length > 1 ? 3 : 0;
  if (kind === 'choice') return 2;
  return kind === 'text' ? 1 : 0;
}

function valuesOf(fields: readonly Field[], value: (field: Field) => string): FormValues {
  return Object.fromEntries(fields.map((field) => [field.name, value(field)]));
}
