/**
 * Memory for rows of bytes of any length, in a few large pages. Room is given in units of sixteen bytes; what is given back
 * is used again, whole or in part, so rows that come and go need little more memory than the most at a time.
 */
export type ByteRooms = {
  /** The place of a room of so many units. */
  take(units: number): number;
  give(place: number, units: number): void;
  /** The bytes that a place is in, which begin at {@link ByteRooms.start}. */
  page(place: number): Uint8Array;
  start(place: number): number;
  /** Bytes in all pages. */
  held(): number;
};

export const unitBits = 4;
const pageBits = 20;
const unitsOfPage = 1 << (pageBits - unitBits);
/** How much larger than needed a free room may be to be split. */
const looked = 24;

export function createByteRooms(): ByteRooms {
  const pages: Uint8Array[] = [];
  /** Places of free rooms, by their length in units. */
  const free = new Map<number, number[]>();
  let next = 0;

  const give = (place: number, units: number): void => {
    const known = free.get(units);
    if (known === undefined) free.set(units, [place]);
    else known.push(place);
  };
  const addPages = (units: number): void => {
    const left = pages.length * unitsOfPage - next;
    if (left > 0) give(next, left);
    next = pages.length * unitsOfPage;
    // A row that is longer than a page gets pages in a row, as one array.
    const needed = Math.max(1, Math.ceil(units / unitsOfPage));
    const page = new Uint8Array(needed << pageBits);
    pages.push(page);
    for (let more = 1; more < needed; more += 1) pages.push(page.subarray(more << pageBits));
  };
  return {
    take: (units) => {
      for (let size = units; size <= units + looked; size += 1) {
        const place = free.get(size)?.pop();
        if (place === undefined) continue;
        if (size > units) give(place + units, size - units);
        return place;
      }
      if (units > pages.length * unitsOfPage - next) addPages(units);
      const place = next;
      next += units;
      return place;
    },
    give,
    page: (place) => pages[Math.floor(place / unitsOfPage)] ?? nothing,
    start: (place) => (place % unitsOfPage) << unitBits,
    held: () => pages.length << pageBits,
  };
}

const nothing = new Uint8Array(0);
