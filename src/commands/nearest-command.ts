import type { Command } from './command.ts';
import { readNumber } from './numbered.ts';
import { editDistance } from '../subscription/edit-distance.ts';

/** The longest command has 13 letters; a word much longer is no mistyped one. */
const MAX_WORD = 16;

export type Nearest = {
  readonly command: Command;
  /** False: a changed letter in a short word, which mostly makes another good word (mode and more, safe and save). */
  readonly isSure: boolean;
};

/**
 * The command that was probably meant by a word that is none: one slip of the keys, or two in a long word, and what
 * follows fits it. Null when there is none.
 */
export function nearestCommand(word: string, args: string, commands: readonly Command[]): Nearest | null {
  const typed = word.toLowerCase();
  if (typed.length < 3 || typed.length > MAX_WORD) return null;
  let nearest: (Nearest & { readonly distance: number }) | null = null;
  for (const command of commands) {
    if (command.hidden) continue;
    const distance = editDistance(typed, command.name);
    if (distance === 0 || distance > slipsAllowed(command) || !isWhole(args, command)) continue;
    const isSure = command.name.length > 4 || !isChangeOnly(typed, command.name);
    if (!isSure && !/^[\d\s]*$/u.test(args)) continue;
    if (nearest !== null && (nearest.isSure === isSure ? distance >= nearest.distance : nearest.isSure)) continue;
    nearest = { command, isSure, distance };
  }
  return nearest;
}

/** `search` gets one slip only, or `research directions` would be one; what follows it is found anyhow. */
function slipsAllowed({ name }: Command): number {
  return name.length >= 6 && name !== 'search' ? 2 : 1;
}

function isChangeOnly(typed: string, name: string): boolean {
  if (typed.length !== name.length) return false;
  return letters(typed) !== letters(name);
}

/** What follows makes a whole sentence: a command that needs something got something. */
function isWhole(args: string, command: Command): boolean {
  // What else than a number can stand there is for buttons and forms, and those make no slips.
  if (command.usage === '<number>') return readNumber(args) !== null;
  return command.fits(args) && (args !== '' || !command.usage.startsWith('<'));
}

function letters(word: string): string {
  return Array.from(word).toSorted().join('');
}
