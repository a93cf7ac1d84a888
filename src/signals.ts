export type Signals = {
  /** Aborted when the process shall end: SIGINT, SIGTERM, SIGHUP, or an output that nobody reads any more. */
  readonly ending: AbortSignal;
  /** Takes the signals over: from now on they end the process in order. Until then they end it at once. */
  watch(): void;
  /** The end has begun for another reason; the next signal ends the process at once. */
  end(): void;
};

/** The status by which shells know what ended a process: 128 and the number of the signal. */
const STATUS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
type Name = keyof typeof STATUS;

/** What is needed of the process. */
type Target = {
  readonly on: (name: Name, listener: () => void) => unknown;
  readonly exit: (status: number) => unknown;
};

/**
 * Milliseconds in which one Ctrl-C may arrive more than once: the terminal sends it to every process in front, and npm
 * hands its own on to us.
 */
const ECHO_MS = 500;

/** The first signal asks for an orderly end, a second one ends the process at once. `clock` counts milliseconds. */
export function createSignals(target: Target, clock: () => number): Signals {
  const ending = new AbortController();
  let heard: number | null = null;
  const hear = (name: Name) => () => {
    const at = clock();
    if (ending.signal.aborted && (heard === null || at - heard > ECHO_MS)) target.exit(STATUS[name]);
    heard ??= at;
    ending.abort();
  };
  return {
    ending: ending.signal,
    watch() {
      target.on('SIGINT', hear('SIGINT'));
      target.on('SIGTERM', hear('SIGTERM'));
      target.on('SIGHUP', hear('SIGHUP'));
    },
    end() {
      ending.abort();
    },
  };
}
