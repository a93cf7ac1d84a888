import { clamp } from './clamp.ts';

/** A person reads a few filters; a hostile text can have thousands. */
const MAX_FILTERS = 400;

/** Which filters held, each once; the list holds at least one. */
export function filtersLine(filters: readonly string[]): string {
  return clamp(`Only: ${[...new Set(filters)].join(' · ')}`, MAX_FILTERS);
}
