/**
 * A date as far as it is known: `2024`, `2024-05` or `2024-05-17`. An ISO instant is cut to its date as written. Null for
 * anything that is no date.
 */
export function partialDate(text: string | null | undefined): string | null {
  const match = /^\s*(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})(?:[T ][\d:.,+Zz -]{0,40})?)?)?\s*$/.exec(text ?? '');
  if (match === null) return null;
  const [, year, month, day] = match;
  if (year === undefined || Number(year) < 1000) return null;
  if (month === undefined) return year;
  if (Number(month) < 1 || Number(month) > 12) return null;
  const yearMonth = `${year}-${month.padStart(2, '0')}`;
  if (day === undefined) return yearMonth;
  if (Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month))) return null;
  return `${yearMonth}-${day.padStart(2, '0')}`;
}

function daysIn(year: number, month: number): number {
  // Day 0 of the next month is the last one of this month.
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
