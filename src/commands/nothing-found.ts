import type { Action, Answer, Span } from '../cards/card.ts';
import { clamp } from '../cards/clamp.ts';
import { correctionLine } from '../cards/correction-line.ts';
import { filtersLine } from '../cards/filters-line.ts';
import { withOffer } from '../cards/with-offer.ts';
import { describeQuery } from '../search/describe-query.ts';
import type { Query } from '../search/query.ts';
import type { Suggestion } from '../search/search-index.ts';
import { nothing } from './answers.ts';
import type { CommandParts } from './command.ts';
import { loosen } from './loosen.ts';
import { noteInWords } from './note-in-words.ts';
import { suspected } from './suspected.ts';

const MAX_SENTENCE = 1000;
const MAX_SUGGESTIONS = 3;
const MAX_NOTES = 3;
/** Longer texts are no beginning of a word or a title that could be completed. */
const MAX_COMPLETED = 60;

/** What to say when a query leaves no paper: which filter to drop, or what else could be tried. */
export async function nothingFound(query: Query, parts: CommandParts): Promise<Answer> {
  if ((await parts.index.size()) === 0) {
    return nothing({
      title: 'There are no papers here yet',
      text: ['Somebody has to bring papers in first: paperboy import FILE, as the README shows.'],
    });
  }
  const text: (string | readonly Span[])[] = [];
  const actions: Action[] = [];
  const found = await parts.index.search(query, { offset: 0, limit: 0 });
  for (const correction of found.corrections) text.push(correctionLine(correction, false));
  const filters = describeQuery(query);
  if (filters.length > 0) text.push(filtersLine(filters));
  for (const note of query.notes.slice(0, MAX_NOTES)) text.push(noteInWords(query, note));
  const looser = await loosen(query, parts.index);
  if (looser === null) {
    text.push('Try fewer or more general words, and check how they are written.');
    actions.push(...(await suggestions(query, parts)));
  } else {
    const papers = looser.total === 1 ? 'is 1 paper' : `are ${looser.total} papers`;
    const without = clamp(looser.without, 100);
    text.push([{ text: 'Without ' }, { text: without, style: 'code' }, { text: ` there ${papers}.` }]);
    const says = `search ${looser.text}`;
    if (says.length <= MAX_SENTENCE) actions.push({ label: 'Search without it', says });
  }
  const answer = nothing({ title: 'No paper found', text, actions });
  const offer = await suspected(query.text, found, parts.index);
  return offer === null ? answer : { ...answer, card: withOffer(answer.card, offer) };
}

async function suggestions(query: Query, parts: CommandParts): Promise<readonly Action[]> {
  const beginning = query.text.trim();
  if (beginning === '' || beginning.length > MAX_COMPLETED) return [];
  return (await parts.index.suggest(beginning, MAX_SUGGESTIONS)).map(suggestionAction);
}

function suggestionAction(suggestion: Suggestion): Action {
  return { label: clamp(suggestion.text, 60), says: `search ${clamp(suggestion.text, MAX_SENTENCE)}` };
}
