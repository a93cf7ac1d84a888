const RELATION = /^[∈∋∉⊂⊆⊊⊃⊇≤⩽≥⩾≪≫≲≳≺≻⪯⪰≠≡∼≃≈≅≍∝≐≜←→↔⇐⇒⇔⟵⟶⟹⟺↦⟼↪×±∓÷∧∨∩∪⊕⊗∖]$/u;

export const ROOTS: ReadonlyMap<string, string> = new Map([
  ['', '√'],
  ['2', '√'],
  ['3', '∛'],
  ['4', '∜'],
]);

/** Whether it stands between two things: TeX leaves room on both sides of it. */
export function isRelation(sign: string): boolean {
  return RELATION.test(sign);
}

/** `a/b`, with brackets around what is more than one word. */
export function fraction(over: string, under: string): string {
  return `${bracketed(over)}/${bracketed(under)}`;
}

function bracketed(text: string): string {
  return /^[\p{L}\p{N}\p{M}.⁰-ₜ²³¹√]+$/u.test(text) ? text : `(${text})`;
}

/** The letters double-struck: `R` gives `ℝ`. */
export function blackboard(text: string): string {
  return text.replaceAll(/[A-Za-z0-9]/g, (letter) => DOUBLE_STRUCK.get(letter) ?? letter);
}

const DOUBLE_STRUCK: ReadonlyMap<string, string> = new Map([
  ...'CHNPQRZ'.split('').map((letter, at) => [letter, 'ℂℍℕℙℚℝℤ'.charAt(at)] as const),
  ...'ABDEFGIJKLMOSTUVWXY'
    .split('')
    .map((letter) => [letter, String.fromCodePoint(0x1d538 + letter.charCodeAt(0) - 65)] as const),
  ...'abcdefghijklmnopqrstuvwxyz'
    .split('')
    .map((letter) => [letter, String.fromCodePoint(0x1d552 + letter.charCodeAt(0) - 97)] as const),
  ...'0123456789'.split('').map((digit) => [digit, String.fromCodePoint(0x1d7d8 + Number(digit))] as const),
]);
