import type { IngestReport } from './flows/ingest.ts';

export function sum(a: IngestReport, b: IngestReport): IngestReport {
  return {
    imported: a.imported + b.imported,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    rejected: a.rejected + b.rejected,
    passedOver: a.passedOver + b.passedOver,
  };
}

/** `imported 3, updated 1, unchanged 0, rejected 0`; what was passed over only where there was such. */
export function inWords({ imported, updated, unchanged, rejected, passedOver }: IngestReport): string {
  const more = passedOver > 0 ? `, passed over ${passedOver}` : '';
  return `imported ${imported}, updated ${updated}, unchanged ${unchanged}, rejected ${rejected}${more}`;
}
