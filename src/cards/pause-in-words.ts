import type { Pause } from '../subscription/subscription.ts';
import { dateInWords } from './dates.ts';

/** Why a subscription posts nothing for now, and what brings it back. */
export function pauseInWords({ by, until, reason }: Pause, number: number): string {
  const said = reason === '' ? '' : ` ${reason}`;
  if (by === 'file')
    return 'It is not in the file of subscriptions any more; whoever runs Paperboy can put it back there.';
  if (by === 'trouble') return `Set aside after a trouble:${said} When that is mended, say: resume ${number}`;
  return `Until ${until === null ? `somebody says: resume ${number}` : dateInWords(until)}.${said}`;
}
