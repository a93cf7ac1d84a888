import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action, Card } from '../../src/cards/card.ts';
import { dailyCard } from '../../src/cards/daily-card.ts';
import { glanceCard } from '../../src/cards/glance-card.ts';
import { paperCard } from '../../src/cards/paper-card.ts';
import { titleText } from '../../src/cards/paper-title.ts';
import { plainText } from '../../src/cards/plain-text.ts';
import { abstractCard } from '../../src/cards/abstract-card.ts';
import { resultsCard } from '../../src/cards/results-card.ts';
import { searchUrl } from '../../src/cards/search-url.ts';
import type { Paper } from '../../src/paper/paper.ts';
import { anyPaper, aPaper } from './papers.ts';

const day = { date: '2026-11-24', late: false, startsOver: false, thread: false, topic: '' };

function results(papers: readonly Paper[]): Card {
  return resultsCard({
    heading: 'Papers for “x”',
    items: papers.map((paper, index) => ({
      paper,
      number: index + 1,
      text: [{ text: 'a' }, { text: 'b', style: 'mark' }],
    })),
    total: 12,
    complete: 3,
    sorted: 'by relevance',
    filters: ['category cs.LG', 'from 2024'],
    corrections: [{ from: 'quantisatoin', to: 'quantization' }],
    notes: ['A note.'],
    actions: [{ label: 'More', says: 'page 2 search x' }],
  });
}

/** A result whose text is made of these parts, as it reads. */
function withText(...text: readonly string[]): string {
  return plainText(
    resultsCard({
      heading: 'x',
      items: [{ paper: aPaper(), number: 1, text: text.map((part) => ({ text: part })) }],
      total: 1,
      complete: null,
      sorted: '',
      filters: [],
      corrections: [],
      notes: [],
      actions: [],
    }),
  );
}

function actionsOf(card: Card): readonly Action[] {
  return card.blocks.flatMap((block) => {
    if (block.kind === 'actions') return block.actions;
    return block.kind === 'list' ? block.items.flatMap((item) => item.actions) : [];
  });
}

function urls(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'url' && typeof inner === 'string' ? [inner] : urls(inner),
  );
}

describe('paperCard', () => {
  it('says everything that is known', () => {
    const text = plainText(
      paperCard(aPaper({ upvotes: 12, codeUrl: 'https://github.com/x/y', summary: 'It helps.', keywords: ['decay'] })),
    );
    expect(text).toBe(
      [
        'Why Do We Need Weight Decay in Modern Deep Learning? (https://arxiv.org/abs/2310.04415)',
        [
          'Authors: Maksym Andriushchenko, Francesco D’Angelo, Aditya Varre, Nicolas Flammarion',
          'Date: 6 Oct 2023',
          'Categories: cs.LG',
          'Votes: 12',
          'PDF: https://arxiv.org/pdf/2310.04415',
          'Code: https://github.com/x/y',
        ].join('\n'),
        'In short: It helps.',
        'Weight decay is a broadly used technique. We show that its role differs. It is never a regularizer alone.',
        'Keywords: decay',
        'Type: similar 2310.04415 | save 2310.04415 | cite 2310.04415\nOpen: https://arxiv.org/abs/2310.04415',
      ].join('\n\n'),
    );
  });

  it('says that a paper was withdrawn, alone and in a list', () => {
    const gone = aPaper({ comment: 'This paper has been withdrawn by the author due to an error.' });
    expect(plainText(paperCard(gone))).toContain('Withdrawn: It was taken back by its authors, or by arXiv.');
    expect(plainText(results([gone]))).toContain('Withdrawn');
    expect(plainText(dailyCard([{ paper: gone, reason: '' }], day))).toContain('Withdrawn');
    expect(plainText(paperCard(aPaper()))).not.toContain('Withdrawn');
  });

  it('tells which records it was made of, and why they are one', () => {
    const at = '2026-11-24T09:00:00.000Z';
    const merged = aPaper({
      sightings: [
        { source: 'arxiv', sourceId: '2401.01234v2', at },
        { source: 'jsonl', sourceId: 'acl-12', at, rule: 'same-texts' },
        { source: 'hf-page', sourceId: null, at, rule: 'same-authors' },
      ],
    });
    expect(plainText(paperCard(merged))).toContain(
      'Records: arxiv 2401.01234v2, 24 Nov 2026; jsonl acl-12, 24 Nov 2026 (same title, authors and abstract); ' +
        'hf-page, 24 Nov 2026 (same title and authors, near in time, abstract rewritten)',
    );
    expect(plainText(paperCard(aPaper()))).not.toContain('Records');
    const many = aPaper({ sightings: Array.from({ length: 40 }, () => merged.sightings[0]!) });
    expect(plainText(paperCard(many))).toContain('and 34 more');
  });

  it('offers a search, labelled as one, when the page was never confirmed', () => {
    const card = paperCard(aPaper({ id: 'title:0123456789abcdef', url: null, pdfUrl: null }));
    expect(card.title.url).toBeUndefined();
    expect(plainText(card)).toContain(
      'Page: not known: search for it (https://scholar.google.com/scholar?q=Why+Do+We+Need',
    );
    expect(plainText(card)).toContain('Type: similar title:0123456789abcdef |');
  });

  it('keeps the search link short and whole for any title', () => {
    fc.assert(
      fc.property(anyPaper, (paper) => {
        const url = searchUrl(paper);
        expect(URL.canParse(url)).toBe(true);
        expect(url.length).toBeLessThanOrEqual(512);
        expect(url).not.toMatch(/[\s()'"<>]/u);
      }),
      { seed: 20261124 },
    );
  });

  it('shows a stand-in for a missing title and says so', () => {
    expect(paperCard(aPaper({ title: '  ' })).title.text).toBe(
      'Untitled: Weight decay is a broadly used technique. We show that its role differs. It is…',
    );
    expect(titleText(aPaper({ title: '', abstract: '' }))).toBe('Untitled (arxiv:2310.04415)');
  });

  it('bounds three thousand authors', () => {
    const authors = Array.from({ length: 3303 }, (_, index) => `Author ${index}`);
    expect(plainText(paperCard(aPaper({ authors }))).length).toBeLessThan(2000);
  });
});

describe('dailyCard', () => {
  it('is one tidy message with the reason', () => {
    const text = plainText(
      dailyCard([{ paper: aPaper(), reason: 'matches “decay”; newest of 12 unseen' }], { ...day, topic: 'decay' }),
    );
    expect(text).toContain('Paper of the day, 24 Nov 2026 · decay');
    expect(text).toContain('Maksym Andriushchenko, Francesco D’Angelo, Aditya Varre et al. · ');
    expect(text).toContain('· cs.LG · PDF (https://arxiv.org/pdf/2310.04415)');
    expect(text).toContain('TL;DR: We show that its role differs.');
    expect(text).toContain('Why this one: matches “decay”; newest of 12 unseen');
    expect(text).toContain('daily 2026-11-24 open 2310.04415 | similar 2310.04415');
    expect(text).toContain('like 2310.04415 | dislike 2310.04415 | why 2310.04415 on 2026-11-24');
    expect(text).not.toContain('later than planned');
  });

  it('says that it is late and that it starts over', () => {
    const text = plainText(
      dailyCard([{ paper: aPaper(), reason: 'by lot' }], { ...day, late: true, startsOver: true }),
    );
    expect(text).toContain('later than planned');
    expect(text).toContain('begin again');
  });

  it('makes a short digest of several', () => {
    const card = dailyCard(
      [
        { paper: aPaper(), reason: 'newest' },
        { paper: aPaper({ id: 'arxiv:2401.00001', title: 'Second' }), reason: 'most voted' },
      ],
      day,
    );
    expect(card.title.text).toBe('2 papers of the day, 24 Nov 2026');
    expect(plainText(card)).toContain('2. Second');
    expect(plainText(card)).toContain('most voted');
  });

  it('has the same buttons for every paper of a digest as for one alone', () => {
    const choices = ['arxiv:2401.00001', 'arxiv:2401.00002'].map((id) => ({ paper: aPaper({ id }), reason: 'newest' }));
    const alone = choices.map((choice) => actionsOf(dailyCard([choice], day)));
    expect(actionsOf(dailyCard(choices, day))).toEqual(alone.flat());
    expect(alone[0]?.map(({ label }) => label)).toEqual([
      'Abstract',
      'Similar',
      'Save',
      'Cite',
      'Open',
      '👍',
      '👎',
      'Why this one',
    ]);
  });

  it('opens the abstract of one paper, and keeps everything else as it is', () => {
    const abstract = 'One. '.repeat(300).trim();
    const choices = ['arxiv:2401.00001', 'arxiv:2401.00002'].map((id) => ({
      paper: aPaper({ id, abstract }),
      reason: 'newest',
    }));
    for (const some of [choices, choices.slice(0, 1)]) {
      const closed = plainText(dailyCard(some, day));
      const opened = plainText(dailyCard(some, { ...day, open: 'arxiv:2401.00001' }));
      expect(closed).not.toContain(abstract);
      expect(opened.split(abstract)).toHaveLength(2);
      expect(opened).toContain('daily 2026-11-24 2401.00001 | similar');
      const [, ...rest] = closed.split('2. ');
      expect(opened.split('2. ').slice(1)).toEqual(rest);
    }
  });

  it('tells no reason that is not known any more', () => {
    const choices = [aPaper(), aPaper({ id: 'arxiv:2401.00001' })].map((paper) => ({ paper, reason: '' }));
    expect(plainText(dailyCard(choices.slice(0, 1), day))).not.toContain('Why this one:');
    expect(plainText(dailyCard(choices, day))).not.toMatch(/· *$/mu);
  });

  it('carries the abstracts for a reply where that is wanted, and no reply without any', () => {
    const paper = aPaper();
    const second = aPaper({ id: 'arxiv:2401.00001', title: 'Second', abstract: ' ' });
    const choice = { paper, reason: 'newest' };
    expect(dailyCard([choice], day).thread).toBeUndefined();
    const { thread } = dailyCard([choice], { ...day, thread: true });
    expect(thread && plainText(thread)).toBe(`Abstract\n\n${paper.abstract}`);
    const two = dailyCard([choice, { paper: second, reason: 'next' }], { ...day, thread: true }).thread;
    expect(two && plainText(two)).toBe(`Abstracts\n\n${paper.title} (${paper.url})\n\n${paper.abstract}`);
    expect(dailyCard([{ paper: second, reason: 'only' }], { ...day, thread: true })).not.toHaveProperty('thread');
  });

  it('refuses to say nothing', () => {
    expect(() => dailyCard([], day)).toThrow('at least one paper');
  });
});

describe('abstractCard', () => {
  it('is the paper with all of its abstract and its buttons', () => {
    const text = plainText(abstractCard(aPaper({ abstract: 'One.\n\nTwo. '.repeat(500) })));
    expect(text).toContain('One. Two. '.repeat(500).trim());
    expect(text).toContain('et al. · 6 Oct 2023 · cs.LG');
    expect(text).toContain('Type: similar 2310.04415 | save 2310.04415');
    expect(plainText(abstractCard(aPaper({ abstract: '' })))).toContain('No abstract is known.');
  });
});

describe('resultsCard', () => {
  it('says how many, how sorted, which filters, what was corrected', () => {
    const text = plainText(results([aPaper(), aPaper({ id: 'arxiv:2401.00001', title: 'Second' })]));
    expect(text).toContain('1–2 of 12 papers, by relevance; 3 with all the words');
    expect(text).toContain('Only: category cs.LG · from 2024');
    expect(text).toContain('No match for quantisatoin; showing quantization');
    expect(text).toContain('A note.');
    expect(text).toContain('2. Second');
    expect(text).toContain('Type: page 2 search x');
  });

  it('tells what was left out of an abstract from the end of a sentence', () => {
    expect(withText('…', 'It ', 'ends.', '…')).toContain('… It ends. …');
    expect(withText('…', 'it ', 'goes on', '…')).toContain('…it goes on…');
    expect(withText('It ', 'ends.…')).toContain('It ends. …');
  });
});

describe('any paper', () => {
  it('gives cards that contain its title and no link but http and https', () => {
    fc.assert(
      fc.property(anyPaper, fc.string(), (paper, reason) => {
        const choice = { paper, reason };
        for (const card of [
          paperCard(paper),
          abstractCard(paper),
          glanceCard(paper),
          dailyCard([choice, choice], { ...day, open: paper.id }),
          dailyCard([choice], day),
          dailyCard([choice, choice], day),
          results([paper]),
        ]) {
          expect(plainText(card)).toContain(titleText(paper));
          expect(titleText(paper)).not.toBe('');
          for (const url of urls(card)) expect(url).toMatch(/^https?:\/\//u);
        }
      }),
      { seed: 20261124 },
    );
  });

  it('keeps a visible title word for word, but for its white space', () => {
    fc.assert(
      fc.property(anyPaper, fc.lorem({ maxCount: 30 }), (paper, title) => {
        expect(plainText(paperCard({ ...paper, title: title.replaceAll(' ', '\n  ') }))).toContain(title);
      }),
      { seed: 20261124, numRuns: 50 },
    );
  });
});
