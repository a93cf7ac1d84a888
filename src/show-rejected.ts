import { clamp } from './cards/clamp.ts';
import { instantInWords } from './cards/dates.ts';
import { openHome } from './home.ts';
import { cleanLine } from './platforms/terminal/clean.ts';
import { written } from './platforms/terminal/written.ts';
import { count } from './progress.ts';
import type { Shell } from './shell.ts';

/** Nobody reads more at once. */
const MOST = 100;
const MAX_EXCERPT = 200;

/**
 * `paperboy ingest --rejected`: the records of sources that are no papers as far as they can be read, those told last first,
 * with the reason and how they begin. Returns the exit status, which is 0.
 */
export async function showRejected(shell: Shell): Promise<number> {
  const { config, now, stdout } = shell;
  const store = await openHome(config.home, now);
  try {
    const [all, records] = await Promise.all([store.rejects.count(), store.rejects.list(MOST)]);
    const lines = records.map(({ source, where, reason, excerpt, lastAt, times }) => {
      const when = instantInWords(new Date(lastAt), config.zone);
      const often = times === 1 ? '' : `, ${count(times)} times`;
      const begins = excerpt === null ? [] : [`    ${clamp(cleanLine(excerpt), MAX_EXCERPT)}`];
      return [cleanLine(`${source}, ${where}: ${reason} (${when}${often})`), ...begins].join('\n');
    });
    const head = all === 0 ? 'No record was rejected.' : `Rejected records: ${count(all)}`;
    const rest = all > records.length ? [`and ${count(all - records.length)} more`] : [];
    await written(stdout, `${[head, ...lines, ...rest].join('\n')}\n`);
    return 0;
  } finally {
    await store.close();
  }
}
