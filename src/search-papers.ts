import { cleanLine } from './platforms/terminal/clean.ts';
import type { Card, Span } from './cards/card.ts';
import { resultsCard } from './cards/results-card.ts';
import { withOffer } from './cards/with-offer.ts';
import { PAGE_SIZE } from './commands/listing.ts';
import { sortedInWords } from './commands/query-page.ts';
import { suspected } from './commands/suspected.ts';
import { LOCAL_PERSON } from './local-person.ts';
import type { Log } from './log.ts';
import type { Paper } from './paper/paper.ts';
import { terminalPlace } from './platforms/terminal/index.ts';
import { renderCard } from './platforms/terminal/render.ts';
import { written } from './platforms/terminal/written.ts';
import { describeQuery } from './search/describe-query.ts';
import { parseQuery, type Query } from './search/query.ts';
import type { Hit, SearchResult } from './search/search-index.ts';
import { snippet } from './search/snippet.ts';
import { whileSearching } from './searching.ts';
import { coloured, columnsOf, type Shell } from './shell.ts';

export type WantedPapers = { readonly query: string; readonly limit: number; readonly json: boolean };

type Found = { readonly paper: Paper; readonly hit: Hit };

/** `paperboy search QUERY`: one page on the output. No paper found is no failure: it is said on the error output. */
export async function searchPapers(shell: Shell, log: Log, wanted: WantedPapers): Promise<void> {
  const query = parseQuery(wanted.query);
  const { result, found, offer } = await whileSearching(shell, log, async ({ store, index }) => {
    const answer = await index.search(query, { offset: 0, limit: wanted.limit });
    const papers = await store.papers.getMany(answer.hits.map((hit) => hit.id));
    const byId = new Map(papers.map((paper) => [paper.id, paper]));
    const pairs = answer.hits.flatMap((hit): Found[] => {
      const paper = byId.get(hit.id);
      return paper === undefined ? [] : [{ paper, hit }];
    });
    if (!wanted.json && pairs.length > 0) {
      // So that `similar 2` and `more` mean something in the next session of the terminal.
      const person = { platform: 'terminal', workspace: null, id: LOCAL_PERSON };
      const ids = pairs.map(({ paper }) => paper.id);
      const more = answer.total > wanted.limit ? nextPage(wanted) : null;
      await store.people.remember(person, terminalPlace(), { ids, more, at: shell.now().toISOString() });
    }
    return { result: answer, found: pairs, offer: await suspected(wanted.query, answer, index) };
  });
  if (wanted.json) return written(shell.stdout, `${JSON.stringify(found.map(plainData), null, 2)}\n`);
  if (found.length === 0) {
    const instead = result.corrections
      .map(({ from, to }) => ` No match for ${from}; looked for ${to} instead.`)
      .join('');
    const advice = offer === null ? 'Try fewer or other words.' : `Did you mean ${offer.meant}?`;
    shell.stderr.write(cleanLine(`No paper found for ${JSON.stringify(wanted.query)}.${instead} ${advice}`) + '\n');
    return undefined;
  }
  const look = { columns: columnsOf(shell.stdout), colour: coloured(shell, shell.stdout) };
  const card = pageCard(query, result, found);
  return written(shell.stdout, renderCard(offer === null ? card : withOffer(card, offer), look));
}

/** The sentence that goes on where this list ends, or a little before, so that nothing is left out. */
function nextPage({ query, limit }: WantedPapers): string {
  return `page ${Math.floor(limit / PAGE_SIZE) + 1} search ${query}`;
}

/** One paper of the JSON list: what is known of it, and how it was found. */
function plainData({ paper, hit }: Found, at: number): object {
  return { rank: at + 1, score: hit.score, ...paper };
}

function pageCard(query: Query, result: SearchResult, found: readonly Found[]): Card {
  return resultsCard({
    heading: `Papers for “${query.text.slice(0, 200)}”`,
    items: found.map(({ paper, hit }, at) => ({ paper, number: at + 1, text: marked(paper.abstract, hit.words) })),
    total: result.total,
    complete: query.words.length > 1 && result.complete < result.total ? result.complete : null,
    sorted: sortedInWords(query),
    filters: describeQuery(query),
    corrections: result.corrections,
    notes: query.notes.map((note) => note.message),
    actions: [],
  });
}

function marked(abstract: string, words: readonly string[]): readonly Span[] {
  return snippet(abstract, words).map((part) =>
    part.marked ? { text: part.text, style: 'mark' } : { text: part.text },
  );
}
