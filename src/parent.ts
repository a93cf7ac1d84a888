const EVERY_MS = 1_000;

/**
 * Calls `onGone` once when the parent of the process ends. npm runs a script through a shell, and hands a signal to that
 * shell only; where the shell does not pass it on, its end is all that the program gets to see.
 */
export function watchParent(target: Pick<NodeJS.Process, 'ppid'>, onGone: () => void): void {
  const parent = target.ppid;
  const timer = setInterval(() => {
    if (target.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, EVERY_MS);
  timer.unref();
}
