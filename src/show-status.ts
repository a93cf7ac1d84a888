import { sourceInWords } from './cards/source-news.ts';
import { sourceReport } from './flows/source-report.ts';
import { readHeartbeat } from './heartbeat.ts';
import { openHome } from './home.ts';
import { cleanLine } from './platforms/terminal/clean.ts';
import { written } from './platforms/terminal/written.ts';
import type { Shell } from './shell.ts';
import type { Subscription } from './subscription/subscription.ts';

/**
 * `paperboy status`: what the store holds, how its sources are doing and whether a service runs on it, for a person and for a health check. Returns the
 * exit status: 0 when the store answers and a service is alive, else 1.
 */
export async function showStatus(shell: Shell): Promise<number> {
  const { config, now, stdout } = shell;
  const store = await openHome(config.home, now);
  try {
    const papers = await store.papers.count();
    const subscriptions = await store.subscriptions.all();
    const news = await sourceReport(store, config.sources.on, now());
    const beat = await readHeartbeat(config.home, now());
    const service =
      beat === null
        ? 'not running'
        : `${beat.alive ? 'running' : 'not running'}, last heartbeat ${Math.round(beat.ageMs / 1000)} s ago`;
    const lines = [
      `Papers: ${papers}`,
      `Subscriptions: ${subscriptions.length}`,
      ...subscriptions.flatMap(setAside),
      ...news.map((one) => `${one.name}: ${sourceInWords(one, config.zone)}`),
      `Service: ${service}`,
    ];
    await written(stdout, lines.map((line) => `${cleanLine(line)}\n`).join(''));
    return beat?.alive === true ? 0 : 1;
  } finally {
    await store.close();
  }
}

/** A line for one that posts nothing after a trouble, until somebody says `resume` there. */
function setAside({ place, number, owner, pause }: Subscription): readonly string[] {
  if (pause?.by !== 'trouble') return [];
  // The terminal is a channel of its own name.
  const where = new Set([place.platform, place.channel, ...(place.thread === null ? [] : [place.thread])]);
  const file = owner === 'file' ? ', of the file' : '';
  return [`Set aside: ${[...where].join(' ')}, number ${number}${file}: ${pause.reason}`];
}
