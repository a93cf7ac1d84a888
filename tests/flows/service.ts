import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer } from '../../src/cards/card.ts';
import { plainText } from '../../src/cards/plain-text.ts';
import type { Person, Request } from '../../src/chat/request.ts';
import type { Place } from '../../src/chat/place.ts';
import type { SourceDesk } from '../../src/commands/command.ts';
import { createAnswer } from '../../src/flows/answer.ts';
import type { Log, LogFields } from '../../src/log.ts';
import { toPaper } from '../../src/paper/paper.ts';
import type { Paper } from '../../src/paper/paper.ts';
import { createPaperIndex } from '../../src/search/paper-index.ts';
import type { SearchIndex } from '../../src/search/search-index.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { noSources } from '../support/no-sources.ts';

export const place: Place = { platform: 'terminal', workspace: null, channel: 'terminal', thread: null };
export const ada: Person = { platform: 'terminal', workspace: null, id: 'ada' };
export const bob: Person = { platform: 'terminal', workspace: null, id: 'bob' };

const nothingHinders = (): Promise<null> => Promise.resolve(null);

export type Line = { readonly level: keyof Log; readonly event: string; readonly fields: LogFields };

export type Service = {
  readonly store: Store;
  readonly index: SearchIndex;
  /** What was logged, in order. */
  readonly lines: readonly Line[];
  setNow(now: string): void;
  add(...papers: readonly Paper[]): Promise<void>;
  answer(text: string, request?: Partial<Request>): Promise<Answer>;
  /** The answer as plain text. */
  say(text: string, request?: Partial<Request>): Promise<string>;
  close(): Promise<void>;
};

/** The 55 papers that come with Paperboy. */
export async function seedPapers(): Promise<readonly Paper[]> {
  const text = await readFile(new URL('../../data/papers.jsonl', import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((row) => toPaper(JSON.parse(row), { source: 'jsonl', sourceId: null, at: '2026-11-24T00:00:00.000Z' }));
}

/** The real store in a folder of its own, the real index, and the flow over both. */
export async function startService(
  papers: readonly Paper[],
  replace: { readonly index?: SearchIndex; readonly sources?: SourceDesk } = {},
): Promise<Service> {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-answer-'));
  let now = new Date('2026-11-24T12:00:00Z');
  const clock = (): Date => now;
  const store = await openStore({ file: join(folder, 'paperboy.db'), now: clock });
  const index = replace.index ?? createPaperIndex();
  const lines: Line[] = [];
  const at =
    (level: keyof Log) =>
    (event: string, fields: LogFields = {}): void => {
      lines.push({ level, event, fields });
    };
  const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  const flow = createAnswer({ sources: replace.sources ?? noSources, store, index, now: clock, log });
  let asked = 0;
  const service: Service = {
    store,
    index,
    lines,
    setNow: (text) => {
      now = new Date(text);
    },
    add: async (...more) => {
      const outcomes = await store.papers.put(more);
      await index.put(outcomes.map(({ paper }) => paper));
    },
    answer: (text, request = {}) => {
      asked += 1;
      return flow({
        text,
        person: ada,
        place,
        zone: 'Europe/Berlin',
        mayConfigure: true,
        sees: ({ channel }) => Promise.resolve({ name: channel, mayConfigure: true, hindrance: nothingHinders }),
        hindrance: nothingHinders,
        direct: false,
        dialogs: true,
        patienceMs: 0,
        reference: `r-${asked}`,
        ...request,
      });
    },
    say: async (text, request) => plainText((await service.answer(text, request)).card),
    close: async () => {
      await index.close();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
  await service.add(...papers);
  return service;
}
