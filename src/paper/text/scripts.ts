const raised = new Map(
  pairs(
    '0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻=⁼(⁽)⁾aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐnⁿoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻAᴬBᴮDᴰEᴱGᴳHᴴIᴵJᴶKᴷLᴸMᴹNᴺOᴼPᴾRᴿTᵀUᵁVⱽWᵂβᵝγᵞδᵟθᶿφᵠϕᵠχᵡ∘°⊤ᵀ′′',
  ),
);
const lowered = new Map(pairs('0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋=₌(₍)₎aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓβᵦγᵧρᵨφᵩϕᵩχᵪ'));

/** Longer words are read more easily in full size: `x_max`. */
const LONGEST_WORD = 2;

/** A text set high, in signs of Unicode where it has them (`2` gives `²`), else behind `^`: `^FM`, `^(a, b)`. */
export function superscript(text: string): string {
  return set(text, raised, '^');
}

/** A text set low, in signs of Unicode where it has them (`2` gives `₂`), else behind `_`: `_max`, `_(a, b)`. */
export function subscript(text: string): string {
  return set(text, lowered, '_');
}

function set(text: string, signs: ReadonlyMap<string, string>, mark: string): string {
  const inner = text.trim();
  if (inner === '') return '';
  const moved = Array.from(inner.replaceAll(' ', ''), (sign) => signs.get(sign));
  const isWord = /\p{L}{3}/u.test(inner) && LONGEST_WORD < inner.length;
  if (!isWord && moved.every((sign) => sign !== undefined)) return moved.join('');
  return /^(?:[\p{L}\p{N}\p{M}]+|.)$/u.test(inner) ? `${mark}${inner}` : `${mark}(${inner})`;
}

function pairs(text: string): readonly (readonly [string, string])[] {
  const signs = Array.from(text);
  return signs.flatMap((sign, at) => (at % 2 === 0 ? [[sign, signs[at + 1] ?? sign] as const] : []));
}
