/**
 * A plain text as TeX, for one field of a BibTeX entry. What a TeX author meant as math (`$\mathcal{O}(n^2)$`), as style
 * (`\textit{et al.}`) or as an accent (`\'e`) stays TeX or becomes the letter; every other sign is escaped. The result
 * has balanced braces whatever the text was, holds no command but known harmless ones, and no line break.
 */
export function texText(text: string): string {
  let rest = withAccents(text.replace(/\s+/g, ' ').trim());
  let out = '';
  while (rest !== '') {
    const tex = /^[$\\]/.test(rest) ? meantAsTex(rest) : null;
    const taken = tex ?? { length: plainLength(rest), tex: escaped(rest.slice(0, plainLength(rest))) };
    out += taken.tex;
    rest = rest.slice(taken.length);
  }
  return out;
}

/** A plain text as TeX where nothing in it is meant as TeX: a name. */
export function texLiteral(text: string): string {
  return escaped(withAccents(text.replace(/\s+/g, ' ').trim()));
}

type Taken = { readonly length: number; readonly tex: string };

// BibTeX counts braces even behind a backslash, so braces are written as words. `<`, `>` and `|` are other signs in the
// font encoding that TeX begins with.
const signs: Readonly<Record<string, string>> = {
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '\\': '\\textbackslash{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
};

function escaped(text: string): string {
  return text.replace(/[&%$#_{}~^\\<>|]/g, (sign) => signs[sign] ?? sign);
}

/** Up to the next sign that may begin TeX; at least one. */
function plainLength(text: string): number {
  const next = text.slice(1).search(/[$\\]/);
  return next === -1 ? text.length : next + 1;
}

// No real formula in a title is longer; the bound keeps hostile texts in linear time.
const LONGEST_TEX = 400;

function meantAsTex(text: string): Taken | null {
  const start = text.slice(0, LONGEST_TEX);
  // As in pandoc: no space inside the dollars and no digit behind them, so that `$5 and $10` are prices.
  const math = /^\$(?!\s)((?:[^$\\]|\\.)+?)(?<!\s)\$(?!\d)/.exec(start);
  if (math !== null) return isSafeMath(math[1] ?? '') ? { length: math[0].length, tex: math[0] } : null;
  // Escaped by its author already.
  if (/^\\[&%$#_{}]/.test(start)) return { length: 2, tex: escaped(start.charAt(1)) };
  const style = /^\\(emph|text(?:it|bf|sc|tt|sf|rm|superscript|subscript)?)\s?\{([^{}\\$]*)\}/.exec(start);
  if (style === null) return null;
  const [whole, command = '', body = ''] = style;
  return { length: whole.length, tex: `\\${command}{${escaped(body)}}` };
}

// Commands that print a sign or set how a formula looks. A title comes from anywhere: nothing that reads files, defines
// or repeats may pass.
const mathCommands = new Set(
  (
    'alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho ' +
    'sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ' +
    'ell hbar Re Im aleph infty partial nabla forall exists emptyset varnothing prime dagger star ast circ bullet ' +
    'cdot times div pm mp cap cup setminus subset subseteq supset supseteq in notin ni wedge vee oplus otimes odot ' +
    'leq le geq ge neq ne ll gg approx sim simeq cong equiv propto perp parallel mid models to mapsto leftarrow ' +
    'rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow longrightarrow uparrow downarrow sum prod int ' +
    'lim sup inf max min arg log ln exp sin cos tan tanh det dim ker Pr frac tfrac dfrac sqrt binom hat widehat bar ' +
    'tilde widetilde vec dot ddot overline underline left right big Big langle rangle lfloor rfloor lceil rceil ' +
    'lVert rVert vert Vert ldots cdots dots quad mathrm mathbf mathbb mathcal mathfrak mathit mathsf mathtt mathscr ' +
    'boldsymbol bm operatorname text textrm textit textbf textsc texttt textsf rm bf it cal'
  ).split(' '),
);

function isSafeMath(math: string): boolean {
  const commands = math.matchAll(/\\([A-Za-z]+|.?)/g);
  for (const [, name = ''] of commands) {
    if (!mathCommands.has(name) && !/^[,;:! ]$/.test(name)) return false;
  }
  // A comment, a parameter, a column; two carets name a character by its code.
  return !/[%#&~]|\^\^/.test(math) && hasBalancedBraces(math);
}

function hasBalancedBraces(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if (sign === '{') depth += 1;
    if (sign === '}') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** TeX accent commands and the combining marks that they stand for. */
const accents: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  u: '\u0306',
  '.': '\u0307',
  '"': '\u0308',
  r: '\u030a',
  H: '\u030b',
  v: '\u030c',
  c: '\u0327',
  k: '\u0328',
};

// Around the letter or around the whole: `\'e`, `\'{e}`, `{\'e}`, `\v{s}`; `\i` is an i that makes room for its accent.
const accent = String.raw`\\(?:([\`'^~=."])\s?(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))|([urHvck])\s?\{([A-Za-z])\})`;
const inBraces = new RegExp(String.raw`\{${accent}\}`, 'g');
const bare = new RegExp(accent, 'g');

function withAccents(text: string): string {
  return text.replace(inBraces, accented).replace(bare, accented).normalize('NFC');
}

function accented(_whole: string, ...groups: readonly (string | undefined)[]): string {
  const [sign, letterBraced, letterBare, word, letterAfterWord] = groups;
  const letter = letterBraced ?? letterBare ?? letterAfterWord ?? '';
  return `${letter}${accents[sign ?? word ?? ''] ?? ''}`;
}
