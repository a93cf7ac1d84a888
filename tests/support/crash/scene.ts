import { join } from 'node:path';
import { dateInWords } from '../../../src/cards/dates.ts';
import { toPaper } from '../../../src/paper/paper.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Outcome, Store } from '../../../src/store/store.ts';
import { parseWish } from '../../../src/subscription/grammar.ts';
import { temporaryHome } from '../program.ts';
import { openChat } from './chats.ts';
import type { CrashChat } from './chats.ts';

/** One channel of a chat that gets a paper at nine every day, and the store of the processes that bring it. */
export type Scene = {
  readonly home: string;
  readonly chat: CrashChat;
  readonly file: string;
  readonly store: Store;
  /** The clock of the chat, and of processes that are started. */
  time: number;
  /** What the processes wrote. */
  printed: string;
  /** How often the post of a date is visible. */
  visible(date: string): number;
  /** How its slot ended; `open` when it did not, null when there is none. */
  state(date: string): Promise<Outcome['state'] | 'open' | null>;
  close(): Promise<void>;
};

export const FIRST_DAY = '2026-01-05';

/** `platform`: terminal, slack or discord. */
export async function openScene(platform: string, papers: number): Promise<Scene> {
  const { path: home, remove } = await temporaryHome();
  const clock = { time: Date.parse(`${FIRST_DAY}T00:00:00Z`) };
  const chat = await openChat(platform, () => clock.time);
  const file = join(home, 'paperboy.sqlite');
  const store = await openStore({ file, now: () => new Date(clock.time) });
  await store.papers.put(
    Array.from({ length: papers }, (_, i) =>
      toPaper(
        { title: `Crash paper ${i}`, abstract: `About ${i}.` },
        { source: 'jsonl', sourceId: `${i}`, at: `${FIRST_DAY}T00:00:00.000Z` },
      ),
    ),
  );
  const read = parseWish('at 9:00', { zone: 'UTC' });
  if (read.kind === 'question') throw new Error(read.message);
  const by = { platform, workspace: chat.place.workspace, id: 'U1' };
  const { subscription } = await store.subscriptions.add(read.wish, chat.place, by, new Date(clock.time).toISOString());
  const scene: Scene = {
    home,
    chat,
    file,
    store,
    printed: '',
    get time() {
      return clock.time;
    },
    set time(time) {
      clock.time = time;
    },
    visible(date) {
      const words = `Paper of the day, ${dateInWords(date)}`;
      return chat.texts(scene.printed).filter((text) => text.includes(words)).length;
    },
    async state(date) {
      const entry = await store.ledger.get({ subscriptionId: subscription.id, date });
      return entry === null ? null : (entry.outcome?.state ?? 'open');
    },
    async close() {
      await store.close();
      await chat.stop();
      await remove();
    },
  };
  return scene;
}
