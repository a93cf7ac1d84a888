import type { Answer } from '../cards/card.ts';
import { clamp } from '../cards/clamp.ts';
import { line } from '../cards/line.ts';
import { reference } from '../cards/paper-actions.ts';
import type { Request } from '../chat/request.ts';
import { titleKey } from '../paper/title-key.ts';
import { amissFilter } from './amiss-filter.ts';
import { explain, nothing, problem } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import { which } from './numbered.ts';
import { parseReferences } from './references.ts';

/** What may stand before and behind the words of a title: the number of a subscription, and how a paper is cited. */
const AROUND: Readonly<Record<string, RegExp>> = {
  paper: /^()([\s\S]+?)()$/u,
  similar: /^()([\s\S]+?)()$/u,
  save: /^()([\s\S]+?)()$/u,
  unsave: /^()([\s\S]+?)()$/u,
  why: /^(#?\d{1,9}\s+)?([\s\S]+?)()$/u,
  cite: /^()([\s\S]+?)(\s+(?:bibtex|ris))?$/iu,
};
/** These are about a subscription of the place. */
const OF_SUBSCRIPTIONS = new Set(['edit', 'pause', 'resume', 'skip', 'next', 'preview', 'post']);
/** Titles looked at, and offered. */
const MOST = 25;
const MOST_OFFERED = 5;

/**
 * Runs a command that was chosen for certain. What does not fit it is never a search for its name: words may be those of a
 * title, and where a number is missing it is asked which.
 */
export async function runChosen(
  command: Command,
  args: string,
  request: Request,
  parts: CommandParts,
): Promise<Answer> {
  const { name } = command;
  const fits = command.fits(args) || command.nearly?.(args) === true;
  const [, before = '', words = '', behind = ''] = AROUND[name]?.exec(args) ?? [];
  // Words are papers like them as well, so that only a whole title counts.
  const isLoose = fits && name === 'similar' && parseReferences(args) === null;
  if (fits && !isLoose) return (await amissFilter(name, args, parts)) ?? command.run(args, request, parts);
  if (words === '') return OF_SUBSCRIPTIONS.has(name) ? which(request, parts) : explain(command);
  const found = await titled(words, parts);
  const exact = found.filter(({ text }) => titleKey(text) === titleKey(words));
  const [only, ...others] = exact.length > 0 || isLoose ? exact : found;
  const says = (id: string): string => `${name} ${before}${reference(id)}${behind}`;
  if (only !== undefined && others.length === 0)
    return command.run(`${before}${reference(only.id)}${behind}`, request, parts);
  if (isLoose) return command.run(args, request, parts);
  return only === undefined ? unknownTitle(words) : whichPaper([only, ...others], says);
}

type Titled = { readonly id: string; readonly text: string };

async function titled(words: string, { index }: CommandParts): Promise<readonly Titled[]> {
  const found = await index.suggest(words, MOST);
  return found.flatMap((one) => (one.kind === 'title' ? [one] : []));
}

function unknownTitle(words: string): Answer {
  return nothing({
    title: 'I know no paper with such a title',
    text: [
      `No title has the words “${clamp(line(words), 200)}”. Fewer of them may find it, or a search through the abstracts too.`,
    ],
    actions: [{ label: 'Search for these words', says: `search ${line(words)}` }],
  });
}

function whichPaper(found: readonly Titled[], says: (id: string) => string): Answer {
  const more = found.length > MOST_OFFERED ? ' There are more: write more of the title to see them.' : '';
  return problem({
    title: 'Which paper do you mean?',
    text: [`Several have these words in their titles.${more}`],
    actions: found.slice(0, MOST_OFFERED).map(({ id, text }) => ({ label: clamp(line(text), 75), says: says(id) })),
  });
}
