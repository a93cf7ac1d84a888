import { createArxivApi } from './arxiv-api.ts';
import type { ArxivApi } from './arxiv-api.ts';
import { createArxivFeed } from './arxiv-feed.ts';
import { createArxivOai } from './arxiv-oai.ts';
import { createArxiv } from './arxiv.ts';
import { createHfDaily } from './hf-daily.ts';
import { createHttp } from './http.ts';
import { createPace } from './pace.ts';
import type { Pace } from './pace.ts';
import { createSharedPace } from './shared-pace.ts';
import type { PaceLease } from './shared-pace.ts';
import type { SourceSettings } from './settings.ts';
import type { SourceName } from './source-names.ts';
import type { SourceClock } from './source-clock.ts';
import type { Source } from './source.ts';

export type WebSources = {
  /** By name, whether they are on or not. `since`: the first day wanted, or null. */
  readonly source: (name: SourceName, since: string | null) => Source & { readonly name: SourceName };
  /** A single paper of arXiv, for whoever asks for it by name. */
  readonly lookUp: ArxivApi['lookUp'];
};

/**
 * The sources on the web; all that asks arXiv keeps one pace. `leaseOf`: what processes share of the pace of that name;
 * null where there is only this one.
 */
export function createWebSources(
  settings: SourceSettings,
  clock: SourceClock,
  leaseOf: ((name: string) => PaceLease) | null,
): WebSources {
  const { hf, arxiv, backfillDays } = settings;
  const paceOf = (name: SourceName, gapMs: number): Pace => {
    const own = createPace(gapMs, clock);
    return leaseOf === null ? own : createSharedPace({ own, gapMs, lease: leaseOf(name), clock });
  };
  const hfHttp = createHttp({ name: 'Hugging Face', pace: paceOf('hf-daily', hf.paceMs), clock });
  const arxivHttp = createHttp({ name: 'arXiv', pace: paceOf('arxiv', arxiv.paceMs), clock });
  const api = createArxivApi({ http: arxivHttp, url: arxiv.api, clock });
  const feed = createArxivFeed({ http: arxivHttp, url: arxiv.feed });
  const oai = createArxivOai({ http: arxivHttp, url: arxiv.oai });
  return {
    source: (name, since) =>
      name === 'arxiv'
        ? { ...createArxiv({ feed, api, oai, categories: arxiv.categories, clock, since, backfillDays }), name }
        : { ...createHfDaily({ http: hfHttp, url: hf.url, token: hf.token, clock, since, backfillDays }), name },
    lookUp: (text, signal) => api.lookUp(text, signal),
  };
}
