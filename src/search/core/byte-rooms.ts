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
  /** For {@link createByteRooms}, without a copy of the pages. */
  state(): ByteRoomsState;
};

export type ByteRoomsState = {
  /** Each as long as one page or several in a row. */
  readonly pages: readonly Uint8Array[];
  readonly free: Map<number, number[]>;
  readonly next: number;
};

export const unitBits = 4;
const pageBits = 20;
const unitsOfPage = 1 << (pageBits - unitBits);
/** How much larger than needed a free room may be to be split. */
const looked = 24;

/** @param saved What it held before; not to be used again. */
export function createByteRooms(saved?: ByteRoomsState): ByteRooms {
  const pages: Uint8Array[] = [];
  /** Places of free rooms, by their length in units. */
  const free = saved?.free ?? new Map<number, number[]>();
  let next = saved?.next ?? 0;

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
    pushPages(new Uint8Array(needed << pageBits));
  };
  const pushPages = (page: Uint8Array): void => {
    pages.push(page);
    for (let more = 1 << pageBits; more < page.length; more += 1 << pageBits) pages.push(page.subarray(more));
  };
  for (const page of saved?.pages ?? []) pushPages(page);
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
    state: () => ({ pages: pages.filter(isFirst), free, next }),
  };
}

const nothing = new Uint8Array(0);

/** The later pages of a row are views of its first one. */
function isFirst(page: Uint8Array, at: number, pages: readonly Uint8Array[]): boolean {
  const before = pages[at - 1];
  return (
    before === undefined || before.buffer !== page.buffer || before.byteOffset + (1 << pageBits) !== page.byteOffset
  );
}
