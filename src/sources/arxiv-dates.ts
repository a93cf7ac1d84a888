const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * The date in `Thu, 24 Sep 2026 00:00:00 -0400` or `2026-09-24T00:00:00-04:00`, as it is written there: an announcement is
 * of a day on the East coast of the United States, whatever day it is elsewhere. Null for anything else.
 */
export function writtenDate(text: string | null): string | null {
  const [, iso] = /^\s*(\d{4}-\d{2}-\d{2})(?:T|\s|$)/.exec(text ?? '') ?? [];
  if (iso !== undefined) return iso;
  const [, day, name = '', year] = /(?:^|,)\s*(\d{1,2})\s+([a-z]{3})\w*\s+(\d{4})(?:\s|$)/i.exec(text ?? '') ?? [];
  const month = MONTHS.indexOf(name.toLowerCase()) + 1;
  if (day === undefined || year === undefined || month === 0) return null;
  return `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** The month in an id (`2609.26811` → `2026-09`, `hep-ex/0406020` → `2004-06`): the one in which arXiv gave it. */
export function monthOfId(id: string): string {
  const [, year = '', month = ''] = /(\d{2})(\d{2})\d*(?:\.|$)/.exec(id) ?? [];
  return `${Number(year) >= 91 ? '19' : '20'}${year}-${month}`;
}
