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

// Words that begin a family name of more than one word.
const particles = new Set(
  'af al av bin da das de dei del della den der di do dos du el ibn la las le lo los ten ter van vande vanden vander von zu zum zur'.split(
    ' ',
  ),
);

// Of these also as in `Luc Van Gool`; the others are given names elsewhere when they are capitalised (`Bin`, `Le`).
const capitalised = new Set('Da De Del Della Den Der Di Dos Du El La Ten Ter Van Vanden Vander Von'.split(' '));

const suffix = /^(?:jr|sr)\.?$|^(?:II|III|IV|V)$/i;

// What no person is called. BibTeX takes an `and` in any case for the end of a name.
const organisation = [
  /(?:^|\s)(?:team|group|collaboration|consortium|university|institute|laboratory|labs?|research|foundation|association|committee|project|inc\.?|ltd\.?|llc|gmbh)(?=\s|$)/i,
  /^the\s|\sand(?=\s|$)|^and\s/i,
  /\s(?:for|of)\s/,
  /[\d&@:/]/,
];

/**
 * The parts of a name as a source writes it: `Pieter van Dokkum`, `van Dokkum, Pieter`, `King, Jr., Martin Luther`. What
 * cannot be a person's name is a literal. It does not know every culture: without a comma the last word is the family name.
 */
export function personName(text: string): PersonName {
  const name = text.replace(/\s+/g, ' ').trim();
  const parts = name.split(',').map((part) => part.trim());
  const [family = '', second = '', third = ''] = parts;
  if (parts.length > 3 || parts.includes('') || organisation.some((one) => one.test(name)))
    return { kind: 'literal', name };
  if (parts.length === 3) return { kind: 'person', family, given: third, suffix: second };
  if (parts.length === 2 && !suffix.test(second)) return { kind: 'person', family, given: second, suffix: null };
  return fromWords(family.split(' '), parts.length === 2 ? second : null, name);
}

function fromWords(words: readonly string[], given: string | null, name: string): PersonName {
  const last = words.at(-1) ?? '';
  if (given === null && words.length > 2 && suffix.test(last)) return fromWords(words.slice(0, -1), last, name);
  if (words.length < 2) return { kind: 'literal', name };
  const begin = words.findIndex((word, index) => index > 0 && (particles.has(word) || capitalised.has(word)));
  const cut = begin === -1 || begin === words.length - 1 ? words.length - 1 : begin;
  return { kind: 'person', family: words.slice(cut).join(' '), given: words.slice(0, cut).join(' '), suffix: given };
}
