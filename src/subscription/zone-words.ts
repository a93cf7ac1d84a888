import { likely, sure, topicOrSchedule } from './clause.ts';
import type { Clause } from './clause.ts';
import { editDistance } from './edit-distance.ts';
import { NOT_CITIES, ZONE_CITIES } from './zone-cities.ts';
import { zoneName } from './timetable.ts';
import { fold, joinTokens } from './tokens.ts';
import type { Token } from './tokens.ts';

/** `Ho Chi Minh City`. */
const LONGEST_CITY = 4;
const ZONE_SHAPE = /^[a-z_+-]+(?:\/[a-z0-9_+-]+)+$/i;
/** The first parts of the names of the IANA list, folded. */
const AREAS =
  /^(?:africa|america|antarctica|arctic|asia|atlantic|australia|brazil|canada|chile|etc|europe|indian|mexico|pacific|us)\//;

/** A zone at token `i`: after `in`, or an IANA name on its own. `afterTime`: a time of the day stands right before. */
export function readZone(tokens: readonly Token[], i: number, afterTime: boolean): Clause | null {
  const first = tokens[i];
  if (first === undefined || first.quoted) return null;
  if (first.plain !== 'in') return withoutIn(tokens, i, afterTime);
  const full = readName(tokens, i + 1);
  if (full !== null) return sure(i, full.to, { kind: 'zone', zone: full.zone });
  const city = readCity(tokens, i + 1);
  if (city !== null) return cityClause(tokens, i, city, true);
  return unknownZone(tokens, i);
}

function withoutIn(tokens: readonly Token[], i: number, afterTime: boolean): Clause | null {
  const full = readName(tokens, i);
  if (full !== null) return sure(i, full.to, { kind: 'zone', zone: full.zone });
  if (!afterTime) return null;
  const city = readCity(tokens, i);
  if (city === null) return null;
  const [zone] = city.zones;
  const abbreviated = /^[a-z]{3,4}$/.test(tokens[i]?.plain ?? '') && /^[A-Z]+$/.test(tokens[i]?.text ?? '');
  if (abbreviated || city.zones.length > 1) return cityClause(tokens, i, city, false);
  const words = joinTokens(tokens.slice(i, city.to));
  return likely(i, city.to, { kind: 'doubt', message: topicOrSchedule(words, `in ${zone ?? words}`) });
}

function cityClause(tokens: readonly Token[], from: number, city: City, asks: boolean): Clause {
  const words = joinTokens(tokens.slice(from, city.to));
  const [zone, ...others] = city.zones;
  if (zone === undefined || others.length > 0) {
    const choices = city.zones.map((name) => `in ${name}`).join(' or ');
    return likely(from, city.to, { kind: 'doubt', message: `Which clock is “${words}”? Write ${choices}.` });
  }
  const ask = asks ? { amidTopic: topicOrSchedule(words, `in ${zone}`) } : {};
  return likely(from, city.to, { kind: 'zone', zone }, ask);
}

function unknownZone(tokens: readonly Token[], i: number): Clause | null {
  const word = tokens[i + 1];
  if (word === undefined || word.quoted) return null;
  const message = `There is no time zone “${word.text}”. Write a city like Berlin, or a name like Europe/Berlin or America/New_York.`;
  if (/^(?:utc|gmt)?[+-]\d/.test(word.plain)) return likely(i, i + 2, { kind: 'doubt', message });
  if (!ZONE_SHAPE.test(word.plain)) return null;
  // "vision/language" has the shape too, so amid a topic only the name of an area makes it a zone.
  const doubt = { kind: 'doubt', message } as const;
  return AREAS.test(word.plain) ? sure(i, i + 2, doubt) : likely(i, i + 2, doubt);
}

/** A full name of the IANA list, also with spaces (`America/New York`). */
function readName(tokens: readonly Token[], i: number): { readonly zone: string; readonly to: number } | null {
  if (!ZONE_SHAPE.test(tokens[i]?.plain ?? '')) return null;
  for (let length = LONGEST_CITY; length >= 1; length -= 1) {
    const words = plainWords(tokens, i, length);
    const zone = words === null ? null : zoneName(words.join('_'));
    if (zone !== null) return { zone, to: i + length };
  }
  return null;
}

/** No longer city is looked for: the longest has 24 letters. */
const LONGEST_NAME = 26;

/** Three are enough to choose from. */
const MAX_NEAREST = 3;

/** The cities whose names are nearest to one that nobody knows, as they are written, at most `most` letters away; empty when none is near. */
export function nearestCities(name: string, most = 2): readonly string[] {
  const typed = fold(name).replace(/[-_]/g, ' ');
  if (typed.length > LONGEST_NAME) return [];
  let least = typed.length <= 4 ? 1 : most;
  const near = new Map<string, number>();
  for (const city of new Set([...listedCities().keys(), ...Object.keys(ZONE_CITIES)])) {
    if (city.length < 4 || Math.abs(city.length - typed.length) > least || isNoName(city)) continue;
    const distance = editDistance(typed, city);
    least = Math.min(least, distance);
    near.set(city, distance);
  }
  return [...near.keys()]
    .filter((city) => near.get(city) === least)
    .slice(0, MAX_NEAREST)
    .map((city) => city.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase()));
}

/** An abbreviation, or a word that means a zone only in its full name. */
function isNoName(city: string): boolean {
  return NOT_CITIES.has(city) || /^(?:aest|cest)$/.test(city);
}

type City = { readonly zones: readonly string[]; readonly to: number };

function readCity(tokens: readonly Token[], i: number): City | null {
  for (let length = LONGEST_CITY; length >= 1; length -= 1) {
    const words = plainWords(tokens, i, length);
    const zones = words === null ? undefined : zonesOf(words.join(' ').replace(/[-_]/g, ' '));
    if (zones !== undefined) return { zones, to: i + length };
  }
  return null;
}

function plainWords(tokens: readonly Token[], i: number, length: number): readonly string[] | null {
  const words = tokens.slice(i, i + length);
  return words.length < length || words.some((word) => word.quoted) ? null : words.map((word) => word.plain);
}

function zonesOf(city: string): readonly string[] | undefined {
  if (Object.hasOwn(ZONE_CITIES, city)) return ZONE_CITIES[city];
  return NOT_CITIES.has(city) ? undefined : listedCities().get(city);
}

let cities: ReadonlyMap<string, readonly string[]> | null = null;

/** The last part of each name that the run-time lists. Made at the first use, since it takes some milliseconds. */
function listedCities(): ReadonlyMap<string, readonly string[]> {
  if (cities !== null) return cities;
  const found = new Map<string, readonly string[]>();
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    if (!zone.includes('/')) continue;
    const city = fold(zone.slice(zone.lastIndexOf('/') + 1)).replace(/[-_]/g, ' ');
    found.set(city, [...(found.get(city) ?? []), zone]);
  }
  cities = found;
  return found;
}
