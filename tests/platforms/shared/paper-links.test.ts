import { expect, it } from 'vitest';
import { paperLinks } from '../../../src/platforms/shared/paper-links.ts';

it('finds the links that may lead to papers, and no others', () => {
  const text =
    'see <https://arxiv.org/abs/2401.01234>, [this](https://huggingface.co/papers/2402.00001) and https://example.org/a ' +
    'http://export.arxiv.org/pdf/2401.01234v2 https://notarxiv.org/abs/2401.01234 arxiv.org/abs/2401.01234';
  expect(paperLinks(text)).toEqual([
    'https://arxiv.org/abs/2401.01234',
    'https://huggingface.co/papers/2402.00001)',
    'http://export.arxiv.org/pdf/2401.01234v2',
  ]);
  expect(paperLinks('nothing')).toEqual([]);
});
