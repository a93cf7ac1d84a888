import { expect, it } from 'vitest';
import type { Paper } from '../../../src/paper/paper.ts';
import { toPaper } from '../../../src/paper/paper.ts';
import type { Store } from '../../../src/store/store.ts';
import { AT, LATER, arxiv, weak } from './examples.ts';

function told(source: string, sourceId: string, at = AT, url: string | null = null): Paper {
  return toPaper({ title: `${sourceId} of ${source}`, abstract: `By ${source}.`, url }, { source, sourceId, at });
}

export function lookupContract(open: () => Store): void {
  const acl = told('jsonl', 'acl:2007.long-30', AT, 'https://aclanthology.org/2007.long-30/');
  const bare = told('jsonl', '51x', AT, 'http://example.org/51x?page=1');

  it.each([
    ['its id', acl, acl.id],
    ['the id as a source wrote it', acl, 'acl:2007.long-30'],
    ['with spaces around it', acl, '  acl:2007.long-30\n'],
    ['a short one', bare, '51x'],
    ['its link', acl, 'https://aclanthology.org/2007.long-30/'],
    ['without the slash', acl, 'https://aclanthology.org/2007.long-30'],
    ['by the other protocol', acl, 'http://aclanthology.org/2007.long-30'],
    ['with a host in capitals', acl, 'HTTPS://ACLanthology.org/2007.long-30/'],
    ['a link with a query', bare, 'https://example.org/51x?page=1'],
    ['an arXiv id', arxiv, '2401.01234'],
    ['an arXiv id as the source wrote it', arxiv, '2401.01234v2'],
    ['a link to arXiv', arxiv, 'http://arxiv.org/pdf/2401.01234v1'],
    ['an id that it had before', arxiv, weak.id],
  ])('finds a paper by %s', async (_, paper, text) => {
    const { papers } = open();
    await papers.put([weak, acl, bare, arxiv]);
    expect((await papers.lookup(text))?.id).toBe(paper.id);
  });

  it.each([
    '',
    '51',
    '51X y',
    'acl:2007.long-3',
    'https://aclanthology.org/',
    'https://aclanthology.org/2007.long-30/x',
    'https://example.org/51x',
    '%',
    'a\0b',
    '\uD800',
  ])('knows no paper %j', async (text) => {
    const { papers } = open();
    await papers.put([acl, bare, arxiv]);
    expect(await papers.lookup(text)).toBeNull();
  });

  it('takes the first that was told of when several have the name, and its own id before every other', async () => {
    const { papers } = open();
    const late = told('a', '7', LATER, 'https://example.org/7');
    const early = told('b', '7', AT, 'http://example.org/7/');
    await papers.put([late, early, told('c', 'a:7', AT)]);
    expect((await papers.lookup('7'))?.id).toBe('b:7');
    expect((await papers.lookup('https://example.org/7'))?.id).toBe('b:7');
    expect((await papers.lookup('a:7'))?.id).toBe('a:7');
  });
}
