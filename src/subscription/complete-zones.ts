import { COMMON_ZONES } from './common-zones.ts';
import { fold } from './tokens.ts';
import { ZONE_CITIES } from './zone-cities.ts';

/**
 * Zones whose city, or any part of whose name, begins as it is typed: those that many people read first. Nothing typed
 * gives those alone.
 */
export function completeZones(typed: string, limit: number): readonly string[] {
  const wanted = plain(typed);
  if (wanted === '') return COMMON_ZONES.slice(0, limit);
  const ofCities = Object.entries(ZONE_CITIES).flatMap(([city, zones]) =>
    plain(city).startsWith(wanted) ? zones : [],
  );
  const names = [...COMMON_ZONES, ...Intl.supportedValuesOf('timeZone')];
  const begin = names.filter((zone) => plain(zone.slice(zone.lastIndexOf('/') + 1)).startsWith(wanted));
  const inside = names.filter((zone) => plain(zone).includes(wanted));
  return [...new Set([...begin, ...ofCities, ...inside])].slice(0, limit);
}

/** As it is compared: `America/New_York` is `america/new york`. */
function plain(text: string): string {
  return fold(text)
    .replace(/[-_\s]+/gu, ' ')
    .trim();
}
