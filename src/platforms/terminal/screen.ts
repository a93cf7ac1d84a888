import type { Writable } from 'node:stream';
import type { Card } from '../../cards/card.ts';
import { cleanLine } from './clean.ts';
import type { Prompt } from './prompt.ts';
import { renderCard, renderLine, splitCard } from './render.ts';
import { written } from './written.ts';

export type ScreenOptions = {
  /** Answers and posts, and nothing else. */
  readonly output: Writable;
  /** Hints for whoever runs it. */
  readonly errors: Writable;
  readonly colour: boolean;
  /** A person types here: there is a prompt, line editing and a history. Else every line of the input is a command. */
  readonly interactive: boolean;
  /** A line of the errors that comes and goes: how far a long work is. */
  readonly passing: { show(text: string): void; clear(): void };
  /** Columns of the output now, or null when it is no terminal. */
  readonly columns: () => number | null;
};

/** What is written, and where: below one another, or above the line that a person is typing. */
export type Screen = {
  /** Resolves when the output has taken it; rejects when the output is gone. */
  show(card: Card): Promise<void>;
  /** A line without a card. */
  tell(text: string): Promise<void>;
  /** A line that is no answer: to the errors, or above the prompt when there is one. */
  hint(text: string): void;
  /** A line that the next one takes the place of. Below a prompt there is no room for one. */
  pass(text: string): void;
  /** From now on there is a line being typed. */
  attach(prompt: Prompt): void;
};

export function createScreen(options: ScreenOptions): Screen {
  const { output, errors, passing } = options;
  const look = () => ({ columns: options.columns(), colour: options.colour });
  let prompt: Prompt | null = null;
  let fresh = true;
  return {
    async show(card) {
      passing.clear();
      if (prompt !== null) return prompt.above(`${renderCard(card, look())}\n`);
      const { answer, hints } = options.interactive ? { answer: card, hints: [] } : splitCard(card);
      const text = renderCard(answer, look());
      const gap = fresh ? '' : '\n';
      fresh = false;
      await written(output, gap + text);
      for (const line of hints) errors.write(`${cleanLine(line)}\n`);
    },
    tell(text) {
      passing.clear();
      fresh = false;
      return written(output, renderLine(text, look()));
    },
    hint(text) {
      passing.clear();
      const line = `${cleanLine(text)}\n`;
      if (prompt === null) errors.write(line);
      // An output that is gone is told to whoever waits for an answer; a hint needs nobody's care.
      else prompt.above(line).catch(() => undefined);
    },
    pass(text) {
      if (prompt === null) passing.show(text);
    },
    attach(given) {
      passing.clear();
      prompt = given;
    },
  };
}
