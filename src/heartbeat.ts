import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileProblem } from './file-problem.ts';

/** A service beats once a minute; two beats may be lost to a busy machine before anybody should worry. */
const STILL_ALIVE_MS = 3 * 60_000;

/** Says that the service of a home is alive, for whoever asks from another process. Throws a FileProblem. */
export async function writeHeartbeat(home: string, now: Date): Promise<void> {
  const file = heartbeatFile(home);
  try {
    await writeFile(file, `${now.toISOString()}\n`, { mode: 0o600 });
  } catch (error) {
    throw fileProblem(file, error);
  }
}

/** Says that the service of a home has ended. A file that cannot be taken away grows old by itself. */
export async function endHeartbeat(home: string): Promise<void> {
  await rm(heartbeatFile(home), { force: true }).catch(() => undefined);
}

/** Milliseconds since the service of a home was last alive, and whether it still is; null when it never was. */
export async function readHeartbeat(
  home: string,
  now: Date,
): Promise<{ readonly ageMs: number; readonly alive: boolean } | null> {
  const text = await readFile(heartbeatFile(home), 'utf8').catch(() => '');
  const at = Date.parse(text.trim());
  if (Number.isNaN(at)) return null;
  const ageMs = now.getTime() - at;
  return { ageMs, alive: Math.abs(ageMs) <= STILL_ALIVE_MS };
}

function heartbeatFile(home: string): string {
  return join(home, 'heartbeat');
}
