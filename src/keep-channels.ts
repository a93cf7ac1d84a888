import type { Place } from './chat/place.ts';
import type { Log } from './log.ts';
import type { Platform } from './platforms/platform.ts';
import type { SubscriptionStore } from './store/store.ts';
import type { FileEntry } from './subscription/channels-file.ts';
import { reconcile } from './subscription/reconcile.ts';
import type { FileWish, Step } from './subscription/reconcile.ts';
import type { Pause } from './subscription/subscription.ts';

export type KeepParts = {
  readonly subscriptions: SubscriptionStore;
  readonly now: () => Date;
  readonly log: Log;
};

/**
 * Brings the stored subscriptions of a platform that listens in step with what the file asks for there. An entry whose
 * channel the platform does not know is logged and left out. Rejects when the platform cannot be asked now, or the store
 * cannot be used; what was done until then stays, and the next start goes on.
 */
export async function keepChannels(
  entries: readonly FileEntry[],
  platform: Pick<Platform, 'name' | 'placeOf'>,
  parts: KeepParts,
): Promise<void> {
  const stored = (await parts.subscriptions.all()).filter(({ place }) => place.platform === platform.name);
  const file: FileWish[] = [];
  for (const { platform: name, channel, wish } of entries) {
    if (name !== platform.name) continue;
    // Where it is known, so that a channel that the bot was just taken out of is not taken for one that left the file.
    const known = stored.find(({ place, owner }) => owner === 'file' && placeIdOf(place) === channel);
    const place = known?.place ?? (await platform.placeOf(channel));
    if (place === null) parts.log.error('channels.unknown', { platform: name, channel });
    else file.push({ place, wish });
  }
  for (const step of reconcile(file, stored)) {
    await take(step, parts);
    const { place, number } = step.kind === 'add' ? { place: step.place, number: null } : step.subscription;
    const fields = { step: step.kind, place, number };
    // Whoever took an entry out knows it; whoever started in another folder does not.
    if (step.kind === 'pause') parts.log.warn('channels.kept', fields);
    else parts.log.info('channels.kept', fields);
  }
}

function placeIdOf({ channel, thread }: Place): string {
  return thread ?? channel;
}

async function take(step: Step, { subscriptions, now }: KeepParts): Promise<void> {
  const at = now().toISOString();
  switch (step.kind) {
    case 'add': {
      const { platform, workspace } = step.place;
      // Nobody in the chat: whoever runs the service hears of troubles from the log.
      await subscriptions.add(step.wish, step.place, { platform, workspace, id: 'file' }, at, 'file');
      return;
    }
    case 'update':
      await subscriptions.update(step.subscription.place, step.subscription.number, step.wish, at);
      return;
    case 'pause':
      await subscriptions.setPause(step.subscription.id, leftFile(step.subscription.pause));
      return;
    case 'resume':
      await subscriptions.setPause(step.subscription.id, step.subscription.pause?.before ?? null);
      return;
    case 'leave':
  }
}

/** What a person asked for, and a trouble that was not mended, is there again when the entry is. */
function leftFile(before: Pause | null): Pause {
  return { by: 'file', until: null, reason: '', ...(before === null ? {} : { before }) };
}
