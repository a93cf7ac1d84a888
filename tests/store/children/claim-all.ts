/**
 * Waits for a line, then tries to claim one slot a paper and day in the same place as everybody else does, and prints what
 * came of each as JSON: the papers that this process won.
 */
import { once } from 'node:events';
import { openStore } from '../../../src/store/open-store.ts';
import { numberedPaper } from '../numbered-paper.ts';

const [, , file = '', subscriptionId = '', papers = '0'] = process.argv;
const store = await openStore({ file, now: () => new Date(0) });
process.stdout.write('ready\n');
await once(process.stdin, 'data');

const place = { platform: 'terminal', workspace: null, channel: 'here', thread: null };
const results: Record<string, string> = {};
for (let number = 0; number < Number(papers); number += 1) {
  const { id } = numberedPaper(number);
  results[id] = await store.ledger.claim({
    slot: { subscriptionId, date: new Date(Date.UTC(2026, 10, 24 + number)).toISOString().slice(0, 10) },
    place,
    papers: [{ id, reason: 'because', shownBefore: 0 }],
    at: '2026-11-24T09:00:00.000Z',
  });
}
process.stdout.write(`${JSON.stringify(results)}\n`);
process.stdin.destroy();
await store.close();
