import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import process from 'node:process';
import type { LeaseStore } from './store/store.ts';

/** arXiv's terms hold over the end of a process, too: whoever comes next leaves this pause. */
const PAUSE_MS = 3_000;

/** Names this process among all that share a store. */
export function leaseHolder(): string {
  return [encodeURIComponent(hostname()), process.pid, randomUUID()].join('/');
}

/**
 * Frees what processes of this machine hold that were killed, so that nobody waits for them. A process that may be alive
 * keeps what it has until it ends by itself.
 */
export async function freeLeasesOfTheDead(leases: LeaseStore, now: Date): Promise<void> {
  for (const { name, holder } of await leases.held(now.toISOString())) {
    const [host, pid] = holder.split('/');
    if (host !== encodeURIComponent(hostname()) || isAlive(Number(pid))) continue;
    const from = new Date(now.getTime() + (name.startsWith('pace ') ? PAUSE_MS : 0));
    await leases.free(name, holder, from.toISOString());
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return true;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
