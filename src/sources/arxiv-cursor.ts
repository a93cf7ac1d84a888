import { z } from 'zod';

/** How far arXiv was read. */
export type ArxivCursor = {
  /** The categories that it was read for. */
  readonly categories: readonly string[];
  /** The first day that is read, or was. */
  readonly from: string;
  /** The day whose announcements were read last; null when none were. */
  readonly announced: string | null;
  readonly feed: { readonly etag: string | null; readonly lastModified: string | null } | null;
  /** Days from this one on are still to be read back, after the history in hand; null when none are. */
  readonly gap: string | null;
  /** What is being read back now. */
  readonly history: ArxivHistory | null;
};

export type ArxivHistory =
  /** Day by day, from the API: `day` is the next one. */
  | { readonly by: 'api'; readonly day: string; readonly to: string }
  /**
   * Set by set, by OAI-PMH. `from`: the first day of the history; `since`: as far as the set of `category` is read, for
   * when `token` is not good any more.
   */
  | {
      readonly by: 'oai';
      readonly from: string;
      readonly category: string;
      readonly since: string;
      readonly token: string | null;
    };

const day = z.iso.date();
const cursor = z.object({
  categories: z.array(z.string()),
  from: day,
  announced: day.nullable(),
  feed: z.object({ etag: z.string().nullable(), lastModified: z.string().nullable() }).nullable(),
  gap: day.nullable(),
  history: z
    .discriminatedUnion('by', [
      z.object({ by: z.literal('api'), day, to: day }),
      z.object({ by: z.literal('oai'), from: day, category: z.string(), since: day, token: z.string().nullable() }),
    ])
    .nullable(),
});

/** Null when there is none that this program can read. */
export function readArxivCursor(text: string | null): ArxivCursor | null {
  try {
    return cursor.parse(JSON.parse(text ?? ''));
  } catch {
    return null;
  }
}
