import { findArxivIds } from '../paper/arxiv-id.ts';
import { clamp } from '../cards/clamp.ts';
import { line } from '../cards/line.ts';
import type { Answer } from '../cards/card.ts';
import { withNote } from '../cards/with-note.ts';
import { nothing } from './answers.ts';
import type { Command } from './command.ts';
import { unknownPaper } from './find-paper.ts';
import { linkedPapers, links, showLinked, unknownIds } from './links.ts';
import { FIRST_PAGE } from './listing.ts';
import { queryPage } from './query-page.ts';

/** What the query language takes for more than a word: quotations, a minus before a word, a field before a colon. */
const OPERATORS = /["“”„‟«»＂「」『』〝〞]|(?<=^|\s)[-−－+]+(?=\S)|(?<=\p{L})[:：](?=\S)/gu;
const ADDRESS = /\bhttps?:\/\/\S{1,2000}/giu;
/** As chats write one in words: `:tada:`. */
const EMOJI = /:[\p{L}\p{N}_+'-]*[\p{L}_][\p{L}\p{N}_+'-]*:/gu;
/** Enough of a message to know what it is about. */
const MAX_WORDS = 300;

/** The papers for what somebody else wrote: those that it links to, or else those that have its words. */
export const related: Command = {
  name: 'related',
  aliases: [],
  usage: '<text>',
  summary: 'Show the papers that a message links to, or that are about the same.',
  details: ['The text is taken word by word: nothing in it is a filter.'],
  examples: ['related has anybody tried pruning without retraining?'],
  hidden: true,
  // "related work" is a term, and a search.
  fits: (args) => !/^works?\b/iu.test(args) || findArxivIds(args).length > 0,
  async run(args, request, parts) {
    const linked = await linkedPapers(args, parts);
    const unknown = await unknownIds(args, parts);
    if (linked.length > 0) return without(unknown, await showLinked(linked, FIRST_PAGE, request, parts));
    const words = plainWords(args);
    const [missing] = unknown;
    if (words === '' && missing !== undefined)
      return unknown.length > 1 ? links.run(args, request, parts) : unknownPaper(`arxiv:${missing}`);
    if (words === '') {
      return nothing({
        title: 'There are no words to search with',
        text: [
          args.search(ADDRESS) === -1
            ? 'There is no word in it, only a picture, a file, emoji or signs. Type what you look for instead.'
            : 'The text has only links, and none of them is to a paper that is here.',
        ],
      });
    }
    const heading = `Papers about “${clamp(words, 80)}”`;
    const shown = await queryPage({ heading, sentence: `search ${words}`, text: words }, FIRST_PAGE, request, parts);
    if (shown?.outcome === 'nothing') return missing === undefined ? noneRelated() : unknownPaper(`arxiv:${missing}`);
    if (shown !== null) return without(unknown, shown);
    return nothing({ title: 'That was all', text: ['The list has no further page.'] });
  },
};

/** Nobody chose the words to search with. */
function noneRelated(): Answer {
  return nothing({ title: 'No related paper found', text: ['No paper here has to do with what this message says.'] });
}

/** The answer, with a word on the papers that are not here. */
function without(unknown: readonly string[], answer: Answer): Answer {
  const names = unknown.map((id) => `arXiv:${id}`).join(', ');
  return unknown.length === 0 ? answer : { ...answer, card: withNote(answer.card, `I do not have ${names}.`) };
}

function plainWords(text: string): string {
  const words = line(text.replace(ADDRESS, ' ').replace(EMOJI, ' ').replace(OPERATORS, ' ')).split(' ');
  return words
    .filter((word) => /[\p{L}\p{N}]/u.test(word) && findArxivIds(word).length === 0)
    .slice(0, MAX_WORDS)
    .join(' ');
}
