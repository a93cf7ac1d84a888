import type { Pause } from '../subscription/subscription.ts';
import type { Queryable } from './schema.ts';
import { storableText } from './storable.ts';

/** Until somebody resumes it, the subscription posts nothing; one that is paused already stays as it is. */
export async function setAside(db: Queryable, id: string, reason: string): Promise<void> {
  const pause: Pause = { by: 'trouble', until: null, reason: storableText(reason) };
  await db
    .updateTable('subscription')
    .set({ pause: JSON.stringify(pause) })
    .where('id', '=', id)
    .where('pause', 'is', null)
    .execute();
}
