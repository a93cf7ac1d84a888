// Names that only say how a text looks. The backslash may have been lost on the way: a saved page has `mathcal{O}(1/n)`.
const style =
  /\\?(?:emph|text(?:bf|it|rm|sc|sf|sl|tt|normal)?|math(?:bb|bf|cal|frak|it|rm|scr|sf|tt)|operatorname)(?=\s?\{)/g;
const tag = /<\/?(?:b|em|i|inf|pre_tag|scp|span|strong|sub|sup|tt|u)>/g;

/**
 * What is left of a title when case, accents, spaces, punctuation, ligatures, tags and the styling of TeX are taken away.
 * Two titles with the same key are the same title. Empty only when the title has no visible character.
 */
export function titleKey(title: string): string {
  const folded = fold(title);
  // A title of signs alone (`???`) would leave nothing, and then be equal to every other one of that kind.
  return folded.replace(/[^\p{L}\p{N}\p{M}]+/gu, '') || folded.replace(/[\s\p{C}]+/gu, '');
}

function fold(title: string): string {
  return title
    .toLowerCase()
    .replaceAll('&amp;', '&')
    .replaceAll(tag, '')
    .replaceAll(style, '')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .toLowerCase()
    .normalize('NFC');
}
