/** Commands that only say how their argument looks. */
export const looks: ReadonlySet<string> = words(
  'emph textbf textit texttt textsc textrm textsf textsl textmd textup textnormal text mbox hbox underline uline ul ' +
    'uwave sout mathrm mathbf mathit mathsf mathtt mathcal mathscr mathfrak mathnormal boldsymbol bm bold pmb operatorname ' +
    'ensuremath phantomsection centerline uppercase num overbrace underbrace boxed cancel smash mathop mathbin mathrel mathord',
);

/** Their argument is prose, also inside a formula. */
export const prose: ReadonlySet<string> = words(
  'emph textbf textit texttt textsc textrm textsf textsl textmd textup textnormal text mbox hbox centerline uppercase',
);

/** Commands that change the looks of what follows, or its size, or the room around it. */
export const switches: ReadonlySet<string> = words(
  'em it bf rm sc tt sf sl cal mit bfseries itshape rmfamily scshape ttfamily sffamily upshape mdseries tiny scriptsize ' +
    'footnotesize small normalsize large Large LARGE huge displaystyle textstyle scriptstyle limits nolimits centering ' +
    'noindent protect xspace relax left right middle big Big bigg Bigg bigl bigr bigm Bigl Bigr Biggl Biggr biggl biggr ' +
    'allowbreak linebreak newline par unboldmath boldmath',
);

/** Commands that print their own name. */
export const functions: ReadonlySet<string> = words(
  'log ln lg exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth min max inf sup lim limsup liminf arg ' +
    'det dim ker deg gcd hom Pr mod bmod argmax argmin poly polylog tr Tr diag rank sgn sign erf',
);

export const spaces: ReadonlySet<string> = words('quad qquad enspace thinspace medspace thickspace space hfill');

/** TeX's accents by a sign (`\'e`) or by a letter (`\v{s}`), as combining marks. */
export const accents: ReadonlyMap<string, string> = new Map([
  ['`', '\u0300'],
  ["'", '\u0301'],
  ['^', '\u0302'],
  ['~', '\u0303'],
  ['=', '\u0304'],
  ['u', '\u0306'],
  ['.', '\u0307'],
  ['"', '\u0308'],
  ['r', '\u030a'],
  ['H', '\u030b'],
  ['v', '\u030c'],
  ['d', '\u0323'],
  ['c', '\u0327'],
  ['k', '\u0328'],
  ['b', '\u0331'],
]);

/** Accents of formulas, as combining marks. */
export const mathAccents: ReadonlyMap<string, string> = new Map([
  ['grave', '\u0300'],
  ['acute', '\u0301'],
  ['hat', '\u0302'],
  ['widehat', '\u0302'],
  ['tilde', '\u0303'],
  ['Tilde', '\u0303'],
  ['widetilde', '\u0303'],
  ['bar', '\u0304'],
  ['overline', '\u0304'],
  ['breve', '\u0306'],
  ['dot', '\u0307'],
  ['ddot', '\u0308'],
  ['mathring', '\u030a'],
  ['check', '\u030c'],
  ['vec', '\u20d7'],
  ['not', '\u0338'],
]);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
