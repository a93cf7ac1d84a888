import { plainTopic } from '../subscription/grammar.ts';
import { asParts } from '../subscription/part-line.ts';
import { asPart, withoutParts } from '../subscription/part-words.ts';
import { joinTokens, readTokens } from '../subscription/tokens.ts';
import { withoutMarks } from '../subscription/wish-marks.ts';
import { line } from './line.ts';

/**
 * A sentence with blanks, and what can go into each. Platforms with dialogs show it as one; everywhere else it is the line
 * to type. A submitted form comes back as an ordinary request with the filled sentence.
 *
 * In a sentence with blanks `{name}` stands for the value of that field, and `[at {at}]` for words that go when a blank in
 * them stays empty.
 */
export type Form = {
  /** Short enough for the top of a small window. */
  readonly title: string;
  /** The word on the button that sends it. */
  readonly submit: string;
  /** The sentence that it makes. */
  readonly says: string;
  /** The sentence that shows what would come of it, and changes nothing; null when there is no such thing. */
  readonly preview: string | null;
  /** Whether the sentence can be said in another place as well: the platform may then let the person choose where. */
  readonly elsewhere: boolean;
  /**
   * What shows the same form later, for a platform whose windows remember no more than a sentence. Left out: the sentence
   * that it answers.
   */
  readonly again?: string;
  readonly fields: readonly Field[];
};

export type Field = {
  /** How the sentence calls it. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** `time` is `HH:MM`; `choice` is one of the options, `choices` any of them, joined by commas. */
  readonly kind: 'text' | 'time' | 'choice' | 'choices' | 'number';
  /** What it holds at first; empty: nothing. */
  readonly value: string;
  /** Of `choice` and `choices`; at most 100. */
  readonly options?: readonly Option[];
};

export type Option = { readonly label: string; readonly value: string };

export type FormValues = Readonly<Record<string, string>>;

/**
 * The sentence with the values in its blanks, in one line. A value stays where it is put: its line breaks are spaces, and
 * a quotation that it opens is closed. A blank without a value goes, together with the words in the same square brackets.
 * `[at {at}]`, `[in {zone}]`, `[on {days}]` and `[top {top}]` are a part of the schedule or asked back, never topic.
 */
export function fillForm(template: string, values: FormValues): string {
  const valueOf = (name: string): string => {
    const value = Object.hasOwn(values, name) ? line(values[name] ?? '') : '';
    return joinTokens(readTokens(value));
  };
  const filled = template.replace(/\[([^[\]]*)\]|\{(\w+)\}/gu, (_, group?: string, name?: string) => {
    if (group === undefined) return valueOf(name ?? '');
    const blanks = Array.from(group.matchAll(/\{(\w+)\}/gu), ([, blank = '']) => blank);
    if (blanks.some((blank) => valueOf(blank) === '')) return '';
    return asPart(group.replace(/\{(\w+)\}/gu, (_blank, blank: string) => valueOf(blank)));
  });
  return line(filled);
}

/**
 * One line that was typed for several blanks of a form at once, none of them the topic, as a value for {@link fillForm}:
 * what is no filter and no part of the schedule is asked back, never topic.
 */
export function fillLine(typed: string): string {
  return asParts(line(typed));
}

/** The name of the field that is topic and nothing else. */
const TOPIC = 'topic';

/** What was typed where only a topic belongs: what would be read as a part of the schedule is put in quotes, filters stay filters. */
export function fillTopic(typed: string): string {
  return plainTopic(line(typed));
}

/** What was filled into a field, as a value for {@link fillForm}. */
export function fillField(name: string, filledIn: string): string {
  return name === TOPIC ? fillTopic(filledIn) : filledIn;
}

/** A sentence of {@link fillForm} as a person would write it. */
export function filledInWords(sentence: string): string {
  return withoutMarks(withoutParts(sentence));
}

/** What the form holds at first, by the names of its fields. */
export function initialValues(form: Form): FormValues {
  return Object.fromEntries(form.fields.map(({ name, value }) => [name, value]));
}
