/** Opens the files named on standard input one after the other, as new as they are, and prints how many papers each has. */
import { createInterface } from 'node:readline';
import { openStore } from '../../../src/store/open-store.ts';
import { numberedPaper } from '../numbered-paper.ts';

process.stdout.write('ready\n');
for await (const file of createInterface({ input: process.stdin })) {
  const store = await openStore({ file, now: () => new Date(0) });
  await store.papers.put([numberedPaper(1)]);
  process.stdout.write(`${await store.papers.count()}\n`);
  await store.close();
}
