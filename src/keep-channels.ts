import type { Log } from './log.ts';
import type { SubscriptionStore } from './store/store.ts';
import { reconcile } from './subscription/reconcile.ts';
import type { FileWish, Step } from './subscription/reconcile.ts';

export type KeepParts = {
  readonly subscriptions: SubscriptionStore;
  readonly now: () => Date;
  readonly log: Log;
};

/** Brings the stored subscriptions of `platforms` in step with what the file asks for there. */
export async function keepChannels(
  file: readonly FileWish[],
  platforms: ReadonlySet<string>,
  parts: KeepParts,
): Promise<void> {
  const stored = (await parts.subscriptions.all()).filter(({ place }) => platforms.has(place.platform));
  for (const step of reconcile(file, stored)) {
    await take(step, parts);
    const { place, number } = step.kind === 'add' ? { place: step.place, number: null } : step.subscription;
    parts.log.info('channels.kept', { step: step.kind, place, number });
  }
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
      await subscriptions.setPause(step.subscription.id, { by: 'file', until: null, reason: '' });
      return;
    case 'resume':
      await subscriptions.setPause(step.subscription.id, null);
      return;
    case 'leave':
  }
}
