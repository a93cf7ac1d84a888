import type { Answer } from '../cards/card.ts';
import { clamp } from '../cards/clamp.ts';
import { line } from '../cards/line.ts';
import type { Request } from '../chat/request.ts';
import { explain, nothing } from './answers.ts';
import type { CommandParts } from './command.ts';
import { FIRST_PAGE } from './listing.ts';
import type { PagedCommand, Turn } from './listing.ts';
import { queryPage } from './query-page.ts';

/** Finds papers: what any sentence does that is no other command. */
export const search: PagedCommand = {
  name: 'search',
  aliases: ['find'],
  usage: '<words and filters>',
  summary: 'Find papers. The word search can be left out.',
  details: [
    'Words rank the papers; one that has all of them comes first. Everything else narrows the list:',
    '"weight decay" must occur word by word; -survey must not occur; ti: abs: au: look in the title, the abstract or the authors; cat:cs.LG keeps a category; after:2024-05, before:2026 and year:2024 keep dates.',
    'min:5 means at least 5 votes. sort:new, sort:top (votes) and sort:relevance choose the order. The id or the link of a paper finds that paper.',
    'more shows the next page. The numbers of the list work as names: paper 2, similar 2, save 2, cite 2.',
  ],
  examples: ['weight decay', 'search "low-rank adaptation" after:2024 -survey', 'au:"Yann LeCun" cat:cs sort:new'],
  fits: () => true,
  run: (args, request, parts) => page(args, FIRST_PAGE, request, parts),
  page,
};

async function page(args: string, turn: Turn, request: Request, parts: CommandParts): Promise<Answer> {
  if (args === '') return explain(search);
  const shown = await queryPage(
    { heading: `Papers for “${clamp(line(args), 80)}”`, sentence: `search ${args}`, text: args },
    turn,
    request,
    parts,
  );
  return (
    shown ??
    nothing({ title: 'That was all', text: ['The list has no further page. Try other words, or fewer filters.'] })
  );
}
