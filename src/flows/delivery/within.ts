import { inTime } from '../../waiting/in-time.ts';

/** No platform takes this long for one call; one that does is taken for an answer that was lost. */
export const CALL_MS = 45_000;

/** What the work gives, or an error when that takes longer. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const done = await inTime(ms, work);
  if (done === null) throw new Error(`No answer within ${ms / 1000} seconds`);
  return done.value;
}
