import { readHeartbeat } from './heartbeat.ts';
import { openHome } from './home.ts';
import { written } from './platforms/terminal/written.ts';
import type { Shell } from './shell.ts';

/**
 * `paperboy status`: what the store holds and whether a service runs on it, for a person and for a health check. Returns the
 * exit status: 0 when the store answers and a service is alive, else 1.
 */
export async function showStatus(shell: Shell): Promise<number> {
  const { config, now, stdout } = shell;
  const store = await openHome(config.home, now);
  try {
    const papers = await store.papers.count();
    const subscriptions = (await store.subscriptions.all()).length;
    const beat = await readHeartbeat(config.home, now());
    const service =
      beat === null
        ? 'not running'
        : `${beat.alive ? 'running' : 'not running'}, last heartbeat ${Math.round(beat.ageMs / 1000)} s ago`;
    await written(stdout, `Papers: ${papers}\nSubscriptions: ${subscriptions}\nService: ${service}\n`);
    return beat?.alive === true ? 0 : 1;
  } finally {
    await store.close();
  }
}
