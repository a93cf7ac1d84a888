import { isGreeting } from '../chat/spoken-to.ts';
import type { Command } from './command.ts';
import { nearestCommand } from './nearest-command.ts';
import { splitFirstWord } from './split-first-word.ts';

export type Route = {
  readonly command: Command;
  /** What follows the command, or the whole sentence when it is a search without the word. */
  readonly args: string;
  /** A whole sentence that was probably meant instead, when the first word looks like a mistyped command; else null. */
  readonly offer: string | null;
  /** False: the first word may as well be meant as it is, so the offer is for want of papers, or beside them. */
  readonly isSure: boolean;
};

/**
 * Which command a sentence is for. Its first word decides, when it names a command and what follows fits it, or nearly;
 * everything else is a search. Letter case, a slash before the word and `:`, `!`, `?` or `.` after it do not matter.
 * Nothing at all, or a greeting alone, is a cry for help. Throws only when `commands` lacks `search` or `help`.
 */
export function route(text: string, commands: readonly Command[]): Route {
  const sentence = text.trim().replace(/^\/(?:papers|paperboy)(?=\s|$)\s*/iu, '');
  if (sentence === '' || isGreeting(sentence))
    return { command: named('help', commands), args: '', offer: null, isSure: true };
  const { first, rest } = splitFirstWord(sentence);
  const word = bareWord(first);
  const command = commands.find(({ name, aliases }) => name === word || aliases.includes(word));
  if (command?.fits(rest) || command?.nearly?.(rest)) return { command, args: rest, offer: null, isSure: true };
  const nearest = command === undefined ? nearestCommand(word, rest, commands) : null;
  const offer = nearest === null ? null : `${nearest.command.name} ${rest}`.trim();
  return { command: named('search', commands), args: sentence, offer, isSure: nearest?.isSure ?? true };
}

function bareWord(first: string): string {
  const bare = first.toLowerCase().replace(/^\//u, '');
  return bare.length > 1 ? bare.replace(/[:!?.]$/u, '') : bare;
}

function named(name: string, commands: readonly Command[]): Command {
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) throw new Error(`Expected a command ${name} among the commands, found none`);
  return command;
}
