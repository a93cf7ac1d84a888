// Cyrillic letters that print as the Latin letter beside them, as capitals or as small letters; and the Greek omicron.
const pairs = 'аaвbеeкkмmнhоoрpсcтtуyхxіiјjѕsһhԁdԛqԝwοo';
const latin = new Map(
  Array.from({ length: pairs.length / 2 }, (_, at) => [pairs.charAt(2 * at), pairs.charAt(2 * at + 1)]),
);
const cyrillic = new Map([...latin].slice(0, 19).map(([letter, alike]) => [alike, letter]));

/**
 * A word of one script where it was typed in two: `mаchine` with a Cyrillic а is `machine`, as it reads. A word whose other
 * letters have no such likeness, as `βvae`, stays. Lower case only.
 */
export function inOneScript(word: string): string {
  if (!/\p{sc=Latn}/u.test(word) || !/[\p{sc=Cyrl}\p{sc=Grek}]/u.test(word)) return word;
  const foreign = word.match(/[\p{sc=Cyrl}\p{sc=Grek}]/gu) ?? [];
  if (foreign.every((letter) => latin.has(letter)))
    return word.replaceAll(/./gsu, (letter) => latin.get(letter) ?? letter);
  const others = word.match(/\p{sc=Latn}/gu) ?? [];
  const isCyrillic = foreign.every((letter) => /\p{sc=Cyrl}/u.test(letter));
  if (!isCyrillic || !others.every((letter) => cyrillic.has(letter))) return word;
  return word.replaceAll(/./gsu, (letter) => cyrillic.get(letter) ?? letter);
}

const greek =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega';
const letters = 'αβγδεζηθικλμνξοπρστυφχψω';
const names = new Map(greek.split(' ').map((name, at) => [letters.charAt(at), name]));

/** The name of a Greek letter that stands alone: `γ` is asked for as `gamma`. Any other word is itself. Lower case only. */
export function greekName(word: string): string {
  return word.length === 1 ? (names.get(word) ?? word) : word;
}
