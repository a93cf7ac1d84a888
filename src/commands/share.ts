import type { Answer } from '../cards/card.ts';
import { wholePlace } from '../chat/place.ts';
import { explain } from './answers.ts';
import type { Request } from '../chat/request.ts';
import type { Command, CommandParts } from './command.ts';
import { splitFirstWord } from './split-first-word.ts';

/** What shows something and changes nothing. */
const SHARED: ReadonlySet<string> = new Set([
  'search',
  'paper',
  'abstract',
  'similar',
  'today',
  'daily',
  'trending',
  'cite',
  'why',
  'links',
  'page',
  'recap',
]);

/** Shows the answer to another sentence to everybody in the place. What is one person's own stays with that person. */
export function createShare(commands: readonly Command[]): Command {
  const parse = (args: string): { readonly command: Command; readonly args: string } | null => {
    const { first, rest } = splitFirstWord(args);
    const command = commands.find(({ name }) => name === first.toLowerCase());
    return command !== undefined && SHARED.has(command.name) && command.fits(rest) ? { command, args: rest } : null;
  };
  const share: Command = {
    name: 'share',
    aliases: [],
    usage: '<sentence>',
    summary: 'Show the answer to a sentence to everybody here.',
    details: ['The sentence has to begin with its command, like search, paper or similar.'],
    examples: ['share paper 2310.04415', 'share search weight decay'],
    hidden: true,
    fits: (args) => args === '' || parse(args) !== null,
    async run(args, request, parts): Promise<Answer> {
      const said = parse(args);
      if (said === null) return explain(share);
      const answer = await said.command.run(said.args, { ...request, openly: true }, parts);
      if (answer.outcome !== 'ok' || answer.share === null) return answer;
      await remember(answer.share, request, parts);
      return { ...answer, audience: 'place', share: null };
    },
  };
  return share;
}

/** A paper that somebody showed to all counts as seen here, so that it does not come as a paper of the day soon. */
async function remember(sentence: string, { place }: Request, { store, now }: CommandParts): Promise<void> {
  const [, name] = /^(?:paper|abstract) (\S+)$/u.exec(sentence) ?? [];
  const paper = name === undefined ? null : await store.papers.lookup(name);
  if (paper !== null) await store.ledger.shared(wholePlace(place), [paper.id], now().toISOString());
}
