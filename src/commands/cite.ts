import { toBibtex, toRis } from '../paper/citation.ts';
import type { Paper } from '../paper/paper.ts';
import type { Answer, Card } from '../cards/card.ts';
import { reference as nameOf } from '../cards/paper-actions.ts';
import { titleText } from '../cards/paper-title.ts';
import { explain, nothing, toPerson } from './answers.ts';
import type { Command } from './command.ts';
import { findPaper } from './find-paper.ts';
import { parseReference } from './reference.ts';
import type { Reference } from './reference.ts';

/** What a chat can hold at all, and more than anybody reads there. */
const MAX_CITED = 100;

type Format = 'bibtex' | 'ris';
type Wanted = { readonly what: 'saved' | Reference; readonly format: Format };

const WRITERS: Readonly<Record<Format, (papers: readonly Paper[]) => string>> = { bibtex: toBibtex, ris: toRis };
const NAMES: Readonly<Record<Format, string>> = { bibtex: 'BibTeX', ris: 'RIS' };

/** A citation to copy. */
export const cite: Command = {
  name: 'cite',
  aliases: [],
  usage: '<number|id|link|saved> [bibtex|ris]',
  summary: 'Give the citation of a paper, or of all that you saved.',
  details: ['BibTeX when nothing is said. RIS is for Zotero, EndNote and others.'],
  examples: ['cite 2', 'cite 2310.04415 ris', 'cite saved'],
  fits: (args) => args === '' || parse(args) !== null,
  async run(args, request, parts) {
    const wanted = parse(args);
    if (wanted === null) return explain(cite);
    const { what, format } = wanted;
    if (what !== 'saved') {
      const found = await findPaper(what, request, parts);
      return found.kind === 'problem' ? found.answer : citation([found.paper], format, nameOf(found.paper.id), null);
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
  const [, start = '', word] = /^(\S+)(?:\s+(?:(?:as|in)\s+)?(bibtex|bib|ris))?$/iu.exec(args) ?? [];
  const format = word?.toLowerCase() === 'ris' ? 'ris' : 'bibtex';
  if (start.toLowerCase() === 'saved') return { what: 'saved', format };
  const reference = parseReference(start);
  return reference === null ? null : { what: reference, format };
}

function citation(papers: readonly Paper[], format: Format, name: string, note: string | null): Answer {
  const other: Format = format === 'bibtex' ? 'ris' : 'bibtex';
  const [first] = papers;
  const what = papers.length === 1 && first !== undefined ? titleText(first) : `${papers.length} papers`;
  const card: Card = {
    title: { text: `${NAMES[format]}: ${what}` },
    blocks: [
      { kind: 'code', text: WRITERS[format](papers).trimEnd() },
      ...(note === null ? [] : [{ kind: 'note' as const, spans: [{ text: note }] }]),
      {
        kind: 'actions',
        actions: [{ label: `As ${NAMES[other]}`, says: `cite ${name} ${other}`, effect: 'replace' }],
      },
    ],
  };
  return toPerson(card, name === 'saved' ? null : `cite ${name} ${format}`);
}
