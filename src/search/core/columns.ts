import type { PaperId } from '../../paper/paper.ts';
import { grown } from './growing.ts';

/**
 * What is filtered and sorted by, one place (slot) a paper. A slot is free for another paper only when no posting names it
 * any more: see {@link Columns.condemn}.
 */
export type Columns = {
  readonly slotOf: ReadonlyMap<PaperId, number>;
  readonly ids: readonly PaperId[];
  readonly titles: readonly string[];
  /** 20240501; 0 when not known. */
  published: Uint32Array<ArrayBuffer>;
  /** -1 when nobody counted. */
  upvotes: Int32Array<ArrayBuffer>;
  /** Different words in the title, in title and abstract, and in the labels: at least 1, as an empty field counts. */
  titleLength: Uint16Array<ArrayBuffer>;
  textLength: Uint16Array<ArrayBuffer>;
  labelsLength: Uint16Array<ArrayBuffer>;
  /** Words of the title, stop words and all. */
  titleWords: Uint16Array<ArrayBuffer>;
  /** 1 where there is no paper. */
  gone: Uint8Array<ArrayBuffer>;
  /** One more than the largest slot that was ever given. */
  slots: number;
  /** Sums over all papers, for the averages. */
  readonly sums: { title: number; text: number; labels: number };
  /** A free slot, for a paper with this id. */
  take(id: PaperId, title: string): number;
  /** Empties a slot, which is not free yet. */
  drop(slot: number): void;
  /** The slots that were emptied since the last call; the caller frees them. */
  condemn(): readonly number[];
  free(slots: readonly number[]): void;
  setTitle(slot: number, title: string): void;
  /** Emptied slots that nobody has condemned yet. */
  dropped(): number;
  /** For {@link createColumns}, without a copy of the arrays; what is condemned must be free again. */
  state(): ColumnsState;
};

type Arrays = Pick<
  Columns,
  'published' | 'upvotes' | 'titleLength' | 'textLength' | 'labelsLength' | 'titleWords' | 'gone' | 'slots' | 'sums'
>;

export type ColumnsState = Arrays & {
  readonly ids: string[];
  readonly titles: string[];
  readonly free: number[];
  readonly dropped: number[];
};

export type Lengths = { readonly title: number; readonly text: number; readonly labels: number };

const longest = 0xffff;

/** @param saved What it held before; not to be used again. */
export function createColumns(saved?: ColumnsState): Columns {
  const slotOf = new Map<PaperId, number>();
  const { ids, titles, free, ...arrays } = saved ?? emptyState();
  let dropped = saved?.dropped ?? [];
  for (const [slot, id] of ids.entries()) if (arrays.gone[slot] === 0) slotOf.set(id, slot);
  const columns: Columns = {
    slotOf,
    ids,
    titles,
    ...arraysOf(arrays),
    take: (id, title) => {
      const slot = free.pop() ?? columns.slots;
      columns.slots = Math.max(columns.slots, slot + 1);
      grow(columns);
      slotOf.set(id, slot);
      ids[slot] = id;
      titles[slot] = title;
      columns.gone[slot] = 0;
      return slot;
    },
    drop: (slot) => {
      slotOf.delete(ids[slot] ?? '');
      ids[slot] = '';
      titles[slot] = '';
      columns.gone[slot] = 1;
      addLengths(columns, slot, -1);
      dropped.push(slot);
    },
    condemn: () => {
      const condemned = dropped;
      dropped = [];
      return condemned;
    },
    free: (slots) => {
      for (const slot of slots) free.push(slot);
    },
    setTitle: (slot, title) => {
      titles[slot] = title;
    },
    dropped: () => dropped.length,
    state: () => ({ ...arraysOf(columns), ids, titles, free, dropped }),
  };
  return columns;
}

function emptyState(): ColumnsState {
  return {
    ids: [],
    titles: [],
    free: [],
    dropped: [],
    published: new Uint32Array(0),
    upvotes: new Int32Array(0),
    titleLength: new Uint16Array(0),
    textLength: new Uint16Array(0),
    labelsLength: new Uint16Array(0),
    titleWords: new Uint16Array(0),
    gone: new Uint8Array(0),
    slots: 0,
    sums: { title: 0, text: 0, labels: 0 },
  };
}

function arraysOf(from: Arrays): Arrays {
  const { published, upvotes, titleLength, textLength, labelsLength, titleWords, gone, slots, sums } = from;
  return { published, upvotes, titleLength, textLength, labelsLength, titleWords, gone, slots, sums };
}

export function setLengths(columns: Columns, slot: number, { title, text, labels }: Lengths): void {
  columns.titleLength[slot] = Math.min(longest, Math.max(1, title));
  columns.textLength[slot] = Math.min(longest, Math.max(1, text));
  columns.labelsLength[slot] = Math.min(longest, Math.max(1, labels));
  addLengths(columns, slot, 1);
}

function addLengths({ sums, titleLength, textLength, labelsLength }: Columns, slot: number, sign: 1 | -1): void {
  sums.title += sign * (titleLength[slot] ?? 0);
  sums.text += sign * (textLength[slot] ?? 0);
  sums.labels += sign * (labelsLength[slot] ?? 0);
}

function grow(columns: Columns): void {
  const { slots } = columns;
  columns.published = grown(columns.published, slots);
  columns.upvotes = grown(columns.upvotes, slots);
  columns.titleLength = grown(columns.titleLength, slots);
  columns.textLength = grown(columns.textLength, slots);
  columns.labelsLength = grown(columns.labelsLength, slots);
  columns.titleWords = grown(columns.titleWords, slots);
  columns.gone = grown(columns.gone, slots);
}
