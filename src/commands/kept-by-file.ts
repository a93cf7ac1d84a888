import type { Answer } from '../cards/card.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { problem } from './answers.ts';

/** Whether the file of whoever runs the service asks for a subscription: the chat cannot end it then. */
export function isKeptByFile({ owner, pause }: Subscription): boolean {
  return owner === 'file' && pause?.by !== 'file';
}

/** What can be done with a subscription of the file instead of changing it. */
export function keptByFile(subscription: Subscription): Answer {
  const { number } = subscription;
  if (!isKeptByFile(subscription)) return leftFile(number);
  return problem({
    title: `Subscription ${number} is kept in a file`,
    text: [
      'Whoever runs Paperboy decides in that file what it asks for. Ask them to change it there.',
      `Here you can pause it: pause ${number}`,
    ],
    actions: [
      { label: `Pause ${number}`, says: `pause ${number}` },
      { label: 'Show all here', says: 'list' },
    ],
  });
}

/** Neither changed, paused nor resumed from the chat: its entry is not in the file any more. */
export function leftFile(number: number): Answer {
  return problem({
    title: `Subscription ${number} is not in the file any more`,
    text: [
      'Whoever runs Paperboy took it out of the file of subscriptions, so nothing is posted for it. End it to subscribe anew.',
    ],
    actions: [
      { label: `Unsubscribe ${number}`, says: `unsubscribe ${number}` },
      { label: 'Show all here', says: 'list' },
    ],
  });
}
