import { partialDate } from './partial-date.ts';

/**
 * Every date that a value can mean: ISO, `2024.05`, `05/2024`, `31.05.2024`, `31/05/2024`. Two where day and month could be
 * either way round (`05/06/2024`), none for anything else.
 */
export function datesOf(value: string): readonly string[] {
  const typed = inPlainSigns(value);
  const iso = partialDate(typed.replace(/^\d{4}\.\d{1,2}(?:\.\d{1,2})?$/, (found) => found.replaceAll('.', '-')));
  if (iso !== null) return [iso];
  const [, only, ofYear] = /^(\d{1,2})[-/.](\d{4})$/.exec(typed) ?? [];
  const [, first, sign, second, year] = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(typed) ?? [];
  const possible = [only && `${ofYear}-${only}`, second && `${year}-${second}-${first}`];
  // With points between them, the day comes first wherever dates are written so.
  if (sign !== '.') possible.push(first && `${year}-${first}-${second}`);
  return [...new Set(possible.map(partialDate))].filter((date) => date !== null);
}

/** Signs and digits as on a keyboard, without what a sentence puts around a value. */
export function inPlainSigns(value: string): string {
  return value
    .normalize('NFKC')
    .replaceAll(/[‐‑‒–—−]/g, '-')
    .replaceAll('≥', '>=')
    .replaceAll('≤', '<=')
    .replace(/^[([{"']+/, '')
    .replace(/[)\]}"',;:!?]+$/, '')
    .replace(/(\d)\.$/, '$1');
}
