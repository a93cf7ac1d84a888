import { clearScreenDown, createInterface, cursorTo, moveCursor } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { written } from './written.ts';

/** A line that a person edits, below everything that is said. */
export type Prompt = {
  /** Writes a text above the line being typed, and draws that line again. */
  above(text: string): Promise<void>;
  /** Gives the terminal back. Safe to call twice. */
  close(): void;
};

const MARK = 'paperboy> ';
const HISTORY_SIZE = 1000;

/** Begins to read lines. `onEnd` is called once: `interrupt` at Ctrl-C, else `end`. */
export function openPrompt(parts: {
  readonly input: Readable;
  readonly output: Writable;
  /** Newest first. */
  readonly history: readonly string[];
  /** What the first word of a line can be. */
  readonly names: readonly string[];
  readonly onLine: (line: string) => void;
  readonly onEnd: (how: 'end' | 'interrupt') => void;
}): Prompt {
  const { input, output } = parts;
  const lines = createInterface({
    input,
    output,
    terminal: true,
    prompt: MARK,
    history: [...parts.history],
    historySize: HISTORY_SIZE,
    removeHistoryDuplicates: true,
    completer: (line: string) => complete(line, parts.names),
  });
  let open = true;
  let how: 'end' | 'interrupt' = 'end';
  lines.on('line', parts.onLine);
  lines.on('SIGINT', () => {
    how = 'interrupt';
    lines.close();
  });
  lines.on('close', () => {
    open = false;
    output.write('\n');
    parts.onEnd(how);
  });
  lines.prompt();
  return {
    async above(text) {
      if (!open) return written(output, text);
      moveCursor(output, 0, -lines.getCursorPos().rows);
      cursorTo(output, 0);
      clearScreenDown(output);
      await written(output, text);
      // It may have ended meanwhile; then there is no line to draw.
      if (open) lines.prompt(true);
      return undefined;
    },
    close() {
      if (open) lines.close();
    },
  };
}

/** The names that begin like the word being typed: the first word of a line, or what follows `help`. */
export function complete(line: string, names: readonly string[]): [string[], string] {
  const [, before = '', word = ''] = /^(\s*(?:help\s+)?)(\S*)$/i.exec(line) ?? [];
  if (before + word !== line) return [[], line];
  const fitting = names.filter((name) => name.startsWith(word.toLowerCase()));
  return [fitting.map((name) => (fitting.length === 1 ? `${name} ` : name)), word];
}
