import { createWebSources } from '../../src/sources/web-sources.ts';
import type { WebSources } from '../../src/sources/web-sources.ts';
import type { PaceLease } from '../../src/sources/shared-pace.ts';
import { startFeedServer } from '../support/feed-server.ts';
import type { FeedServer } from '../support/feed-server.ts';
import { arxiv } from '../support/feeds/arxiv.ts';
import type { Arxiv } from '../support/feeds/arxiv.ts';
import { huggingFace } from '../support/feeds/hugging-face.ts';
import type { HuggingFace } from '../support/feeds/hugging-face.ts';
import { createTestSourceClock } from '../support/source-clock.ts';
import type { TestSourceClock } from '../support/source-clock.ts';

/** Hugging Face and arXiv on loopback, under a clock that is set by hand. */
export type WebWorld = {
  readonly clock: TestSourceClock;
  readonly server: FeedServer;
  readonly hf: HuggingFace;
  readonly arxiv: Arxiv;
  /** The sources as one process has them. */
  readonly web: (leaseOf?: (name: string) => PaceLease) => WebSources;
};

export async function startWebWorld(start: string, backfillDays = 3): Promise<WebWorld> {
  const clock = createTestSourceClock(start);
  const server = await startFeedServer();
  const hf = huggingFace(server, clock.now);
  const world = arxiv(server);
  world.announced = { day: start.slice(0, 10), items: [] };
  const settings = {
    on: ['hf-daily', 'arxiv'],
    hf: { url: new URL(server.origin), token: null, paceMs: 0 },
    arxiv: { ...world.urls, categories: ['cs.LG'], paceMs: 0 },
    backfillDays,
  } as const;
  return { clock, server, hf, arxiv: world, web: (leaseOf) => createWebSources(settings, clock, leaseOf ?? null) };
}
