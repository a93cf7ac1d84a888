import { commandHelpCard, helpCard } from '../cards/help-card.ts';
import { toPerson } from './answers.ts';
import type { Command } from './command.ts';

/** Explains the other commands, and itself. */
export function createHelp(others: readonly Command[]): Command {
  const named = (name: string): Command | undefined => {
    const word = name.toLowerCase();
    return [...others, help].find((command) => command.name === word || command.aliases.includes(word));
  };
  const help: Command = {
    name: 'help',
    aliases: ['?', 'commands'],
    usage: '[command]',
    summary: 'Say what Paperboy understands.',
    details: [],
    examples: ['help', 'help search'],
    fits: (args) => /^(?:me|please)?$/iu.test(args) || named(args) !== undefined,
    run: (args) => {
      const command = named(args);
      return Promise.resolve(
        toPerson(
          command === undefined
            ? helpCard([...others.filter(({ hidden }) => hidden !== true), help])
            : commandHelpCard(command),
        ),
      );
    },
  };
  return help;
}
