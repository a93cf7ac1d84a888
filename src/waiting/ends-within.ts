import { inTime } from './in-time.ts';

/** True when `work` ended in time, be it with a failure; it goes on otherwise. */
export async function endsWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  const ended = work.then(
    () => true,
    () => true,
  );
  return (await inTime(ms, ended)) !== null;
}
