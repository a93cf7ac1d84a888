/**
 * Memory for many short rows of integers: blocks of a few sizes, cut one after the other out of large pages. A block that
 * is given back is the next one taken of its size, so rows that come and go need no more memory than the most at a time.
 */
export type Blocks = {
  /** The address of a block of a size class; what is in it is left over from before. */
  take(size: number): number;
  give(address: number, size: number): void;
  /** The page that holds an address, which is at `address & pageMask` in it. */
  page(address: number): Uint32Array;
  /** Integers in all pages. */
  held(): number;
  /** For {@link createBlocks}, without a copy of the pages. */
  state(): BlocksState;
};

export type BlocksState = { readonly pages: Uint32Array[]; readonly free: number[][]; readonly next: number };

const pageBits = 15;
export const pageMask = (1 << pageBits) - 1;

/** Places in a block of each size class: about a third more from one to the next, so that a sixth is empty on average. */
export const capacities: readonly number[] = [
  1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048,
];

/** The smallest size class with room for so many integers, or -1 when they need an array of their own. */
export function sizeFor(places: number): number {
  return capacities.findIndex((capacity) => capacity >= places);
}

/** @param saved What it held before; not to be used again. */
export function createBlocks(saved?: BlocksState): Blocks {
  const pages = saved?.pages ?? [];
  const free: number[][] = saved?.free ?? capacities.map(() => []);
  let next = saved?.next ?? 0;
  return {
    take: (size) => {
      const known = free[size]?.pop();
      if (known !== undefined) return known;
      const capacity = capacities[size] ?? 0;
      const atPage = next & pageMask;
      // What is left of a page is too short for this block, and is lost: at most one part in sixteen.
      if (atPage + capacity > pageMask + 1) next = pages.length << pageBits;
      if (next >>> pageBits === pages.length) pages.push(new Uint32Array(1 << pageBits));
      const address = next;
      next += capacity;
      return address;
    },
    give: (address, size) => {
      free[size]?.push(address);
    },
    page: (address) => pages[address >>> pageBits] ?? nothing,
    held: () => pages.length << pageBits,
    state: () => ({ pages, free, next }),
  };
}

const nothing = new Uint32Array(0);
