import { commandHelpCard, helpCard } from '../cards/help-card.ts';
import { editDistance } from '../subscription/edit-distance.ts';
import { inMenu, toPerson } from './answers.ts';
import type { Command } from './command.ts';
import { misfit } from './misfit.ts';

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
    nearly: (args) => /^\S+$/u.test(args),
    run: (args, request, parts) => {
      const command = named(args);
      if (command === undefined && !help.fits(args)) {
        const near = nearestName(args, others);
        const why = 'There is no command of this name.';
        return misfit({ command: help, args, why, nearest: near === null ? 'help' : `help ${near}` }, request, parts);
      }
      return Promise.resolve(
        toPerson(
          command === undefined
            ? helpCard([...others.filter(({ hidden }) => hidden !== true), help].map((one) => inMenu(one, request)))
            : commandHelpCard(inMenu(command, request)),
        ),
      );
    },
  };
  return help;
}

function nearestName(typed: string, commands: readonly Command[]): string | null {
  const word = typed.slice(0, 20).toLowerCase();
  const [nearest] = commands
    .map(({ name }) => ({ name, distance: editDistance(word, name) }))
    .filter(({ distance }) => distance <= 2)
    .toSorted((a, b) => a.distance - b.distance);
  return nearest?.name ?? null;
}
