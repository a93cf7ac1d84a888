import type { Writable } from 'node:stream';
import type { Card } from '../../cards/card.ts';
import { cleanLine } from './clean.ts';
import type { Prompt } from './prompt.ts';
import { renderCard, renderLine } from './render.ts';
import { written } from './written.ts';

export type ScreenOptions = {
  /** Answers and posts, and nothing else. */
  readonly output: Writable;
  /** Hints for whoever runs it. */
  readonly errors: Writable;
  readonly colour: boolean;
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
  /** From now on there is a line being typed. */
  attach(prompt: Prompt): void;
};

export function createScreen(options: ScreenOptions): Screen {
  const { output, errors } = options;
  const look = () => ({ columns: options.columns(), colour: options.colour });
  let prompt: Prompt | null = null;
  let fresh = true;
  return {
    show(card) {
      const text = renderCard(card, look());
      if (prompt !== null) return prompt.above(`${text}\n`);
      const gap = fresh ? '' : '\n';
      fresh = false;
      return written(output, gap + text);
    },
    tell(text) {
      fresh = false;
      return written(output, renderLine(text, look()));
    },
    hint(text) {
      const line = `${cleanLine(text)}\n`;
      if (prompt === null) errors.write(line);
      // An output that is gone is told to whoever waits for an answer; a hint needs nobody's care.
      else prompt.above(line).catch(() => undefined);
    },
    attach(given) {
      prompt = given;
    },
  };
}
