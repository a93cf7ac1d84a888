import type { Answer } from '../cards/card.ts';
import type { Request } from '../chat/request.ts';
import { notice } from './answers.ts';
import type { CommandParts } from './command.ts';
import { hitsFor, showPage } from './listing.ts';
import type { PagedCommand } from './listing.ts';

/** The person's own list. */
export const saved: PagedCommand = {
  name: 'saved',
  aliases: [],
  usage: '',
  summary: 'Show the papers that you saved.',
  details: ['Only you see your list. The one that was saved last comes first.'],
  examples: ['saved'],
  fits: (args) => args === '',
  run: (args, request, parts) => page(args, 1, request, parts),
  page,
};

async function page(_args: string, number: number, request: Request, parts: CommandParts): Promise<Answer> {
  const ids = await parts.store.people.saved(request.person);
  if (ids.length === 0) {
    return notice({
      title: 'You have not saved a paper yet',
      text: ['Say save and a number of a list, for example save 2, and find the paper here again.'],
    });
  }
  const hits = ids.slice(0, hitsFor(number)).map((id) => ({ id, words: [] }));
  const listing = {
    heading: 'Your saved papers',
    sentence: 'saved',
    found: { hits, total: ids.length, complete: null, corrections: [] },
    sorted: 'saved last first',
    filters: [],
    notes: [],
    actions: [{ label: 'Cite all', says: 'cite saved' }],
  };
  const shown = await showPage(listing, number, request, parts);
  return shown ?? notice({ title: 'That was all', text: ['Your list has no further page.'] });
}
