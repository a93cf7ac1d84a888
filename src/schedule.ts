import { schedule } from 'node-cron';
import type { ScheduledTask } from 'node-cron';
import type { Log } from './log.ts';

/** The heartbeat, never the truth: it says "look now", and whoever is told must not rely on being told each time. */
export type Schedule = {
  /**
   * Runs at once, and then at each time of a cron expression, read in UTC. A run that is still going is not started a
   * second time.
   */
  every(cron: string, name: string, run: () => Promise<void>): void;
  /** No new run starts; resolves when those that are going have ended. Safe to call twice. */
  stop(): Promise<void>;
};

/** Runs work by the clock. A run that fails is logged under its name, and the next one comes all the same. */
export function createSchedule(log: Log): Schedule {
  const tasks: ScheduledTask[] = [];
  const going = new Map<string, Promise<void>>();
  let stopped = false;

  const guarded = async (name: string, run: () => Promise<void>): Promise<void> => {
    try {
      await run();
    } catch (error) {
      log.error('schedule.failed', { name, error });
    }
  };

  return {
    every(cron, name, run) {
      if (stopped) return;
      const start = async (): Promise<void> => {
        // The library's own guard counts per task; this one also covers a name that is scheduled twice.
        if (stopped || going.has(name)) return;
        const work = guarded(name, run).finally(() => going.delete(name));
        going.set(name, work);
        await work;
      };
      tasks.push(
        schedule(cron, start, {
          name,
          timezone: 'UTC',
          noOverlap: true,
          suppressMissedWarning: true,
          logger: bridge(log),
        }),
      );
      void start();
    },
    async stop() {
      stopped = true;
      const stopping = tasks.splice(0).map((task) => task.destroy());
      await Promise.all([...stopping, ...going.values()]);
    },
  };
}

/** What the library has to say goes to our log: it would write to the console otherwise. */
function bridge(log: Log): {
  info(message: string): void;
  warn(message: string): void;
  error(message: string | Error, error?: Error): void;
  debug(message: string | Error, error?: Error): void;
} {
  return {
    info: (message) => log.debug('schedule.library', { message }),
    warn: (message) => log.debug('schedule.library', { message }),
    error: (message, error) => log.error('schedule.library', { message: String(message), error: error ?? message }),
    debug: (message) => log.debug('schedule.library', { message: String(message) }),
  };
}
