import { StartFailure } from '../../src/platforms/platform.ts';

/** Why a platform did not start. Throws where it did, or failed in another way. */
export async function failureOf(start: Promise<void>): Promise<StartFailure> {
  const failure: unknown = await start.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(failure instanceof StartFailure)) throw new Error('Expected a StartFailure', { cause: failure });
  return failure;
}
