import type { Answer } from '../cards/card.ts';
import type { Request } from '../chat/request.ts';
import { explain, notice } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import { MAX_PAGE } from './listing.ts';
import type { PagedCommand } from './listing.ts';
import { saved } from './saved.ts';
import { search } from './search.ts';
import { similar } from './similar.ts';
import { splitFirstWord } from './split-first-word.ts';
import { trending } from './trending.ts';

const paged: readonly PagedCommand[] = [search, similar, trending, saved];

type Wanted = { readonly page: number; readonly command: PagedCommand; readonly args: string };

/** A page of a list, named whole, so that an old button still works whatever was seen in between. */
export const page: Command = {
  name: 'page',
  aliases: [],
  usage: '<number> <search|similar|trending|saved …>',
  summary: 'Show a page of a list. After a list, more is shorter.',
  details: ['This is what the buttons under a list say.'],
  examples: ['page 2 search weight decay'],
  fits: (args) => args === '' || parse(args) !== null,
  async run(args, request, parts) {
    const wanted = parse(args);
    return wanted === null ? explain(page) : turn(wanted, request, parts);
  },
};

/** The page after the list that this person saw last in this place. */
export const more: Command = {
  name: 'more',
  aliases: ['next'],
  usage: '',
  summary: 'Show the next page of the list that you saw last.',
  details: ['The numbers go on counting, and the earlier ones still work.'],
  examples: ['more'],
  fits: (args) => args === '',
  async run(_args, request, parts) {
    const seen = await parts.store.people.recall(request.person, request.place);
    const wanted = seen?.more ? parse(splitFirstWord(seen.more).rest) : null;
    if (wanted !== null) return turn(wanted, request, parts);
    return seen === null
      ? notice({ title: 'There is no list yet', text: ['Search for something first; more then shows its next page.'] })
      : notice({ title: 'That was all', text: ['The list that you saw last here has no further page.'] });
  },
};

async function turn({ page: number, command, args }: Wanted, request: Request, parts: CommandParts): Promise<Answer> {
  if (number >= 1 && number <= MAX_PAGE) return command.page(args, number, request, parts);
  return notice({
    title: `There is no page ${number}`,
    text: [`Pages go from 1 to ${MAX_PAGE}. More words or filters bring what you look for nearer.`],
  });
}

function parse(args: string): Wanted | null {
  const [, number, sentence] = /^(\d{1,4})\s+(\S[\s\S]*)$/u.exec(args) ?? [];
  if (number === undefined || sentence === undefined) return null;
  const { first, rest } = splitFirstWord(sentence);
  const command = paged.find(({ name }) => name === first.toLowerCase());
  return command?.fits(rest) ? { page: Number(number), command, args: rest } : null;
}
