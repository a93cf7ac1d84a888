import { capacities, createBlocks, pageMask, sizeFor } from './blocks.ts';
import type { BlocksState } from './blocks.ts';
import { grown } from './growing.ts';

/** A row of postings, at `from … to` of an array that holds others too. Valid until the next change. */
export type Row = { readonly array: Uint32Array; readonly from: number; readonly to: number };

/**
 * Which papers have what: for every key (the number of a word) a row of postings in no particular order. A posting is the
 * slot of a paper, shifted, and how often the word is in each field (see {@link pack}). Rows grow in place and are never
 * merged, so what was added is found at once, and no addition costs more than copying its own row.
 */
export type Postings = {
  add(key: number, posting: number): void;
  row(key: number): Row;
  /** Takes out the postings of one key whose slot is marked; gives how many there were before. */
  purge(key: number, marked: Uint8Array): number;
  /** One more than the largest key. */
  keys(): number;
  /** Postings, and integers held for them. */
  sizes(): { readonly used: number; readonly held: number };
  /** For {@link createPostings}, without a copy of the rows. */
  state(): PostingsState;
};

export type PostingsState = {
  readonly blocks: BlocksState;
  readonly long: Uint32Array[];
  readonly freeLong: number[];
  readonly counts: Uint32Array<ArrayBuffer>;
  readonly places: Uint32Array<ArrayBuffer>;
  readonly sizes: Uint8Array<ArrayBuffer>;
  readonly keys: number;
  readonly used: number;
};

/** Bits for: title (up to 7 times), abstract (up to 31), labels (up to 3). More often says no more. */
const titleBits = 3;
const abstractBits = 5;
const labelBits = 2;
export const slotShift = titleBits + abstractBits + labelBits;
/** As many papers as fit beside the frequencies in 32 bits, less an eighth for slots that are empty but not free yet. */
export const maxPapers = 2 ** (32 - slotShift) * (7 / 8);
export const most = { title: (1 << titleBits) - 1, abstract: (1 << abstractBits) - 1, labels: (1 << labelBits) - 1 };

export function pack(slot: number, title: number, abstract: number, labels: number): number {
  const [inTitle, inAbstract, inLabels] = [
    Math.min(title, most.title),
    Math.min(abstract, most.abstract),
    Math.min(labels, most.labels),
  ];
  return ((slot << slotShift) | (inTitle << (abstractBits + labelBits)) | (inAbstract << labelBits) | inLabels) >>> 0;
}

export const slotOf = (posting: number): number => posting >>> slotShift;
export const inTitle = (posting: number): number => (posting >>> (abstractBits + labelBits)) & most.title;
export const inAbstract = (posting: number): number => (posting >>> labelBits) & most.abstract;
export const inLabels = (posting: number): number => posting & most.labels;

/** The size class of a row that is too long for a block. */
const own = 255;
const growth = 1.25;

/** @param saved What it held before; not to be used again. */
export function createPostings(saved?: PostingsState): Postings {
  const blocks = createBlocks(saved?.blocks);
  const long = saved?.long ?? [];
  const freeLong = saved?.freeLong ?? [];
  let counts = saved?.counts ?? new Uint32Array(0);
  /** The address of the block, or the place in `long`. */
  let places = saved?.places ?? new Uint32Array(0);
  let sizes = saved?.sizes ?? new Uint8Array(0);
  let keys = saved?.keys ?? 0;
  let used = saved?.used ?? 0;

  const capacityOf = (key: number): number =>
    sizes[key] === own ? (long[places[key] ?? 0]?.length ?? 0) : (capacities[sizes[key] ?? 0] ?? 0);
  const row = (key: number): Row => {
    const count = key < keys ? (counts[key] ?? 0) : 0;
    const place = places[key] ?? 0;
    if (count === 0) return noRow;
    if (sizes[key] === own) return { array: long[place] ?? noRow.array, from: 0, to: count };
    const from = place & pageMask;
    return { array: blocks.page(place), from, to: from + count };
  };
  /** Moves a row to where it has room for so many, and gives back what it had. */
  const move = (key: number, room: number): void => {
    const old = row(key);
    const [oldSize = 0, oldPlace = 0] = [sizes[key], places[key]];
    const had = (counts[key] ?? 0) > 0;
    const size = sizeFor(room);
    if (size >= 0) {
      const address = blocks.take(size);
      blocks.page(address).set(old.array.subarray(old.from, old.to), address & pageMask);
      places[key] = address;
      sizes[key] = size;
    } else {
      const made = new Uint32Array(Math.ceil(room * growth));
      made.set(old.array.subarray(old.from, old.to));
      const place = freeLong.pop() ?? long.length;
      long[place] = made;
      places[key] = place;
      sizes[key] = own;
    }
    if (had) release(oldSize, oldPlace);
  };
  const release = (size: number, place: number): void => {
    if (size !== own) {
      blocks.give(place, size);
      return;
    }
    long[place] = noRow.array;
    freeLong.push(place);
  };
  const ensure = (key: number): void => {
    counts = grown(counts, key + 1);
    places = grown(places, key + 1);
    sizes = grown(sizes, key + 1);
    keys = Math.max(keys, key + 1);
  };

  return {
    add: (key, posting) => {
      if (key >= keys) ensure(key);
      const count = counts[key] ?? 0;
      if (count === 0 || count === capacityOf(key)) move(key, count + 1);
      const place = places[key] ?? 0;
      if (sizes[key] === own) (long[place] ?? noRow.array)[count] = posting;
      else blocks.page(place)[(place & pageMask) + count] = posting;
      counts[key] = count + 1;
      used += 1;
    },
    row,
    purge: (key, marked) => {
      const { array, from, to } = row(key);
      let end = from;
      for (let at = from; at < to; at += 1) {
        const posting = array[at] ?? 0;
        if (marked[slotOf(posting)] === 1) continue;
        array[end] = posting;
        end += 1;
      }
      if (end === to) return to - from;
      used -= to - end;
      const [size = 0, place = 0] = [sizes[key], places[key]];
      counts[key] = end - from;
      if (end === from) release(size, place);
      else if (2 * growth * (end - from) < capacityOf(key)) move(key, end - from);
      return to - from;
    },
    keys: () => keys,
    sizes: () => ({ used, held: blocks.held() + long.reduce((sum, array) => sum + array.length, 0) }),
    state: () => ({ blocks: blocks.state(), long, freeLong, counts, places, sizes, keys, used }),
  };
}

const noRow: Row = { array: new Uint32Array(0), from: 0, to: 0 };
