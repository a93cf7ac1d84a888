/** Puts batch after batch into the file of the first argument and prints the number of each batch once it is stored. */
import { openStore } from '../../../src/store/open-store.ts';
import { numberedPaper } from '../numbered-paper.ts';

const [, , file = '', size = '100', first = '0'] = process.argv;
const store = await openStore({ file, now: () => new Date(0) });
for (let batch = Number(first); ; batch += 1) {
  const papers = Array.from({ length: Number(size) }, (_, index) => numberedPaper(batch * Number(size) + index));
  await store.papers.put(papers);
  process.stdout.write(`${batch}\n`);
}
