import type { Answer } from '../cards/card.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { problem } from './answers.ts';

/** Whether the file of whoever runs the service decides what a subscription asks for: the chat cannot change it then. */
export function isKeptByFile({ owner, pause }: Subscription): boolean {
  return owner === 'file' && pause?.by !== 'file';
}

/** What can be done instead. */
export function keptByFile({ number }: Subscription): Answer {
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
