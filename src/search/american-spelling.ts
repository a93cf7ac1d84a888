/**
 * A closed class: the words that Britain writes with `-our`, by what stands before it. Everything else in `our` (`four`,
 * `contour`, `tournament`, `resource`) is written so everywhere.
 */
const our =
  /(?:behavi|neighb|col|fav|flav|hon|hum|lab|rum|tum|vap|vig|rig|arm|harb|endeav|od|parl|sav|splend|savi|demean|val|clam|glam|ard|cand|ferv|ranc|succ|enam)our/;
/** Another closed class; `genre`, `acre` and `massacre` are not in it. */
const re = /(cent|met|lit|fib|theat|calib|lust|spect|somb|meag|tit|scept|sab)r(e|es|ed|ing)$/;
/** The inflections and derivations of a verb in `-ise`. */
const ise = /^(.{3,})is(e|es|ed|ing|ings|er|ers|able|ation|ations|ational|ationally)$/;
/**
 * What stands before `-ise` where `is` is part of the word, so that no spelling has a z: after most vowels (`noise`,
 * `raise`, `cruise`), in `-wise`, `-cise` (not `-icise`, `-acise`), `-vise` (not `-ivise`), `-prise`, and in a few words.
 */
const ownIs =
  /(?:[aeou]|w|[^ai]c|[^i]v|pr|(?:^|un|com)prom|^dem|^prem|^surm|^sunr|^val|^mort|^chast|advert|expert|^treat|^pract|^parad|^desp|^chem|merchand|franch|trell|metropol)$/;
const yse = /^(.{2,}l)ys(e|es|ed|ing|er|ers|able)$/;
const logue = /^(.{2,}log)u(?:e(s|d)?|(ing))$/;
/** Porter2 brings all others together (`modelling`, `modeling`); it does not see that these have two syllables. */
const ll = /([iu][ae])ll(ed|ing|ings|er|ers)$/;

/**
 * A word in American spelling, so that both spellings of a word have one stem: `-isation` and `-ise` to z, `-yse` to
 * `-yze`, `-our` to `-or`, `-re` to `-er`, `-logue` to `-log`, `-ll-` to `-l-` where the rest of the stemmer leaves it.
 * What comes out is for stemming only: nobody sees it. Takes a folded word.
 */
export function americanSpelling(word: string): string {
  if (word.length < 5) return word;
  return withZ(
    word
      .replace(our, (found) => `${found.slice(0, -2)}r`)
      .replace(re, (_, base: string, end: string) => `${base}er${end === 'e' || end === 'es' ? end.slice(1) : end}`)
      .replace(yse, '$1yz$2')
      .replace(logue, (_, base: string, end = '', ing = '') => `${base}${end === 'd' ? 'ed' : end}${ing}`)
      .replace(ll, '$1l$2'),
  );
}

function withZ(word: string): string {
  const [, base, end] = ise.exec(word) ?? [];
  return base === undefined || end === undefined || ownIs.test(base) ? word : `${base}iz${end}`;
}
