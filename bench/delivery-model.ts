/**
 * A long walk through what people, clocks, crashes and networks can do to the paper of the day, against the promises of
 * docs/delivery.md: npx node bench/delivery-model.ts [steps] [seed]. It ends at the first broken promise, with the way there.
 */
import { walk } from '../tests/flows/delivery-model/run-model.ts';

const STEPS = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 1e9));
const SOME_MS = 60_000;

console.log(`seed ${seed}`);
const began = performance.now();
const all = { runs: 0, steps: 0, messages: 0, crashes: 0 };
for (let part = 0; all.steps < STEPS; part += 1) {
  const walked = await walk({ seed: seed + part, ms: SOME_MS });
  all.runs += walked.runs;
  all.steps += walked.steps;
  all.messages += walked.messages;
  all.crashes += walked.crashes;
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`${seconds} s: ${all.steps} steps in ${all.runs} worlds, ${all.messages} posts, ${all.crashes} crashes`);
}
console.log('Every promise held.');
// Processes that died in a walk never end by themselves.
process.exit(0);
