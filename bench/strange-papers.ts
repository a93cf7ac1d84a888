import { toPaper } from '../src/paper/paper.ts';
import type { Paper } from '../src/paper/paper.ts';

const markupTitle = '*_~`<!channel> <@U012AB3CD> @here :tada: &lt;b&gt; $\\mathcal{O}(n^2)$ |>';

/** Papers that no list is made for, but that exist in the like. */
export function strangePapers(): readonly Paper[] {
  const sentence =
    'We show that *every* _long_ ~abstract~ is `readable` & that <nothing> in it calls @channel, $x_i < y_j$. ';
  const authors = Array.from({ length: 100 }, (_, at) => `Collaborator-Number-${at + 1} O'Long_Name`);
  const common = { published: '2025-03-01', categories: ['hep-ex', 'cs.LG'], upvotes: 12 };
  const paper = (id: string, title: string, abstract: string, names: readonly string[]): Paper =>
    toPaper(
      { ...common, arxivId: id, title, abstract, authors: names },
      { source: 'jsonl', sourceId: null, at: '2026-11-24T00:00:00.000Z' },
    );
  return [
    paper('2503.00001', markupTitle, sentence.repeat(160).slice(0, 16_000), authors),
    paper('2503.00002', `Zebrafish ${'supercalifragilistic'.repeat(12)}`, 'Zebrafish. '.repeat(3), ['X']),
    paper('2503.00003', 'Zebrafish without an abstract', '', []),
  ];
}
