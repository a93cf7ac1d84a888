import { isOthers, personName } from './person-name.ts';

/**
 * The authors after one more list of the same paper. A list that `et al.` cuts gives way to one without, else the longer
 * one wins, else the one that is believed; and a name in it gives way to a fuller one at its place (`A. Lee`, `Ann Lee`).
 */
export function mergeAuthors(
  known: readonly string[],
  seen: readonly string[],
  believeSeen: boolean,
): readonly string[] {
  const takesSeen = seenIsRicher(known, seen) ?? believeSeen;
  const [base, other] = takesSeen ? [seen, known] : [known, seen];
  return base.map((name, index) => {
    const beside = other[index];
    return beside !== undefined && isPoorer(name, beside) ? beside : name;
  });
}

/** Null when neither list is the richer one. */
function seenIsRicher(known: readonly string[], seen: readonly string[]): boolean | null {
  const more = people(seen) - people(known);
  if (more !== 0) return more > 0;
  const [knownIsCut, seenIsCut] = [known.some(isOthers), seen.some(isOthers)];
  return knownIsCut === seenIsCut ? null : knownIsCut;
}

function people(names: readonly string[]): number {
  return names.filter((name) => !isOthers(name)).length;
}

/** Whether a name is another one with initials, or without its middle names. */
function isPoorer(poor: string, rich: string): boolean {
  if (poor === rich) return false;
  const [one, other] = [personName(poor), personName(rich)];
  if (one.kind === 'literal' || other.kind === 'literal' || folded(one.family) !== folded(other.family)) return false;
  if (one.suffix !== null && one.suffix !== other.suffix) return false;
  const [few, many] = [parts(one.given), parts(other.given)];
  return few.join('').length < many.join('').length && abbreviates(few, many);
}

/** Each part is, in order, one of the others or its initial; the first is the first. */
function abbreviates(few: readonly string[], many: readonly string[]): boolean {
  let from = 0;
  for (const part of few) {
    const at = many.findIndex((whole, index) => index >= from && (part === whole || isInitialOf(part, whole)));
    if (at === -1 || (from === 0 && at !== 0)) return false;
    from = at + 1;
  }
  return few.length > 0;
}

function isInitialOf(part: string, whole: string): boolean {
  return part.length === 1 && whole.startsWith(part);
}

function parts(given: string): readonly string[] {
  return folded(given)
    .split(/[\s.-]+/)
    .filter((part) => part !== '');
}

function folded(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
