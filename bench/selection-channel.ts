import type { Paper, PaperId } from '../src/paper/paper.ts';
import { createPaperIndex } from '../src/search/paper-index.ts';
import { parseQuery } from '../src/search/query.ts';
import type { SearchIndex } from '../src/search/search-index.ts';
import { choose } from '../src/selection/choose.ts';
import type { ChooseParts } from '../src/selection/choose.ts';
import type { Liking } from '../src/store/liking.ts';
import { addDays } from '../src/subscription/timetable.ts';
import type { Day } from './selection-data.ts';

const place = { platform: 'terminal', workspace: null, channel: 'bench', thread: null } as const;

/** The papers of all lists so far, as the service would know them. */
export type Shelf = {
  readonly index: SearchIndex;
  readonly papers: Map<PaperId, Paper>;
  /** The papers that came with the newest list. */
  readonly newest: Set<PaperId>;
};

export function createShelf(): Shelf {
  return { index: createPaperIndex(), papers: new Map(), newest: new Set() };
}

export async function addList(shelf: Shelf, { papers }: Day): Promise<void> {
  shelf.newest.clear();
  for (const paper of papers) {
    if (!shelf.papers.has(paper.id)) shelf.newest.add(paper.id);
    shelf.papers.set(paper.id, paper);
  }
  await shelf.index.put(papers);
}

/** A channel that is shown one paper a day, and says what it thinks. */
export type Channel = {
  /** The paper that the real choice makes on the morning after a list; null when there is none. */
  readonly pick: (text: string, list: Day, onlyNew: boolean) => Promise<Paper | null>;
  readonly say: (id: PaperId, said: 'like' | 'dislike') => void;
};

export function createChannel(shelf: Shelf, name: string): Channel {
  const shown = new Map<PaperId, number>();
  const last: PaperId[] = [];
  const likings: Liking[] = [];
  const parts: ChooseParts = {
    index: shelf.index,
    papers: {
      getMany: async (ids) => ids.flatMap((id) => shelf.papers.get(id) ?? []),
      firstSeenAfter: async () => [...shelf.newest],
      listedFrom: async () => [],
    },
    ledger: { shownIn: async () => shown, lastPapers: async (_, limit) => last.slice(0, limit) },
    people: { likings: async () => likings },
  };
  return {
    async pick(text, list, onlyNew) {
      const date = addDays(list.date, 1);
      const { choices } = await choose(parts, {
        query: parseQuery(text),
        place,
        date,
        at: new Date(`${date}T09:00:00Z`),
        since: onlyNew ? list.date : null,
        seed: `${name} ${date}`,
        top: 1,
      });
      const paper = choices[0]?.paper ?? null;
      if (paper !== null) {
        shown.set(paper.id, (shown.get(paper.id) ?? 0) + 1);
        last.unshift(paper.id);
      }
      return paper;
    },
    say(id, said) {
      const [likes, dislikes] = said === 'like' ? [1, 0] : [0, 1];
      likings.push({ id, likes, dislikes, saves: 0, opens: 0 });
    },
  };
}
