/**
 * A long walk through what people, clocks, crashes and networks can do to the paper of the day, against the promises of
 * docs/delivery.md: npx node bench/delivery-model.ts [steps] [seed]. It ends at the first broken promise, with the way there.
 */
import { walk } from '../tests/flows/delivery-model/run-model.ts';

const steps = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 1e9));

console.log(`seed ${seed}`);
const began = performance.now();
await walk({ seed, steps }, (walked) => {
  const seconds = Math.round((performance.now() - began) / 1000);
  const { runs, messages, crashes, reopened } = walked;
  console.log(
    `${seconds} s: ${walked.steps} steps in ${runs} worlds, ${messages} posts, ${crashes} crashes, ${reopened} opened again`,
  );
});
console.log('Every promise held.');
// Processes that died in a walk never end by themselves.
process.exit(0);
