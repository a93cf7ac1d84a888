/**
 * Kills real processes over the paper of the day, at each boundary of its way, on the terminal, Slack and Discord of the
 * tests, and counts doubles and gaps: npx node bench/crashes.ts [crashes on each platform].
 */
import { crash } from '../tests/support/crash/crash-run.ts';

const wanted = Number(process.argv[2] ?? 400);
let isWhole = true;
for (const platform of ['terminal', 'slack', 'discord']) {
  const began = performance.now();
  const { crashes, slots, doubles, gaps, unknown, at } = await crash(platform, wanted, (count) => {
    if (count % 20 === 0) process.stderr.write(`${platform}: ${count} crashes\n`);
  });
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`${platform}: ${crashes} crashes over ${slots} posts in ${seconds} s`);
  console.log(`  doubles ${doubles.length}, gaps ${gaps.length}, nobody can know ${unknown}`);
  console.log(
    `  ${Object.entries(at)
      .map(([boundary, count]) => `${boundary} ${count}`)
      .join(', ')}`,
  );
  for (const one of [...doubles, ...gaps]) console.log(`  ${one}`);
  isWhole &&= doubles.length === 0 && gaps.length === 0;
}
process.exit(isWhole ? 0 : 1);
