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
  'af al av bin da das de degli dei del della den der des di do dos du el ibn im la las le lo los op te ten ter ul ur van vande vanden vander vom von zu zum zur'.split(
    ' ',
  ),
);

// Of these also as in `Luc Van Gool`. Among the authors of 100,000 papers nearly all that are written so are particles;
// `Bin`, `Das` and `Do` are not here because they are about as often a given name, or a family name of its own.
const capitalised = new Set(
  'Ben Da De Degli Dei Del Della Den Der Des Di Dos Du La Le Lo Mac Mc St St. Ten Ter Van Vanden Vander Von'.split(' '),
);

// Arabic names have these inside given names as well (`Mohamed El Amine Seddik`): only before the very last word.
const beforeTheLast = new Set(['Abu', 'Al', 'El', 'Ibn']);

// Of the capitalised ones these are also middle and family names of Vietnam: `Nguyen Van Anh`, `Phi Le Nguyen`.
const alsoVietnamese = new Set(['Du', 'La', 'Le', 'Van']);

// A syllable of Vietnamese without its marks. A name of nothing else is Vietnamese: of those authors this tells
// `Phi Le Nguyen` from `Ronan Le Bras` but for four in three hundred, where a list of family names would miss given names.
const vietnamese =
  /^(?:ngh?|nh|th|tr|ch|g[hi]|kh|ph|qu|[bcdghklmnprstvx])?(?:a[iouy]?|eo?|i(?:a|eu?|u)?|o(?:a[ei]?|e|i)?|u(?:a|ay|e|i|o[iu]?|u|y[ae]?)?|y(?:eu?)?|eu)(?:ch|ng|nh|[cmnpt])?$/;

const suffix = /^(?:jr|sr)\.?$|^(?:II|III|IV|V)$/i;

// What no person is called. BibTeX takes an `and` in any case for the end of a name.
const organisation = [
  /(?:^|\s)(?:team|group|collaboration|consortium|university|institute|laboratory|labs?|research|foundation|association|committee|project|inc\.?|ltd\.?|llc|gmbh)(?=\s|$)/i,
  /^the\s|\sand(?=\s|$)|^and\s/i,
  /\s(?:for|of)\s/,
  /[\d&@:/]/,
];

/** Whether it is no name: `et al.` stands for authors who are not named. */
export function isOthers(text: string): boolean {
  return /^(?:et al\.?|others)$/i.test(text);
}

/**
 * The parts of a name as a source writes it: `Pieter van Dokkum`, `van Dokkum, Pieter`, `King, Jr., Martin Luther`, `King, Martin Luther, Jr.`. What
 * cannot be a person's name is a literal. It does not know every culture: without a comma the last word is the family name.
 */
export function personName(text: string): PersonName {
  const name = text.replace(/\s+/g, ' ').trim();
  const parts = name.split(',').map((part) => part.trim());
  const [family = '', second = '', third = ''] = parts;
  if (parts.length > 3 || parts.includes('') || organisation.some((one) => one.test(name)))
    return { kind: 'literal', name };
  if (parts.length === 3) {
    // BibTeX has the suffix in the middle, RIS at the end.
    const atEnd = suffix.test(third) && !suffix.test(second);
    return { kind: 'person', family, given: atEnd ? second : third, suffix: atEnd ? third : second };
  }
  if (parts.length === 2 && !suffix.test(second)) return { kind: 'person', family, given: second, suffix: null };
  return fromWords(family.split(' '), parts.length === 2 ? second : null, name);
}

function fromWords(words: readonly string[], given: string | null, name: string): PersonName {
  const last = words.at(-1) ?? '';
  if (given === null && words.length > 2 && suffix.test(last)) return fromWords(words.slice(0, -1), last, name);
  if (words.length < 2) return { kind: 'literal', name };
  const begin = words.findIndex((_, index) => index > 0 && isParticle(words, index));
  const cut = begin === -1 || begin === words.length - 1 ? words.length - 1 : begin;
  return { kind: 'person', family: words.slice(cut).join(' '), given: words.slice(0, cut).join(' '), suffix: given };
}

function isParticle(words: readonly string[], index: number): boolean {
  const word = words[index] ?? '';
  if (particles.has(word)) return true;
  if (beforeTheLast.has(word)) return index === words.length - 2;
  return capitalised.has(word) && !(alsoVietnamese.has(word) && words.every(isVietnamese));
}

function isVietnamese(word: string): boolean {
  const plain = word.replaceAll(/[đĐ]/g, 'd').normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.split('-').every((syllable) => vietnamese.test(syllable));
}
