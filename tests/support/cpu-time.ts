/** Milliseconds for which the processor worked on `run`: what else the machine does meanwhile does not count. */
export function cpuMs(run: () => unknown): number {
  const before = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
