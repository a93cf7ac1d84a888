import { grown } from './growing.ts';

/**
 * The words of papers, in a few large pages of bytes: numbers in 7 bits a byte, so that the frequent words, which come early
 * in a corpus and have small numbers, take one or two. The room of a paper that was taken out is used again.
 */
export type TokenStore = {
  /** Keeps rows of numbers, one for each section, for a slot that has none. */
  write(slot: number, sections: readonly (readonly number[])[]): void;
  /** Reads them; the same object every time, good until the next read. */
  read(slot: number): Tokens;
  /** Reads the first sections only, which is cheaper; the later ones are empty. */
  readFirst(slot: number, sections: number): Tokens;
  remove(slot: number): void;
  /** Bytes in use, and bytes held for them. */
  sizes(): { readonly used: number; readonly held: number };
};

/** The words of all sections, one after the other, and where each section ends. */
export type Tokens = { tokens: Uint32Array; readonly ends: Uint32Array };

/** Room is given in units of so many bytes. */
const unitBits = 4;
const pageBits = 20;
const unitsOfPage = 1 << (pageBits - unitBits);
/** How much larger than needed the room of a removed paper may be to be split for a new one. */
const looked = 24;

export function createTokenStore(sectionCount: number): TokenStore {
  const pages: Uint8Array[] = [];
  /** Places of free rooms, by their length in units. */
  const free = new Map<number, number[]>();
  let next = 0;
  let used = 0;
  /** Where the record of a slot is, in units from the start of all pages; and its length in units, 0 for none. */
  let places = new Uint32Array(0);
  let lengths = new Uint32Array(0);
  let bytes = new Uint8Array(4096);
  const read: Tokens = { tokens: new Uint32Array(1024), ends: new Uint32Array(sectionCount) };

  const give = (place: number, units: number): void => {
    const places = free.get(units);
    if (places === undefined) free.set(units, [place]);
    else places.push(place);
  };
  const take = (units: number): number => {
    for (let size = units; size <= units + looked; size += 1) {
      const place = free.get(size)?.pop();
      if (place === undefined) continue;
      if (size > units) give(place + units, size - units);
      return place;
    }
    const left = pages.length * unitsOfPage - next;
    if (units > left) {
      if (left > 0) give(next, left);
      next = pages.length * unitsOfPage;
      // A record that is longer than a page gets pages in a row, as one array.
      const needed = Math.max(1, Math.ceil(units / unitsOfPage));
      const page = new Uint8Array(needed << pageBits);
      pages.push(page);
      for (let more = 1; more < needed; more += 1) pages.push(page.subarray(more << pageBits));
    }
    const place = next;
    next += units;
    return place;
  };
  const encode = (sections: readonly (readonly number[])[]): number => {
    let total = 5 * sections.length;
    for (const section of sections) total += 5 * section.length;
    if (bytes.length < total) bytes = new Uint8Array(total);
    let at = 0;
    for (const section of sections) at = writeNumber(bytes, at, section.length);
    for (const section of sections) for (const token of section) at = writeNumber(bytes, at, token);
    return at;
  };
  const readFirst = (slot: number, sections: number): Tokens => {
    if ((lengths[slot] ?? 0) === 0) {
      read.ends.fill(0);
      return read;
    }
    const place = places[slot] ?? 0;
    const page = pages[Math.floor(place / unitsOfPage)] ?? bytes;
    let at = (place % unitsOfPage) << unitBits;
    let end = 0;
    let wanted = 0;
    for (let section = 0; section < sectionCount; section += 1) {
      let length = 0;
      let shift = 0;
      let byte = page[at] ?? 0;
      at += 1;
      while (byte > 127) {
        length |= (byte & 127) << shift;
        shift += 7;
        byte = page[at] ?? 0;
        at += 1;
      }
      length |= byte << shift;
      end += section < sections ? length : 0;
      read.ends[section] = end;
      wanted = end;
    }
    if (read.tokens.length < wanted) read.tokens = new Uint32Array(2 * wanted);
    readNumbers(page, at, wanted, read.tokens);
    return read;
  };

  return {
    write: (slot, sections) => {
      const length = encode(sections);
      const units = Math.max(1, (length + (1 << unitBits) - 1) >> unitBits);
      const place = take(units);
      places = grown(places, slot + 1);
      lengths = grown(lengths, slot + 1);
      places[slot] = place;
      lengths[slot] = units;
      const page = pages[Math.floor(place / unitsOfPage)] ?? bytes;
      page.set(bytes.subarray(0, length), (place % unitsOfPage) << unitBits);
      used += units << unitBits;
    },
    read: (slot) => readFirst(slot, sectionCount),
    readFirst,
    remove: (slot) => {
      const units = lengths[slot] ?? 0;
      if (units === 0) return;
      give(places[slot] ?? 0, units);
      lengths[slot] = 0;
      used -= units << unitBits;
    },
    sizes: () => ({ used, held: pages.length << pageBits }),
  };
}

function writeNumber(bytes: Uint8Array, at: number, number: number): number {
  let rest = number;
  let place = at;
  while (rest > 127) {
    bytes[place] = (rest & 127) | 128;
    rest >>>= 7;
    place += 1;
  }
  bytes[place] = rest;
  return place + 1;
}

function readNumbers(bytes: Uint8Array, from: number, count: number, into: Uint32Array): void {
  let at = from;
  for (let place = 0; place < count; place += 1) {
    let byte = bytes[at] ?? 0;
    at += 1;
    let number = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at] ?? 0;
      at += 1;
      number |= (byte & 127) << shift;
    }
    into[place] = number >>> 0;
  }
}
