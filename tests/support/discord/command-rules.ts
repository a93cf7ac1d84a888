import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord-api-types/v10';
import type { Fields } from '../fields.ts';
import { fieldsOf, listOf, textOf } from '../fields.ts';
import type { Issue } from './api-error.ts';
import { schemaIssues } from './schema.ts';

/*
 * https://docs.discord.com/developers/interactions/application-commands
 */

const chatName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const longestCommand = 8_000;
/** Commands of each type that one scope may hold. */
export const mostCommands = { 1: 100, 2: 15, 3: 15, 4: 1 } as const;

const groups: readonly unknown[] = [
  ApplicationCommandOptionType.Subcommand,
  ApplicationCommandOptionType.SubcommandGroup,
];

/** What is wrong with one command; `path` is where it stands in the body. */
export function commandIssues(command: Fields, path: readonly string[]): Issue[] {
  const shape = schemaIssues('ApplicationCommandUpdateRequest', command);
  if (shape.length > 0) return shape.map((each) => ({ ...each, path: [...path, ...each.path] }));
  const issues: Issue[] = [];
  const type = command['type'] ?? ApplicationCommandType.ChatInput;
  const description = textOf(command['description']) ?? '';
  if (type === ApplicationCommandType.ChatInput) {
    nameRule(command, path, issues);
    if (description === '') issues.push(required([...path, 'description']));
    optionRules(listOf(command['options']), [...path, 'options'], issues);
    if (textLength(command) > longestCommand) {
      issues.push({
        path,
        code: 'APPLICATION_COMMAND_TOO_LARGE',
        message: `Command exceeds maximum size (${longestCommand})`,
      });
    }
  } else if (description !== '' || listOf(command['options']).length > 0) {
    issues.push({
      path: [...path, 'description'],
      code: 'CONTEXT_MENU_COMMAND_DESCRIPTION_NOT_ALLOWED',
      message: 'Context menu commands cannot have description',
    });
  }
  return issues;
}

/** Commands of one type with one name in one body. */
export function duplicateIssues(commands: readonly Fields[]): Issue[] {
  const seen = new Set<string>();
  const issues: Issue[] = [];
  for (const [index, command] of commands.entries()) {
    const key = `${Number(command['type'] ?? 1)}:${textOf(command['name'])}`;
    if (seen.has(key)) {
      issues.push({
        path: [String(index)],
        code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
        message: 'Application command names must be unique',
      });
    }
    seen.add(key);
  }
  return issues;
}

function optionRules(options: readonly unknown[], path: readonly string[], issues: Issue[]): void {
  const names = new Set<unknown>();
  let optional = false;
  const all = options.map(fieldsOf);
  if (all.some((each) => groups.includes(each['type'])) && !all.every((each) => groups.includes(each['type']))) {
    issues.push({
      path,
      code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      message: 'Sub-command and sub-command group option types are mutually exclusive to all other types',
    });
  }
  for (const [index, option] of all.entries()) {
    const at = [...path, String(index)];
    nameRule(option, at, issues);
    if (names.has(option['name'])) {
      issues.push({
        path: [...at, 'name'],
        code: 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID',
        message: 'Option names must be unique',
      });
    }
    names.add(option['name']);
    if (option['required'] === true && optional) {
      issues.push({
        path: at,
        code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        message: 'Required options must be placed before non-required options',
      });
    }
    optional ||= option['required'] !== true;
    if (option['autocomplete'] === true && listOf(option['choices']).length > 0) {
      issues.push({
        path: [...at, 'autocomplete'],
        code: 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID',
        message: 'Autocomplete cannot be set when choices are',
      });
    }
    optionRules(listOf(option['options']), [...at, 'options'], issues);
  }
}

function nameRule(named: Fields, path: readonly string[], issues: Issue[]): void {
  const name = textOf(named['name']) ?? '';
  if (chatName.test(name) && name === name.toLowerCase()) return;
  issues.push({
    path: [...path, 'name'],
    code: 'APPLICATION_COMMAND_INVALID_NAME',
    message: 'Command name is invalid',
  });
}

/** Names, descriptions and values, the longest translation counting. */
function textLength(part: Fields): number {
  const longest = (key: string) =>
    Math.max(
      textOf(part[key])?.length ?? 0,
      ...Object.values(fieldsOf(part[`${key}_localizations`])).map((each) => textOf(each)?.length ?? 0),
    );
  const choices = listOf(part['choices']).map(fieldsOf);
  return (
    longest('name') +
    longest('description') +
    choices.reduce(
      (sum, each) =>
        sum +
        (textOf(each['value']) ?? JSON.stringify(each['value'] ?? '')).length +
        (textOf(each['name'])?.length ?? 0),
      0,
    ) +
    listOf(part['options']).reduce<number>((sum, each) => sum + textLength(fieldsOf(each)), 0)
  );
}

function required(path: readonly string[]): Issue {
  return { path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
}
