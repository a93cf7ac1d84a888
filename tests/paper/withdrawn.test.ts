import { describe, expect, it } from 'vitest';
import { isWithdrawn } from '../../src/paper/withdrawn.ts';

const about = 'We study the spectrum of a random matrix and show that it is stable under small changes.';

/** What arXiv's own records say of papers that were withdrawn (comments and abstracts are CC0), and two of OpenReview. */
const comments = [
  'This paper has been withdrawn by the author due to the publication on Bull. Math. Biol. 73 (2011) 151-180, that does not allow for publication on the arXiv',
  '5 pages, 1 figures. This paper has been withdrawn by the author due to emphasis of the other articles of the author',
  'This paper has been withdrawn',
  'Under revision: withdrawn after persistent problems with Lemma 2.20',
  'This paper has been withdrawn by the authors due to a flaw in the argument as described in the updated abstract',
  'Withdrawn',
  'The paper has been withdrawn by the author due to the crucial error in maximum entropy method calculation',
  'This submission has been withdrawn by arXiv administrators due to inappropriate text overlap',
  'Withdraw',
];

const abstracts = [
  'This paper has been withdrawn since the results are not satisfied.',
  'This paper has been withdrawn by the author due to an error on the modulation.',
  'This paper and abstract have been withdrawn.',
  'Paper was withdrawn.',
  'withdrawn paper',
  'withdrawn',
];

describe('isWithdrawn', () => {
  it.each(comments)('believes the comment %j', (comment) => {
    expect(isWithdrawn({ abstract: about, comment })).toBe(true);
  });

  it.each(abstracts)('believes the abstract %j', (abstract) => {
    expect(isWithdrawn({ abstract, comment: null })).toBe(true);
  });

  it.each([
    'Accepted to LM4Plan Workshop @ ICAPS 2025 (withdrawn before presentation due to lack of travel funding)',
    'Withdrawn from ICLR 2025, resubmitted to ICML',
    'This paper is withdrawn from NeurIPS; a longer version follows',
    'This supersedes arXiv:0705.1234, which was withdrawn',
    'Accepted at AAAI. 12 pages',
    '',
  ])('does not believe the comment %j', (comment) => {
    expect(isWithdrawn({ abstract: about, comment })).toBe(false);
  });

  it.each([
    'Heat is withdrawn from a cold releasing subsystem.',
    'We find 13,160 retracted articles. The paper has been withdrawn in nine of ten cases.',
    'A drug has been withdrawn, yet the model recommends it.',
    'Dialogues are grounded in four types: Cooperative, Dependent, Withdrawn, and Adversarial.',
    'Retracted nails can exert normal grasping forces.',
  ])('does not believe the abstract %j', (abstract) => {
    expect(isWithdrawn({ abstract, comment: null })).toBe(false);
  });
});
