import type { Migration } from './migration.ts';
import { start } from './0001-start.ts';
import { votesAndThreads } from './0002-votes-and-threads.ts';
import { changesAndNames } from './0003-changes-and-names.ts';
import { tellings } from './0004-tellings.ts';
import { sentences } from './0005-sentences.ts';
import { extras } from './0006-extras.ts';
import { daily } from './0007-daily.ts';
import { seenAt } from './0008-seen-at.ts';
import { sourcesOnTheWeb } from './0010-sources-on-the-web.ts';
import { listedOn } from './0011-listed-on.ts';
import { readableAndKept } from './0012-readable-and-kept.ts';
import { claimedWish } from './0014-claimed-wish.ts';
import { runningSources } from './0015-running-sources.ts';
import { awaitedPapers } from './0016-awaited-papers.ts';
import { readableTexts } from './0017-readable-texts.ts';

/** Every step, oldest first. */
export const migrations: readonly Migration[] = [
  start,
  votesAndThreads,
  changesAndNames,
  tellings,
  sentences,
  extras,
  daily,
  seenAt,
  sourcesOnTheWeb,
  listedOn,
  readableAndKept,
  claimedWish,
  runningSources,
  awaitedPapers,
  readableTexts,
];
