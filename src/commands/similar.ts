import { findArxivIds } from '../paper/arxiv-id.ts';
import type { Paper } from '../paper/paper.ts';
import type { Answer } from '../cards/card.ts';
import { clamp } from '../cards/clamp.ts';
import { line } from '../cards/line.ts';
import { reference as nameOf } from '../cards/paper-actions.ts';
import { titleText } from '../cards/paper-title.ts';
import type { Request } from '../chat/request.ts';
import { explain, nothing } from './answers.ts';
import type { CommandParts } from './command.ts';
import { findPaper } from './find-paper.ts';
import { FIRST_PAGE, hitsFor, showPage } from './listing.ts';
import type { PagedCommand, Turn } from './listing.ts';
import { onlyOne } from './misfit.ts';
import { queryPage } from './query-page.ts';
import { isMaybeWord, parseReference } from './reference.ts';
import { parseReferences } from './references.ts';

/** Papers like a paper, or like a text. */
export const similar: PagedCommand = {
  name: 'similar',
  aliases: [],
  usage: '<number|id|link|words>',
  summary: 'Show papers like this one.',
  details: [
    'Papers are compared by their own words. Instead of a paper you can give a text, such as an abstract of your own.',
  ],
  examples: ['similar 2', 'similar 2310.04415', 'similar pruning large models without retraining'],
  fits: (args) => !isNumbers(args),
  nearly: isNumbers,
  run: (args, request, parts) =>
    isNumbers(args) ? onlyOne(similar, args, request, parts) : page(args, FIRST_PAGE, request, parts),
  page,
};

/** Several numbers of a list are no text to compare with. Several ids may be: of a text that names papers. */
function isNumbers(args: string): boolean {
  const references = parseReferences(args) ?? [];
  return references.length > 1 && references.every(({ kind }) => kind === 'number');
}

async function page(args: string, turn: Turn, request: Request, parts: CommandParts): Promise<Answer> {
  if (args === '') return explain(similar);
  const reference = parseReference(args);
  if (reference !== null) {
    const found = await findPaper(reference, request, parts);
    if (found.kind === 'paper') return likePaper(found.paper, turn, request, parts);
    if (!isMaybeWord(reference)) return found.answer;
  }
  const mentioned = await mentionedPaper(args, parts);
  if (mentioned !== null) return likePaper(mentioned, turn, request, parts);
  const heading = `Papers like “${clamp(line(args), 80)}”`;
  return (await queryPage({ heading, sentence: `similar ${args}`, text: args }, turn, request, parts)) ?? theEnd();
}

/** The first known paper that a longer text links to or names by its id. */
async function mentionedPaper(text: string, parts: CommandParts): Promise<Paper | null> {
  const ids = findArxivIds(text).slice(0, 10);
  const [first] = await parts.store.papers.getMany(ids.map(({ id }) => `arxiv:${id}`));
  return first ?? null;
}

async function likePaper(paper: Paper, turn: Turn, request: Request, parts: CommandParts): Promise<Answer> {
  const title = clamp(titleText(paper), 80);
  const found = await parts.index.related(paper.id, { offset: 0, limit: hitsFor(turn) });
  if (found.total === 0) {
    return nothing({
      title: `Nothing like “${title}” yet`,
      text: ['No other paper here shares enough words with it. A search for its topic may find more.'],
    });
  }
  const listing = {
    heading: `Papers like “${title}”`,
    sentence: `similar ${nameOf(paper.id)}`,
    found: { ...found, complete: null },
    sorted: 'most similar first',
    filters: [],
    notes: [],
  };
  return (await showPage(listing, turn, request, parts)) ?? theEnd();
}

function theEnd(): Answer {
  return nothing({ title: 'That was all', text: ['There are no more papers like this one.'] });
}
