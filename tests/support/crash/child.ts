/**
 * One life of the delivery, composed as the service composes it, that dies where it is told: it takes a JSON of
 * {@link ChildTask} as its argument and looks at what is due, then once more at each ISO instant that its input tells, line by
 * line. It ends with status 0 when it lived to the end of the input.
 */
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { createDeliver } from '../../../src/flows/deliver.ts';
import type { Log } from '../../../src/log.ts';
import type { Platform } from '../../../src/platforms/platform.ts';
import { createPaperIndex } from '../../../src/search/paper-index.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { ChildTask } from './task.ts';

const task: ChildTask = JSON.parse(process.argv[2] ?? '');
let time = task.now;
const now = (): Date => new Date(time);
const quiet = (): void => {};
const log: Log = {
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: (event, { error } = {}) =>
    void process.stderr.write(`${event} ${error instanceof Error ? error.message : ''}\n`),
};

function die(boundary: string): void {
  if (boundary === task.dieAt) process.kill(process.pid, 'SIGKILL');
}

/** The same object, but the process is killed, as by the machine, before or after a call of that name. */
function doomed<T extends object>(target: T): T {
  return new Proxy(target, {
    get(object, name) {
      const member: unknown = Reflect.get(object, name);
      if (typeof member !== 'function') return member;
      return async (...args: readonly unknown[]): Promise<unknown> => {
        die(`before ${String(name)}`);
        const answer: unknown = await Reflect.apply(member, object, args);
        die(`after ${String(name)}`);
        return answer;
      };
    },
  });
}

/** Only what is needed is read: a thousand processes are started. */
async function openPlatform(): Promise<Platform> {
  if (task.platform !== 'terminal') {
    const { slack } =
      task.platform === 'slack' ? await import('../../../src/platforms/slack/index.ts') : { slack: null };
    const chat = slack ?? (await import('../../../src/platforms/discord/index.ts')).discord;
    const platform = chat.fromEnv(process.env);
    if (platform === null) throw new Error(`Expected the settings of ${task.platform}`);
    return platform;
  }
  const { createTerminal } = await import('../../../src/platforms/terminal/index.ts');
  return createTerminal({
    // Nobody types.
    input: new PassThrough(),
    output: process.stdout,
    errors: process.stderr,
    interactive: false,
    colour: false,
    columns: () => null,
    passing: { clear: quiet, show: quiet },
    person: 'local',
    zone: 'UTC',
    historyFile: null,
    welcome: async () => [],
    opening: async () => [],
    reference: () => 'none',
  });
}

const store = await openStore({ file: task.file, now });
const index = createPaperIndex();
for await (const papers of store.papers.all()) await index.put(papers);
const platform = await openPlatform();
await platform.start({ commands: [], answer: () => Promise.reject(new Error('Nobody asks')), log });
const deliver = createDeliver({
  store: { ...store, ledger: doomed(store.ledger) },
  index,
  platforms: new Map([[platform.name, doomed(platform)]]),
  now,
  log,
});
await deliver.recover();
await deliver.tick();
for await (const instant of createInterface({ input: process.stdin })) {
  time = instant;
  await deliver.tick();
  process.stdout.write(`served ${instant}\n`);
}
process.exit(0);
