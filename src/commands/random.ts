import { createHash } from 'node:crypto';
import { clamp } from '../cards/clamp.ts';
import { correctionText } from '../cards/correction-line.ts';
import { line } from '../cards/line.ts';
import { reference as nameOf } from '../cards/paper-actions.ts';
import { paperCard } from '../cards/paper-card.ts';
import { withAction } from '../cards/with-action.ts';
import { personKey } from '../chat/request.ts';
import type { Request } from '../chat/request.ts';
import type { Paper } from '../paper/paper.ts';
import { isWithdrawn } from '../paper/withdrawn.ts';
import { parseQuery } from '../search/query.ts';
import type { Query } from '../search/query.ts';
import { toPerson } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import { nothingFound } from './nothing-found.ts';
import { rememberList } from './seen-list.ts';

/**
 * After these, "random" is part of a term (random forests, random walks): what follows it most often in the titles and
 * abstracts of 100,000 papers. Such a sentence is a search.
 */
const TERMS = new RegExp(
  `^(?:${[
    'forests?|fields?|sampl(?:e|es|ing|ings)|variables?|walks?|walkers?|features?|noise|matri(?:x|ces)|seeds?|seeding',
    'projections?|trees?|initiali[sz]ations?|init|initial|masking|masks?|graphs?|selection|search|fourier|phase',
    'guess(?:ing|es)?|vectors?|numbers?|data|chance|baselines?|linear|gaussian|exploration|perturbations?|access',
    'order(?:ing|ings)?|weights?|subsets?|subspaces?|effects?|splits?|labels?|errors?|states?|performance|finite',
    'embeddings?|design|telegraph|shuffl(?:e|ing)|feedback|circuits?|tokens?|process(?:es)?|negatives?|utility',
    'unitar(?:y|ies)|strings?|points?|orthogonal|measures?|functions?|examples?|networks?|kitchen|cropping|erasing',
    'effect|permutations?|tensors?|dropout|variation|variations|assignment|allocation|coefficients?|or|and',
  ].join('|')})\\b`,
  'iu',
);

/** How many papers in a row may be withdrawn, and another one is still found. */
const AHEAD = 20;

/** One paper by chance. */
export const random: Command = {
  name: 'random',
  aliases: [],
  usage: '[topic]',
  summary: 'Show a paper by chance, from all or on a topic.',
  details: [
    'Where “random” is part of a term, as in random forests, the sentence is a search; say random about forests to be surprised.',
  ],
  examples: ['random', 'random quantization', 'random about graphs after:2024'],
  fits: (args) => !TERMS.test(args),
  async run(args, request, parts) {
    const topic = args.replace(/^(?:papers?\s*)?(?:(?:about|on|in|of)\s+)?/iu, '');
    const query = parseQuery(topic);
    const { total, corrections } = await parts.index.search(query, { offset: 0, limit: 1 });
    if (total === 0) return nothingFound(query, parts);
    const offset = Math.floor(chance(request, parts.now()) * total);
    const paper = (await firstKept(query, offset, parts)) ?? (await firstKept(query, 0, parts));
    if (paper === null) return nothingFound(query, parts);
    await rememberList(request, { ids: [paper.id], more: null }, parts);
    const among = total === 1 ? 'The only paper' : `By chance, from ${total} papers`;
    const about = topic === '' ? among : `${among} about ${clamp(line(topic), 80)}`;
    const note = corrections.length === 0 ? about : [`${about}.`, ...corrections.map(correctionText)].join(' ');
    const card = paperCard(paper, { note });
    const again = { label: 'Another', says: `random ${clamp(args, 500)}`.trim(), effect: 'replace' } as const;
    return toPerson(withAction(card, again), `paper ${nameOf(paper.id)}`);
  },
};

/** The first paper from there on that was not withdrawn. */
async function firstKept(query: Query, offset: number, parts: CommandParts): Promise<Paper | null> {
  const { hits } = await parts.index.search(query, { offset, limit: AHEAD });
  const papers = await parts.store.papers.getMany(hits.map(({ id }) => id));
  return papers.find((paper) => !isWithdrawn(paper)) ?? null;
}

/** A number from 0 up to, not including, 1: another one for every request, the same for the same request. */
function chance(request: Request, now: Date): number {
  const seed = `${personKey(request.person)} ${request.reference} ${now.toISOString()}`;
  return createHash('sha256').update(seed).digest().readUInt32BE(0) / 2 ** 32;
}
