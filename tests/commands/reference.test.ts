import { describe, expect, it } from 'vitest';
import { parseReference } from '../../src/commands/reference.ts';

describe('parseReference', () => {
  it.each([
    ['2', { kind: 'number', number: 2 }],
    [' #12 ', { kind: 'number', number: 12 }],
    ['2310.04415', { kind: 'id', id: 'arxiv:2310.04415' }],
    ['arXiv:2310.04415v2', { kind: 'id', id: 'arxiv:2310.04415' }],
    ['https://arxiv.org/pdf/2310.04415v1', { kind: 'id', id: 'arxiv:2310.04415' }],
    ['https://huggingface.co/papers/2310.04415', { kind: 'id', id: 'arxiv:2310.04415' }],
    ['hep-th/9901001', { kind: 'id', id: 'arxiv:hep-th/9901001' }],
    ['jsonl:cran-12', { kind: 'id', id: 'jsonl:cran-12' }],
    ['cran:12', { kind: 'id', id: 'cran:12' }],
    ['title:0123456789abcdef', { kind: 'id', id: 'title:0123456789abcdef' }],
    ['acl:2007.long-30', { kind: 'id', id: 'acl:2007.long-30' }],
    ['https://aclanthology.org/2007.long-30/', { kind: 'id', id: 'https://aclanthology.org/2007.long-30/' }],
    ['http://x', { kind: 'id', id: 'http://x' }],
    ['51x', { kind: 'id', id: '51x' }],
    ['10.1145/3292500', { kind: 'id', id: '10.1145/3292500' }],
    ['12345', { kind: 'id', id: '12345' }],
  ])('reads %j', (text, reference) => expect(parseReference(text)).toEqual(reference));

  it.each([
    '',
    'the whales',
    'recommendation systems',
    '2 models',
    'ti:decay',
    'cat:cs.LG',
    'GAN: a survey',
    'year:2024',
    '-cat:3',
    '2?',
    '"3"',
    'word',
    `${'x'.repeat(2000)}1`,
  ])('leaves %j to the search', (text) => expect(parseReference(text)).toBeNull());
});
