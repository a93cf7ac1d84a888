import type { Answer } from '../cards/card.ts';
import type { Request } from '../chat/request.ts';
import { nothing } from './answers.ts';
import type { CommandParts } from './command.ts';
import { FIRST_PAGE, hitsFor, showPage } from './listing.ts';
import type { PagedCommand, Turn } from './listing.ts';
import { misfit } from './misfit.ts';
import { parseReference } from './reference.ts';

/** The person's own list. */
export const saved: PagedCommand = {
  name: 'saved',
  aliases: [],
  usage: '',
  summary: 'Show the papers that you saved.',
  details: ['Only you see your list. The one that was saved last comes first.'],
  examples: ['saved'],
  fits: (args) => args === '',
  nearly: (args) => parseReference(args)?.kind === 'number',
  run(args, request, parts) {
    if (args === '') return page(args, FIRST_PAGE, request, parts);
    const why = 'saved shows your list; paper and a number then show one of its papers.';
    return misfit({ command: saved, args, why, nearest: 'saved' }, request, parts);
  },
  page,
};

async function page(_args: string, turn: Turn, request: Request, parts: CommandParts): Promise<Answer> {
  const ids = await parts.store.people.saved(request.person);
  if (ids.length === 0) {
    return nothing({
      title: 'You have not saved a paper yet',
      text: ['Say save and a number of a list, for example save 2, and find the paper here again.'],
    });
  }
  const hits = ids.slice(0, hitsFor(turn)).map((id) => ({ id, words: [] }));
  const listing = {
    heading: 'Your saved papers',
    sentence: 'saved',
    found: { hits, total: ids.length, complete: null, corrections: [] },
    sorted: 'saved last first',
    filters: [],
    notes: [],
    actions: [{ label: 'Cite all', says: 'cite saved' }],
    areSaved: true as const,
  };
  const shown = await showPage(listing, turn, request, parts);
  return shown ?? nothing({ title: 'That was all', text: ['Your list has no further page.'] });
}
