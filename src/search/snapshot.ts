import { closeSync, openSync, readSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import type { ShelfState } from './core/shelf.ts';
import { stem } from './terms.ts';

/** Where an index is kept between two lives of the process. */
export type SnapshotPlace = {
  readonly file: string;
  /** What it was made from: a snapshot with another one is none of this store's. */
  readonly label: string;
};

/** Raise it when what a shelf holds changes, or how words are made. */
const format = 1;
/** Words are looked at one by one in so many steps: rules for stems that changed make themselves felt everywhere. */
const looked = 500;

type Part = keyof ShelfState;
type Header = {
  readonly format: number;
  readonly node: string;
  readonly label: string;
  readonly seq: number;
  readonly parts: readonly { readonly name: Part; readonly bytes: number; readonly crc: number }[];
};

/** Before the header: its length and its checksum. */
const prefix = 8;
const longestHeader = 65_536;

const names: readonly Part[] = [
  'vocabulary',
  'columns',
  'tokens',
  'telling',
  'silent',
  'names',
  'categories',
  'titles',
  'semantics',
  'known',
];

/**
 * Writes a whole new file in the place of the old one. Rejects with what the disk throws; then the old one stays. Gives way
 * to other work after each part, of which none takes more than some tenths of a second; the state must not change meanwhile.
 */
export async function writeSnapshot({ file, label }: SnapshotPlace, state: ShelfState, seq: number): Promise<void> {
  const pieces: Buffer[] = [];
  const parts: Header['parts'][number][] = [];
  for (const name of names) {
    const piece = serialize(state[name]);
    pieces.push(piece);
    parts.push({ name, bytes: piece.length, crc: crc32(piece) });
    await turn();
  }
  const header: Header = { format, node: process.version, label, seq, parts };
  const text = Buffer.from(JSON.stringify(header));
  const before = Buffer.alloc(prefix);
  before.writeUInt32LE(text.length, 0);
  before.writeUInt32LE(crc32(text), 4);
  const made = `${file}.new`;
  try {
    await using handle = await open(made, 'w', 0o600);
    for (const piece of [before, text, ...pieces]) await handle.appendFile(piece);
    await handle.sync();
    await rename(made, file);
  } catch (error) {
    await rm(made, { force: true });
    throw error;
  }
}

/**
 * Reads what was written from the same store by the same version; null when there is no such file, or it is torn, foreign
 * or older than the program. Never throws.
 */
export function readSnapshot({
  file,
  label,
}: SnapshotPlace): { readonly state: ShelfState; readonly seq: number } | null {
  try {
    const handle = openSync(file, 'r');
    try {
      const header = readHeader(handle);
      if (header === null || header.format !== format || header.node !== process.version || header.label !== label) {
        return null;
      }
      const state = readState(handle, header);
      return state !== null && hasSameStems(state) ? { state, seq: header.seq } : null;
    } finally {
      closeSync(handle);
    }
  } catch {
    // Whatever is wrong with it, the store has everything.
    return null;
  }
}

function readHeader(handle: number): Header | null {
  const before = readAll(handle, prefix);
  const length = before.readUInt32LE(0);
  if (length > longestHeader) return null;
  const text = readAll(handle, length);
  if (crc32(text) !== before.readUInt32LE(4)) return null;
  const header: Header = JSON.parse(text.toString());
  return header;
}

function readState(handle: number, { parts }: Header): ShelfState | null {
  const pieces = new Map<Part, Buffer>();
  for (const { name, bytes, crc } of parts) {
    const piece = readAll(handle, bytes);
    if (crc32(piece) !== crc) return null;
    pieces.set(name, piece);
  }
  const piece = (name: Part): Buffer => pieces.get(name) ?? Buffer.alloc(0);
  return {
    vocabulary: deserialize(piece('vocabulary')),
    columns: deserialize(piece('columns')),
    tokens: deserialize(piece('tokens')),
    telling: deserialize(piece('telling')),
    silent: deserialize(piece('silent')),
    names: deserialize(piece('names')),
    categories: deserialize(piece('categories')),
    titles: deserialize(piece('titles')),
    semantics: deserialize(piece('semantics')),
    known: deserialize(piece('known')),
  };
}

/** Its own memory for each part: what is read lives on in it, as long as it is used. */
function readAll(handle: number, bytes: number): Buffer {
  const piece = Buffer.from(new ArrayBuffer(bytes));
  for (let at = 0; at < bytes;) {
    const read = readSync(handle, piece, at, bytes - at, null);
    if (read === 0) throw new Error('The snapshot ends early.');
    at += read;
  }
  return piece;
}

function hasSameStems({ vocabulary: { surfaces, stems } }: ShelfState): boolean {
  const step = Math.max(1, Math.floor(surfaces.length / looked));
  for (let id = 1; id < surfaces.length; id += step) {
    if (surfaces[stems[id] ?? 0] !== stem(surfaces[id] ?? '')) return false;
  }
  return true;
}
