/** One line that says how far a long work is, on a terminal; nothing anywhere else. */
export type Progress = {
  show(text: string): void;
  /** Takes the line away. */
  clear(): void;
};

/** Short works say nothing, in milliseconds. */
const QUIET_MS = 700;
const EVERY_MS = 200;

/** `clock` counts milliseconds. */
export function createProgress(
  errors: { readonly isTTY: boolean; readonly columns: number; readonly write: (text: string) => unknown },
  clock: () => number,
): Progress {
  const begun = clock();
  let last = begun;
  let shown = false;
  return {
    show(text) {
      const at = clock();
      if (!errors.isTTY || at - begun < QUIET_MS || at - last < EVERY_MS) return;
      last = at;
      shown = true;
      // A line that runs over the edge could not be taken back.
      errors.write(`\r\u001b[K${text.slice(0, Math.max(0, errors.columns - 1))}`);
    },
    clear() {
      if (shown) errors.write('\r\u001b[K');
      shown = false;
    },
  };
}

/** `12,345`, as the texts of the program are English. */
export function count(value: number): string {
  return value.toLocaleString('en');
}
