/** The parts of a name, for a citation. `literal` is a name without parts: an organisation, or a single word. */
export type PersonName =
  | {
      readonly kind: 'person';
      /** With its particles: `van Dokkum`. */
      readonly family: string;
      readonly given: string;
      /** `Jr.`, `III`, or null. */
      readonly suffix: string | null;
    }
  | { readonly kind: 'literal'; readonly name: string };

// Particles that begin a family name. Only these are also taken when they are capitalised, as in `Luc Van Gool`.
const particles = new Set(
  'af al av bin da das de dei del della den der di do dos du el ibn la las le lo los ten ter van vande vanden vander von vom zu zum zur'.split(
    ' ',
  ),
);

const suffix = /^(?:jr|sr)\.?$|^(?:II|III|IV|V)$/i;

// Words that no person is called.
const organisation =
  /(?:^|\s)(?:team|group|collaboration|consortium|university|institute|laboratory|labs?|research|foundation|association|committee|project|community|inc\.?|ltd\.?|llc|gmbh|and|for|of|the)(?=\s|$)|[\d&@:/]/i;

/**
 * The parts of a name as a source writes it: `Pieter van Dokkum`, `van Dokkum, Pieter`, `King, Jr., Martin Luther`. What
 * cannot be a person's name is a literal. It does not know every culture: without a comma the last word is the family name.
 */
export function personName(text: string): PersonName {
  const name = text.replace(/\s+/g, ' ').trim();
  const parts = name.split(',').map((part) => part.trim());
  const [family = '', second = '', third = ''] = parts;
  if (parts.length > 3 || parts.includes('') || organisation.test(name)) return { kind: 'literal', name };
  if (parts.length === 3) return { kind: 'person', family, given: third, suffix: second };
  if (parts.length === 2 && !suffix.test(second)) return { kind: 'person', family, given: second, suffix: null };
  return fromWords(family.split(' '), parts.length === 2 ? second : null, name);
}

function fromWords(words: readonly string[], given: string | null, name: string): PersonName {
  const last = words.at(-1) ?? '';
  if (given === null && words.length > 2 && suffix.test(last)) return fromWords(words.slice(0, -1), last, name);
  if (words.length < 2) return { kind: 'literal', name };
  const begin = words.findIndex((word, index) => index > 0 && particles.has(word.toLowerCase()));
  const cut = begin === -1 || begin === words.length - 1 ? words.length - 1 : begin;
  return { kind: 'person', family: words.slice(cut).join(' '), given: words.slice(0, cut).join(' '), suffix: given };
}
