import { inPlainSigns } from '../paper/dates-of.ts';
import { partialDate } from '../paper/partial-date.ts';

/** Partial ISO dates: from the first on, before the second. */
export type Span = { readonly after: string | null; readonly before: string | null };

/**
 * The years that a value means: `2024`, `2020-2024`, `2020..2024`, `>2023` (2024 and later), `>=2023`, `<2023`, `<=2023`,
 * `2023+`, `2023-`. Null for anything else.
 */
export function yearSpan(value: string): Span | null {
  const typed = inPlainSigns(value);
  const compared = /^(>=|<=|[<>=])(\d{4})$/.exec(typed);
  if (compared !== null) return comparedWith(compared[1] ?? '', compared[2] ?? '');
  const open = /^(\d{4})(?:\+|-|\.{2,3})$/.exec(typed);
  if (open !== null) return years(open[1], null);
  const range = /^(\d{4})(?:(?:-|\.{2,3})(\d{4}))?$/.exec(typed);
  return range === null ? null : years(range[1], range[2] ?? range[1] ?? null);
}

function comparedWith(sign: string, year: string): Span | null {
  const [same, next] = [partialDate(year), nextYear(year)];
  if (same === null) return null;
  switch (sign) {
    case '>':
      return next === null ? null : { after: next, before: null };
    case '>=':
      return { after: same, before: null };
    case '<':
      return { after: null, before: same };
    case '<=':
      return { after: null, before: next };
    default:
      return { after: same, before: next };
  }
}

/** From one year to the end of another one. */
function years(first: string | undefined, last: string | null): Span | null {
  const from = partialDate(first);
  if (from === null || (last !== null && (partialDate(last) === null || last < from))) return null;
  return { after: from, before: last === null ? null : nextYear(last) };
}

/** Null after 9999: nothing is later. */
function nextYear(year: string): string | null {
  return year === '9999' ? null : String(Number(year) + 1);
}
