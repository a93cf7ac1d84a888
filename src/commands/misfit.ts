import type { Answer } from '../cards/card.ts';
import { clamp } from '../cards/clamp.ts';
import { line } from '../cards/line.ts';
import type { CommandInfo, Request } from '../chat/request.ts';
import { problem } from './answers.ts';
import type { CommandParts } from './command.ts';
import { pinNumber } from './pin-number.ts';

/** A button must be able to say it. */
const MAX_SENTENCE = 500;

export type Misfit = {
  readonly command: Pick<CommandInfo, 'name' | 'usage'>;
  readonly args: string;
  /** What is wrong with them, in a plain sentence. */
  readonly why: string;
  /** The sentence that comes nearest and works. */
  readonly nearest: string;
};

/** For what was meant for a command and does not fit it: why, how it is said, the nearest that works, and the search. */
export async function misfit(
  { command, args, why, nearest }: Misfit,
  request: Request,
  parts: CommandParts,
): Promise<Answer> {
  const { name, usage } = command;
  const search = `search ${name} ${args}`;
  const says = await pinNumber(nearest, request, parts);
  return problem({
    title: `“${name} ${clamp(line(args), 60)}” does not work`,
    text: [why, [{ text: 'Say it like this: ' }, { text: `${name} ${usage}`.trim(), style: 'code' }]],
    actions: [
      { label: clamp(nearest, 60), says },
      ...(search.length > MAX_SENTENCE ? [] : [{ label: 'Search for these words', says: search }]),
    ],
  });
}

/** For a command that takes one paper and was given several. */
export function onlyOne(
  command: Misfit['command'],
  args: string,
  request: Request,
  parts: CommandParts,
): Promise<Answer> {
  const [first = '1'] = /^#?\d{1,4}(?![\d.])/u.exec(args.normalize('NFKC')) ?? /^[^\s,;]+/u.exec(args) ?? [];
  const why = `${command.name} takes one paper at a time.`;
  return misfit({ command, args, why, nearest: `${command.name} ${first}` }, request, parts);
}
