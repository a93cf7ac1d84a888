import type { TokenStore } from '../core/token-store.ts';
import { grown } from '../core/growing.ts';
import { endOf, startOf } from '../paper-text.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** The stems of a paper's title and abstract that can be ranked by, and how often each of them is there. */
export type TextReader = {
  /** The same object every time, good until the next read. */
  read(slot: number): StemCounts;
};

export type StemCounts = {
  stems: Uint32Array<ArrayBuffer>;
  /** Up to 255. */
  counts: Uint8Array<ArrayBuffer>;
  length: number;
};

const parts = ['title', 'abstract', 'joinedTitle', 'joinedText'] as const;
const most = 255;

export function createTextReader(tokens: TokenStore, vocabulary: Vocabulary): TextReader {
  const found: StemCounts = { stems: new Uint32Array(256), counts: new Uint8Array(256), length: 0 };
  /** By stem, one more than where it is in the list; all 0 between two reads. */
  let places = new Uint32Array(0);

  const add = (stem: number): void => {
    const place = places[stem] ?? 0;
    if (place > 0) {
      found.counts[place - 1] = Math.min(most, (found.counts[place - 1] ?? 0) + 1);
      return;
    }
    found.stems = grown(found.stems, found.length + 1);
    found.counts = grown(found.counts, found.length + 1);
    found.stems[found.length] = stem;
    found.counts[found.length] = 1;
    found.length += 1;
    places[stem] = found.length;
  };
  return {
    read: (slot) => {
      const text = tokens.read(slot);
      places = grown(places, vocabulary.size());
      found.length = 0;
      for (const part of parts) {
        const isJoined = part === 'joinedTitle' || part === 'joinedText';
        const end = endOf(text, part);
        for (let at = startOf(text, part); at < end; at += 1) {
          const id = text.tokens[at] ?? 0;
          const kind = vocabulary.kind(id);
          if (id === 0 || kind === 'stop' || (kind === 'cjk' && !isJoined)) continue;
          add(vocabulary.stemOf(id));
        }
      }
      for (let at = 0; at < found.length; at += 1) places[found.stems[at] ?? 0] = 0;
      return found;
    },
  };
}
