import { z } from 'zod';

import { ARXIV_CATEGORIES } from '../paper/arxiv-categories.ts';
import { isSourceName, SOURCE_NAMES } from './source-names.ts';
import type { SourceName } from './source-names.ts';

export type SourceSettings = {
  /** The sources that are on. */
  readonly on: readonly SourceName[];
  readonly hf: { readonly url: URL; readonly token: string | null; readonly paceMs: number };
  readonly arxiv: {
    readonly api: URL;
    readonly feed: URL;
    readonly oai: URL;
    readonly categories: readonly string[];
    readonly paceMs: number;
  };
  /** How many days are read back at the first time. */
  readonly backfillDays: number;
};

/** arXiv's terms: one request in three seconds, https://info.arxiv.org/help/api/tou.html */
const ARXIV_PACE_S = 3;
const MOST_DAYS = 3_650;
const MOST_PACE_S = 600;

const address = z
  .string()
  .trim()
  .transform((text) => URL.parse(text))
  .refine(
    (url) => url !== null && /^https?:$/.test(url.protocol) && url.username === '',
    'must be an address that begins with https:// (or http://)',
  )
  .transform((url) => url ?? new URL('about:blank'));

const seconds = z
  .string()
  .trim()
  .refine(
    (text) => /^\d{1,3}(?:\.\d{1,3})?$/.test(text) && Number(text) <= MOST_PACE_S,
    `must be a number of seconds up to ${MOST_PACE_S}`,
  )
  .transform((text) => Math.round(Number(text) * 1000));

function words(text: string): readonly string[] {
  return text.split(/[\s,+]+/).filter((word) => word !== '');
}

/** The settings of the sources; every message stands alone, and holds nothing of the value. */
export const sourceEnvironment = z.object({
  PAPERBOY_SOURCES: z
    .string()
    .trim()
    .refine(
      (text) => text === 'none' || words(text).every(isSourceName),
      `must be none, or some of ${SOURCE_NAMES.join(', ')}`,
    )
    .transform((text) => SOURCE_NAMES.filter((name) => words(text).includes(name)))
    .default([...SOURCE_NAMES]),
  PAPERBOY_DROP_FOLDER: z
    .string()
    .refine((path) => !path.includes('\0'), 'must be the path of a folder')
    .optional(),
  PAPERBOY_BACKFILL_DAYS: z
    .string()
    .trim()
    .refine(
      (text) => /^\d{1,4}$/.test(text) && Number(text) <= MOST_DAYS,
      `must be a whole number of days up to ${MOST_DAYS}`,
    )
    .transform(Number)
    .default(30),
  HF_URL: address.default(new URL('https://huggingface.co')),
  HF_TOKEN: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]+$/, 'must be a token without spaces')
    .optional(),
  HF_PACE_SECONDS: seconds.default(1_000),
  ARXIV_API_URL: address.default(new URL('https://export.arxiv.org/api/query')),
  ARXIV_FEED_URL: address.default(new URL('https://rss.arxiv.org/rss')),
  ARXIV_OAI_URL: address.default(new URL('https://oaipmh.arxiv.org/oai')),
  ARXIV_CATEGORIES: z
    .string()
    .transform(words)
    .refine(
      (list) => list.length > 0 && list.every((one) => ARXIV_CATEGORIES.has(one)),
      'must be categories of arXiv with commas between them, such as cs.AI,cs.CL',
    )
    .transform((list) => [...new Set(list)])
    .default(['cs.AI', 'cs.CL', 'cs.CV', 'cs.LG']),
  ARXIV_PACE_SECONDS: seconds.default(ARXIV_PACE_S * 1000),
});

/** The settings that were read; arXiv itself is never asked faster than its terms allow, whatever the settings say. */
export function sourceSettings(env: z.output<typeof sourceEnvironment>): SourceSettings {
  const [api, feed, oai] = [env.ARXIV_API_URL, env.ARXIV_FEED_URL, env.ARXIV_OAI_URL];
  const leastMs = [api, feed, oai].some(isArxivs) ? ARXIV_PACE_S * 1000 : 0;
  return {
    on: env.PAPERBOY_SOURCES,
    hf: { url: env.HF_URL, token: env.HF_TOKEN ?? null, paceMs: env.HF_PACE_SECONDS },
    arxiv: { api, feed, oai, categories: env.ARXIV_CATEGORIES, paceMs: Math.max(leastMs, env.ARXIV_PACE_SECONDS) },
    backfillDays: env.PAPERBOY_BACKFILL_DAYS,
  };
}

function isArxivs(url: URL): boolean {
  return /(?:^|\.)arxiv\.org$/.test(url.hostname);
}
