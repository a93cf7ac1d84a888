import * as fc from 'fast-check';
import type { Paper } from '../../src/paper/paper.ts';
import { makePaper } from '../support/make-paper.ts';

/** A whole paper; every field can be replaced. */
export function aPaper(fields: Partial<Paper> = {}): Paper {
  return makePaper({
    id: 'arxiv:2310.04415',
    version: 2,
    title: 'Why Do We Need Weight Decay in Modern Deep Learning?',
    abstract:
      'Weight decay is a broadly used technique. We show that its role differs. It is never a regularizer alone.',
    authors: ['Maksym Andriushchenko', 'Francesco D’Angelo', 'Aditya Varre', 'Nicolas Flammarion'],
    published: '2023-10-06',
    categories: ['cs.LG'],
    url: 'https://arxiv.org/abs/2310.04415',
    pdfUrl: 'https://arxiv.org/pdf/2310.04415',
    sightings: [{ source: 'jsonl', sourceId: '2310.04415', at: '2026-11-24T00:00:00.000Z' }],
    ...fields,
  });
}

/** Texts that have broken a card somewhere: markup, mentions, other scripts, marks without end, halves of letters. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom(
    '',
    '   \n ',
    '*_~`',
    '<!channel> & <@U1>',
    '[x](https://evil.example)',
    '@everyone',
    '# Title',
    'Z\u0301'.repeat(400),
    'é'.repeat(2000),
    '深層学習の重み減衰'.repeat(50),
    '\ud800lone',
    '\u202egnp.exe',
    '\u001b[31mred',
    '{\\gamma} $x_i$ $$ \\frac{1}{n}',
    'word '.repeat(3000),
    'w'.repeat(5000),
    '👩‍👩‍👧‍👦'.repeat(300),
  ),
);

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
const anyUrl = fc.oneof(
  fc.webUrl(),
  fc.constantFrom('javascript:alert(1)', 'not a url', 'https://user:secret@x.example/', 'ftp://x.example/'),
);

/** Any paper that the type allows, well-behaved or not. */
export const anyPaper: fc.Arbitrary<Paper> = fc.record({
  id: fc.oneof(
    fc.constantFrom('arxiv:2310.04415', 'arxiv:hep-th/9901001', 'jsonl:cran-12'),
    fc.string({ minLength: 1 }),
  ),
  version: maybe(fc.nat()),
  title: hostileText,
  abstract: hostileText,
  authors: fc.oneof(
    fc.array(hostileText, { maxLength: 5 }),
    fc.constant(Array.from({ length: 3303 }, (_, i) => `Author ${i}`)),
  ),
  published: maybe(fc.constantFrom('2024', '2024-05', '2024-05-17', '2024-13', 'soon')),
  categories: fc.array(hostileText, { maxLength: 8 }),
  url: maybe(anyUrl),
  pdfUrl: maybe(anyUrl),
  codeUrl: maybe(anyUrl),
  upvotes: maybe(fc.nat()),
  upvotesAt: maybe(fc.constant('2026-11-24T00:00:00.000Z')),
  listedOn: maybe(fc.constantFrom('2024-05-17', 'soon')),
  rawTitle: fc.constant(null),
  rawAbstract: fc.constant(null),
  keywords: fc.array(hostileText, { maxLength: 20 }),
  summary: maybe(hostileText),
  comment: maybe(hostileText),
  sightings: fc.constant([{ source: 'jsonl', sourceId: null, at: '2026-11-24T00:00:00.000Z' }]),
});
