import { fileURLToPath } from 'node:url';
import { environment, start } from '../program.ts';
import type { Running } from '../program.ts';
import type { Scene } from './scene.ts';
import type { ChildTask } from './task.ts';

/** A process that delivers in a scene, and goes on for as long as it is told what time it is. */
export type Life = {
  readonly running: Running;
  /** Lets it look at what is due at that ISO instant; resolves when it has. */
  beat(instant: string): Promise<void>;
  /** Tells it that nothing more comes. Rejects when it fails by itself; true when it was killed. */
  end(): Promise<boolean>;
};

const child = fileURLToPath(new URL('child.ts', import.meta.url));

/** `mostBytes`: the size beyond which it can write no file, as on a disk that is full. */
export function startLife(scene: Scene, task: Pick<ChildTask, 'dieAt'>, mostBytes: number | null = null): Life {
  const { chat, file, home } = scene;
  const told: ChildTask = { ...task, file, platform: chat.name, now: new Date(scene.time).toISOString() };
  const args = [child, JSON.stringify(told)];
  const env = environment(home, chat.env);
  const running =
    mostBytes === null
      ? start(process.execPath, args, env)
      : start(
          'sh',
          ['-c', `trap '' XFSZ; ulimit -f ${blocks(mostBytes)}; exec "$0" "$@"`, process.execPath, ...args],
          env,
        );
  return {
    running,
    async beat(instant) {
      scene.time = Date.parse(instant);
      running.child.stdin.write(`${instant}\n`);
      await running.says(`served ${instant}\n`);
    },
    async end() {
      running.child.stdin.end();
      const { status, signal } = await running.ended;
      scene.printed += running.output();
      if (signal === null && status !== 0) throw new Error(`The process failed by itself: ${running.errors()}`);
      return signal !== null;
    },
  };
}

/** POSIX counts the sizes of files in blocks of 512 bytes. */
function blocks(bytes: number): number {
  return Math.ceil(bytes / 512);
}
