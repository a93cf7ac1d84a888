import { createByteRooms, unitBits } from './byte-rooms.ts';
import type { ByteRoomsState } from './byte-rooms.ts';
import { grown } from './growing.ts';

/**
 * The words of papers: numbers in 7 bits a byte, so that the frequent words, which come early in a corpus and have small
 * numbers, take one or two. A record is how many words each section has, then the words.
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
  /** For {@link createTokenStore}, without a copy of the words. */
  state(): TokenStoreState;
};

export type TokenStoreState = {
  readonly rooms: ByteRoomsState;
  readonly used: number;
  readonly places: Uint32Array<ArrayBuffer>;
  readonly lengths: Uint32Array<ArrayBuffer>;
};

/** The words of all sections, one after the other, and where each section ends. */
export type Tokens = { tokens: Uint32Array; readonly ends: Uint32Array };

/** @param saved What it held before; not to be used again. */
export function createTokenStore(sectionCount: number, saved?: TokenStoreState): TokenStore {
  const rooms = createByteRooms(saved?.rooms);
  let used = saved?.used ?? 0;
  /** Where the record of a slot is, and its length in units of room; 0 for none. */
  let places = saved?.places ?? new Uint32Array(0);
  let lengths = saved?.lengths ?? new Uint32Array(0);
  let bytes: Uint8Array = new Uint8Array(4096);
  const opened: Tokens = { tokens: new Uint32Array(1024), ends: new Uint32Array(sectionCount) };

  const readFirst = (slot: number, sections: number): Tokens => {
    if ((lengths[slot] ?? 0) === 0) {
      opened.ends.fill(0);
      return opened;
    }
    const place = places[slot] ?? 0;
    const page = rooms.page(place);
    const at = readNumbers(page, rooms.start(place), sectionCount, opened.ends);
    let wanted = 0;
    for (let section = 0; section < sectionCount; section += 1) {
      if (section < sections) wanted += opened.ends[section] ?? 0;
      opened.ends[section] = wanted;
    }
    if (opened.tokens.length < wanted) opened.tokens = new Uint32Array(2 * wanted);
    readNumbers(page, at, wanted, opened.tokens);
    return opened;
  };

  return {
    write: (slot, sections) => {
      bytes = roomFor(bytes, sections);
      const length = encode(bytes, sections);
      const units = (length + (1 << unitBits) - 1) >> unitBits;
      const place = rooms.take(units);
      places = grown(places, slot + 1);
      lengths = grown(lengths, slot + 1);
      places[slot] = place;
      lengths[slot] = units;
      rooms.page(place).set(bytes.subarray(0, length), rooms.start(place));
      used += units << unitBits;
    },
    read: (slot) => readFirst(slot, sectionCount),
    readFirst,
    remove: (slot) => {
      const units = lengths[slot] ?? 0;
      if (units === 0) return;
      rooms.give(places[slot] ?? 0, units);
      lengths[slot] = 0;
      used -= units << unitBits;
    },
    sizes: () => ({ used, held: rooms.held() }),
    state: () => ({ rooms: rooms.state(), used, places, lengths }),
  };
}

/** A number takes five bytes at most. */
function roomFor(bytes: Uint8Array, sections: readonly (readonly number[])[]): Uint8Array {
  const most = sections.reduce((sum, section) => sum + 5 * (section.length + 1), 0);
  return bytes.length < most ? new Uint8Array(most) : bytes;
}

function encode(bytes: Uint8Array, sections: readonly (readonly number[])[]): number {
  let at = 0;
  for (const section of sections) at = writeNumber(bytes, at, section.length);
  for (const section of sections) for (const token of section) at = writeNumber(bytes, at, token);
  return at;
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

/** Gives where it ended. */
function readNumbers(bytes: Uint8Array, from: number, count: number, into: Uint32Array): number {
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
  return at;
}
