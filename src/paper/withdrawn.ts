import type { Paper } from './paper.ts';

/**
 * Whether the authors of a paper, or arXiv, took it back. No source has a field for it: it is said in prose, in the comment
 * or in place of the abstract. A paper about what is withdrawn, or one that was withdrawn from a conference, is none.
 */
export function isWithdrawn({ abstract, comment }: Pick<Paper, 'abstract' | 'comment'>): boolean {
  return (comment !== null && comments.some((one) => one.test(comment))) || abstracts.some((one) => one.test(abstract));
}

const taken = '(?:withdrawn|retracted)';
const thing = '(?:paper|article|manuscript|submission|preprint|work|report|note|letter|study)';
const been = "(?:has been|have been|is|was|are|were|will be|'s been|’s been)";
/** `This paper and abstract have been withdrawn`, but not `This work is withdrawn from ICLR`. */
const statement = `(?:this|the|our)?\\s*${thing}(?: and (?:its )?abstract)? ${been} (?:now |temporarily |hereby )?${taken}`;
const elsewhere = '(?!\\s+(?:from (?!(?:the )?arxiv)|before|prior to))';

const comments: readonly RegExp[] = [
  new RegExp(`\\b${statement}\\b${elsewhere}`, 'i'),
  // `Withdrawn`, `Withdraw`, `Under revision: withdrawn after persistent problems with Lemma 2.20`.
  new RegExp(`(?:^|[.:;]\\s*|^[([]\\s*)(?:withdrawn?|withdrawal|retracted)\\b${elsewhere}`, 'i'),
];

const abstracts: readonly RegExp[] = [
  new RegExp(`^\\W*${statement}\\b${elsewhere}`, 'i'),
  new RegExp(`^\\W*(?:the )?${thing}? ?${taken}(?: ${thing})?(?: by (?:the )?(?:authors?|arxiv[^.]{0,40}))?\\W*$`, 'i'),
];
