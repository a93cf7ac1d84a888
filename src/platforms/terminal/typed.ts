import type { Readable, Writable } from 'node:stream';
import { openHistory } from './history.ts';
import { openPrompt } from './prompt.ts';
import type { Hear, Reader } from './reader.ts';
import type { Screen } from './screen.ts';

/** Reads what a person types: with a prompt, line editing, completion and a history. */
export async function readTyped(parts: {
  readonly input: Readable;
  readonly output: Writable;
  readonly screen: Screen;
  readonly hear: Hear;
  /** Where typed lines are kept, or null. */
  readonly historyFile: string | null;
  /** What the first word of a line can be, for completion. */
  readonly names: readonly string[];
}): Promise<Reader> {
  const history = parts.historyFile === null ? null : await openHistory(parts.historyFile);
  const end = Promise.withResolvers<void>();
  let queue = Promise.resolve();
  let interrupted = false;

  const take = async (line: string): Promise<void> => {
    if (interrupted) return;
    await history?.add(line);
    if (line.trim() === '') await prompt.above('');
    else if ((await parts.hear(line)) === 'enough') prompt.close();
  };
  const prompt = openPrompt({
    input: parts.input,
    output: parts.output,
    history: history?.lines ?? [],
    names: parts.names,
    onLine: (line) => {
      queue = queue.then(() => take(line));
      queue.catch(end.reject);
    },
    onEnd: (how) => {
      interrupted = how === 'interrupt';
      queue.then(end.resolve, end.reject);
    },
  });
  parts.screen.attach(prompt);
  return { ended: end.promise, stop: () => prompt.close() };
}
