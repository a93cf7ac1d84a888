import { toBibtex, toRis } from '../paper/citation.ts';
import type { Paper } from '../paper/paper.ts';
import { editDistance } from '../subscription/edit-distance.ts';
import type { Answer, Card } from '../cards/card.ts';
import { reference as nameOf } from '../cards/paper-actions.ts';
import { titleText } from '../cards/paper-title.ts';
import { explain, nothing, toPerson } from './answers.ts';
import type { Command } from './command.ts';
import { findPapers } from './find-papers.ts';
import { misfit } from './misfit.ts';
import type { Reference } from './reference.ts';
import { isCertain, parseReferences } from './references.ts';

/** What a chat can hold at all, and more than anybody reads there. */
const MAX_CITED = 100;

type Format = 'bibtex' | 'ris';
type Wanted = { readonly what: 'saved' | readonly Reference[]; readonly format: Format };

const WRITERS: Readonly<Record<Format, (papers: readonly Paper[]) => string>> = { bibtex: toBibtex, ris: toRis };
const NAMES: Readonly<Record<Format, string>> = { bibtex: 'BibTeX', ris: 'RIS' };

/** A citation to copy. */
export const cite: Command = {
  name: 'cite',
  aliases: [],
  usage: '<number|id|link … or saved> [bibtex|ris]',
  summary: 'Give the citation of a paper, or of all that you saved.',
  details: ['BibTeX when nothing is said. RIS is for Zotero, EndNote and others. Several at a time work as well.'],
  examples: ['cite 2', 'cite 2310.04415 ris', 'cite 1 2 3', 'cite saved'],
  fits: (args) => args === '' || parse(args) !== null,
  nearly: (args) => nearest(args) !== null,
  async run(args, request, parts) {
    if (args === '') return explain(cite);
    const wanted = parse(args);
    if (wanted === null) {
      const why = 'There are citations in BibTeX and in RIS.';
      return misfit({ command: cite, args, why, nearest: nearest(args) ?? 'cite saved' }, request, parts);
    }
    const { what, format } = wanted;
    if (what !== 'saved') {
      const found = await findPapers(what, request, parts);
      if (found.kind === 'problem') return found.answer;
      return citation(found.papers, format, found.papers.map(({ id }) => nameOf(id)).join(' '), null);
    }
    const ids = await parts.store.people.saved(request.person);
    const papers = await parts.store.papers.getMany(ids.slice(0, MAX_CITED));
    if (papers.length === 0) {
      return nothing({ title: 'You have not saved a paper yet', text: ['Save papers first, for example save 2.'] });
    }
    const cut = ids.length > MAX_CITED ? `These are the last ${MAX_CITED} of the ${ids.length} that you saved.` : null;
    return citation(papers, format, 'saved', cut);
  },
};

function parse(args: string): Wanted | null {
  const [, start = '', word] = /^(\S[\s\S]*?)(?:\s+(?:(?:as|in)\s+)?(bibtex|bib|ris))?$/iu.exec(args) ?? [];
  const format = word?.toLowerCase() === 'ris' ? 'ris' : 'bibtex';
  if (start.toLowerCase() === 'saved') return { what: 'saved', format };
  const references = parseReferences(start);
  return references === null ? null : { what: references, format };
}

/** The sentence for papers before a word that is no format we know; null when it was no such sentence. */
function nearest(args: string): string | null {
  const [, start = '', word = ''] = /^(\S[\s\S]*?)\s+(?:(?:as|in)\s+)?(\S+)$/iu.exec(args) ?? [];
  const format = nearestFormat(word.toLowerCase());
  const isSaved = start.toLowerCase() === 'saved' && (format !== null || OTHER_FORMATS.test(word));
  const isPapers = parseReferences(start)?.every(isCertain) === true;
  return isSaved || isPapers ? `cite ${start} ${format ?? ''}`.trim() : null;
}

/** Short words and the names of other formats and styles; any other word behind `saved` may be a topic. */
const OTHER_FORMATS = /^(?:\S{1,4}|endnote|chicago|harvard|latex|zotero|mendeley|refworks)$/iu;

function nearestFormat(word: string): Format | null {
  if (word.length > 10) return null;
  if (editDistance(word, 'ris') <= 1) return 'ris';
  return editDistance(word, 'bibtex') <= 2 || editDistance(word, 'bib') <= 1 ? 'bibtex' : null;
}

function citation(papers: readonly Paper[], format: Format, name: string, note: string | null): Answer {
  const other: Format = format === 'bibtex' ? 'ris' : 'bibtex';
  const [first] = papers;
  const what = papers.length === 1 && first !== undefined ? titleText(first) : `${papers.length} papers`;
  const card: Card = {
    title: { text: `${NAMES[format]}: ${what}` },
    blocks: [
      { kind: 'code', text: copied(WRITERS[format](papers)) },
      ...(note === null ? [] : [{ kind: 'note' as const, spans: [{ text: note }] }]),
      {
        kind: 'actions',
        actions: [{ label: `As ${NAMES[other]}`, says: `cite ${name} ${other}`, effect: 'replace' }],
      },
    ],
  };
  return toPerson(card, name === 'saved' ? null : `cite ${name} ${format}`);
}

/** As it is copied from a chat: line feeds alone end its lines. Spaces at their ends stay, for RIS ends a record with one. */
function copied(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(/\n+$/u, '');
}
