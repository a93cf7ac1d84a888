import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { partialDate } from '../../src/paper/partial-date.ts';
import { isWeakId, toPaper } from '../../src/paper/paper.ts';
import type { Sighting } from '../../src/paper/paper.ts';
import { titleKey } from '../../src/paper/title-key.ts';
import { webUrl } from '../../src/paper/web-url.ts';

const seed = 20261124;
const at = '2026-11-24T06:00:00.000Z';
const told = (sourceId: string | null): Sighting => ({ source: 'jsonl', sourceId, at });
const texts = { title: 'A Title', abstract: 'An abstract.' };

const titleFrom = (title: string): string => toPaper({ ...texts, title }, told(null)).title;

describe('toPaper', () => {
  it('takes the arXiv id from arxivId, else from the own id, else from the link', () => {
    expect(toPaper({ ...texts, arxivId: '2401.01234v2' }, told('cran-12'))).toMatchObject({
      id: 'arxiv:2401.01234',
      version: 2,
      url: 'https://arxiv.org/abs/2401.01234',
      pdfUrl: 'https://arxiv.org/pdf/2401.01234',
      sightings: [told('cran-12')],
    });
    expect(toPaper(texts, told('arXiv:2401.01234v3'))).toMatchObject({ id: 'arxiv:2401.01234', version: 3 });
    const linked = toPaper({ ...texts, url: 'https://huggingface.co/papers/2401.01234' }, told('acl-7'));
    expect(linked).toMatchObject({ id: 'arxiv:2401.01234', version: null, url: 'https://arxiv.org/abs/2401.01234' });
  });

  it('keeps the own id of the source, without spaces, and only links that were given', () => {
    expect(toPaper({ ...texts, url: 'https://aclanthology.org/P/' }, told('cran-12'))).toMatchObject({
      id: 'jsonl:cran-12',
      url: 'https://aclanthology.org/P/',
      pdfUrl: null,
      codeUrl: null,
    });
    expect(toPaper(texts, told(' a b%20 ')).id).toBe('jsonl:a%20b%2520');
    expect(toPaper({ ...texts, url: 'javascript:alert(1)' }, told('1')).url).toBeNull();
    expect(toPaper({ ...texts, arxivId: '2413.99999' }, told(null)).url).toBeNull();
  });

  it('makes the same weak id from a title that is only set differently, and from a cut abstract', () => {
    const abstract = 'A long sentence about quantization. '.repeat(10);
    const whole = toPaper({ title: 'Learning (ARL): Ünder \\textit{Pressure}', abstract }, told(null));
    const other = toPaper({ title: 'LEARNING(ARL) under  pressure', abstract: abstract.slice(0, 200) }, told(null));
    expect(whole.id).toMatch(/^title:[0-9a-f]{16}$/);
    expect(isWeakId(whole.id)).toBe(true);
    expect(other.id).toBe(whole.id);
    const namesake = toPaper({ title: whole.title, abstract: 'Something else entirely.' }, told(null));
    expect(namesake.id).not.toBe(whole.id);
    // Fixed for ever: stored ids depend on it.
    expect(toPaper({ title: 'A Title', abstract: 'An abstract.' }, told(null)).id).toBe('title:d64a9749c9b859a3');
  });

  it('reads the texts as people do, and keeps what came in beside them', () => {
    const paper = toPaper(
      {
        title: ' Scaling\n  Laws\u0000 \u001b[31m ',
        abstract: ' One  two.\r\nThree ~70% {\\gamma} a\u2028b\ud800 ',
        authors: [' Ada  Lovelace', '', 'Ada Lovelace'],
        categories: ['cs.CL', 'cs.CL', ' '],
        keywords: ['x', 'x'],
        upvotes: 1.5,
        summary: '  ',
      },
      told(null),
    );
    expect(paper.title).toBe('Scaling Laws');
    expect(paper.abstract).toBe('One two. Three ~70% γ a b\ufffd');
    expect(paper.rawTitle).toBe(' Scaling\n  Laws\u0000 \u001b[31m ');
    expect(paper.rawAbstract).toBe(' One  two.\r\nThree ~70% {\\gamma} a\u2028b\ud800 ');
    expect(paper.authors).toEqual(['Ada Lovelace', 'Ada Lovelace']);
    expect(paper.categories).toEqual(['cs.CL']);
    expect(paper.keywords).toEqual(['x']);
    expect(paper.upvotes).toBeNull();
    expect(paper.summary).toBeNull();
  });

  it('loses whole escape sequences, and nothing that is prose', () => {
    expect(titleFrom('\u001b[31mRed\u001b[0m title')).toBe('Red title');
    expect(titleFrom('\u001b[38;2;1;2;3mTrue\u001b[m colour\u001b[2J\u001b[?25l')).toBe('True colour');
    expect(titleFrom('\u001b]0;window\u0007Named \u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\')).toBe(
      'Named link',
    );
    expect(titleFrom('\u001bP1$tx\u001b\\Device')).toBe('Device');
    expect(titleFrom('\u001bcReset \u001b(Bset \u001b7here')).toBe('Reset set here');
    expect(titleFrom('cut off \u001b[3')).toBe('cut off');
    expect(titleFrom('\u001b]0;never finished')).toBe('0;never finished');
    // A quotation mark of a wrong encoding ends in the sign that is OSC in one byte.
    expect(titleFrom('\u009cQuoted\u009d words stay \u009b31m')).toBe('Quoted words stay 31m');
  });

  it('never throws, and is its own fixed point', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, fc.option(text), fc.option(text), (title, abstract, sourceId, url) => {
        const paper = toPaper({ title, abstract, url, published: title }, told(sourceId));
        expect(paper.id).toMatch(/^[a-z]+:\S/);
        const raw = { title: paper.rawTitle ?? paper.title, abstract: paper.rawAbstract ?? paper.abstract };
        expect(toPaper({ ...paper, ...raw, arxivId: null }, told(sourceId))).toEqual(paper);
        const clean = toPaper({ ...paper, arxivId: null }, told(sourceId));
        expect([clean.title, clean.abstract]).toEqual([paper.title, paper.abstract]);
      }),
      { seed },
    );
  });
});

describe('partialDate', () => {
  it.each([
    ['2024', '2024'],
    ['2024-05', '2024-05'],
    ['2024-5-7', '2024-05-07'],
    ['2024/05/17', '2024-05-17'],
    ['2024-05-17T23:59:59.000Z', '2024-05-17'],
    ['2024-05-17 10:00:00+02:00', '2024-05-17'],
    ['2024-02-29', '2024-02-29'],
    [' 2024-05-17 ', '2024-05-17'],
  ])('reads %s', (text, date) => {
    expect(partialDate(text)).toBe(date);
  });

  it.each(['', 'soon', '24', '0024', '2024-13', '2024-00', '2023-02-29', '2024-05-32', '2024-05-17x', null, undefined])(
    'is null for %j',
    (text) => {
      expect(partialDate(text)).toBeNull();
    },
  );
});

describe('webUrl', () => {
  it('takes web addresses and nothing else', () => {
    expect(webUrl(' https://example.org/a b ')).toBe('https://example.org/a%20b');
    expect(webUrl('HTTP://Example.org')).toBe('http://example.org/');
    const others = ['ftp://a.org', 'javascript:1', 'data:text/html,x', 'www.a.org', 'https://u:p@a.org', '', null];
    expect(others.filter((text) => webUrl(text) !== null)).toEqual([]);
    expect(webUrl(`https://a.org/${'x'.repeat(2000)}`)).toBeNull();
  });
});

describe('titleKey', () => {
  it('is the same for a title however it is set', () => {
    const key = titleKey('Efficient GPT-4: An O(1/n) Approach & More');
    const settings = [
      'efficient gpt 4 — an o(1/n) approach &amp; more',
      'E\ufb03cient <b>GPT-4</b>: An \\mathcal{O}(1/n) Approach & More',
      'Efficient  GPT-4:\n An mathcal{O}(1/n) Approach & More.',
    ];
    expect(settings.map(titleKey)).toEqual(settings.map(() => key));
    expect(titleKey('Poincaré')).toBe(titleKey('Poincare\u0301'));
  });

  it('keeps other scripts and signs apart', () => {
    expect(titleKey('大模型')).not.toBe(titleKey('小模型'));
    expect(titleKey('???')).not.toBe(titleKey('!!!'));
    expect(titleKey('RRT*')).toBe('rrt');
    expect(titleKey(' \n')).toBe('');
    expect(titleKey('й')).not.toBe(titleKey('к'));
  });
});
