import { createAnswer } from '../src/flows/answer.ts';
import type { Log } from '../src/log.ts';
import type { Handlers } from '../src/platforms/platform.ts';
import { createIndexGate } from '../src/search/index-gate.ts';
import { createPaperIndex } from '../src/search/paper-index.ts';
import { seedPapers, startService } from '../tests/flows/service.ts';
import type { Service } from '../tests/flows/service.ts';
import { noSources } from '../tests/support/no-sources.ts';

const quiet = (): void => undefined;
const complain = (event: string, fields: unknown): void => console.error(event, fields);

/** The real service over the papers that come with Paperboy, at a time of its own. */
export type PictureService = {
  readonly service: Service;
  readonly log: Log;
  readonly now: () => Date;
  readonly answer: Handlers['answer'];
  /** Until this time tomorrow. */
  readonly sleep: () => void;
  /** From now on, or no longer: as after a start, when few of many papers can be found. */
  readonly reading: (still: boolean) => void;
};

export async function startPictureService(): Promise<PictureService> {
  let at = new Date('2026-11-24T08:00:20Z');
  const now = (): Date => at;
  const service = await startService(await seedPapers());
  service.setNow(at.toISOString());
  const log: Log = { debug: quiet, info: quiet, warn: complain, error: complain };
  const { store, index } = service;
  const whole = createAnswer({ sources: noSources, store, index, now, log });
  let began = at.getTime();
  const gate = createIndexGate(createPaperIndex(), () => new Date((began += 12_000)));
  gate.report(21_000, 100_000);
  gate.report(43_000, 100_000);
  const part = createAnswer({ sources: noSources, store, index: gate.index(0), now, log });
  let answer = whole;
  return {
    service,
    log,
    now,
    answer: (request) => answer(request),
    sleep() {
      at = new Date(at.getTime() + 86_400_000);
      service.setNow(at.toISOString());
    },
    reading(still) {
      answer = still ? part : whole;
    },
  };
}
