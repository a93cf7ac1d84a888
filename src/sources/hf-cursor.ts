import { z } from 'zod';

/** How far Hugging Face's lists were read. */
export type HfCursor = {
  /** The first day that is read, or was. */
  readonly from: string;
  /** The last day to which every list was read after it had settled; the day before `from` when none was. */
  readonly settled: string;
  /** By day, what the pages of its list said of their version, in order. */
  readonly pages: Readonly<Record<string, readonly HfPage[]>>;
};

/** `count`: how many records it had. */
export type HfPage = { readonly etag: string | null; readonly lastModified: string | null; readonly count: number };

const day = z.iso.date();
const cursor = z.object({
  from: day,
  settled: day,
  pages: z.record(
    day,
    z.array(z.object({ etag: z.string().nullable(), lastModified: z.string().nullable(), count: z.int() })),
  ),
});

/** Null when there is none that this program can read. */
export function readHfCursor(text: string | null): HfCursor | null {
  try {
    return cursor.parse(JSON.parse(text ?? ''));
  } catch {
    return null;
  }
}
