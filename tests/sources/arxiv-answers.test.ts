import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { parseAnnouncements } from '../../src/sources/arxiv-announcements.ts';
import { atomError, parseAtomPage } from '../../src/sources/arxiv-atom.ts';
import { arxivAuthors } from '../../src/sources/arxiv-authors.ts';
import { monthOfId, writtenDate } from '../../src/sources/arxiv-dates.ts';
import { parseHarvest } from '../../src/sources/arxiv-harvest.ts';
import { SourceError } from '../../src/sources/source-error.ts';

function recorded(name: string): string {
  return readFileSync(new URL(`../fixtures/sources/arxiv/${name}.xml`, import.meta.url), 'utf8');
}

describe('an answer of the API', () => {
  it('holds papers, with the main category first', () => {
    const { total, records } = parseAtomPage(recorded('atom-page'));
    expect(total).toBe(214_881);
    expect(records).toHaveLength(2);
    expect(records[0]).toEqual({
      kind: 'paper',
      sourceId: '2202.12139v1',
      fields: {
        title: 'Testing Deep Learning Models: A First Comparative Study of Multiple Testing Techniques',
        abstract: expect.stringMatching(/^Deep Learning \(DL\) has revolutionized/),
        authors: ['Mohit Kumar Ahuja', 'Arnaud Gotlieb', 'Helge Spieker'],
        published: '2022-02-24T15:05:19Z',
        categories: ['cs.SE', 'cs.SE', 'cs.LG'],
        comment: 'Artificial Intelligence in Software Testing 2022 workshop @ ICST 2022',
      },
    });
  });

  it('may have an id of the old kind, or the markup of old', () => {
    expect(parseAtomPage(recorded('atom-old-id')).records[0]).toMatchObject({
      sourceId: 'hep-ex/0406020v1',
      fields: { authors: ['Alessia Tricomi'], abstract: expect.stringMatching(/^In this report/) },
    });
    expect(parseAtomPage(recorded('atom-legacy')).records[0]).toMatchObject({
      sourceId: '1111.2011v2',
      fields: {
        title: 'Quantum Criticality for Extended Nodes on a Bethe Lattice in the Large\n  Connectivity Limit',
        comment: '8 pages, 3 figures. Published version',
      },
    });
  });

  it('is empty where arXiv does not know the id', () => {
    expect(parseAtomPage(recorded('atom-empty'))).toEqual({ total: 0, records: [] });
  });

  it('is an error where an entry says so', () => {
    const words = 'arXiv does not answer this question: "incorrect id format for abc"';
    expect(() => parseAtomPage(recorded('atom-error'))).toThrow(words);
    expect(atomError(recorded('atom-error'))).toBe(words);
    expect([atomError(recorded('atom-page')), atomError('<html>')]).toEqual([null, null]);
  });

  it('may hold an entry that is no paper beside one that is', () => {
    const page = recorded('atom-old-id').replace(
      '</feed>',
      '<entry><id>http://example.org/1</id><title>Spam</title></entry></feed>',
    );
    expect(parseAtomPage(page).records).toMatchObject([
      { kind: 'paper' },
      {
        kind: 'rejected',
        reason: 'its id is not one of arXiv',
        excerpt: '<entry><id>http://example.org/1</id><title>Spam</title></entry>',
      },
    ]);
  });
});

describe('announcements', () => {
  it('come as RSS: with a lead before the abstract, the authors in one text, and old papers under the date of today', () => {
    const { day, items } = parseAnnouncements(recorded('announcements-rss'));
    expect([day, items.length]).toEqual(['2026-09-24', 4]);
    expect(items[0]).toEqual({
      isNews: true,
      record: {
        kind: 'paper',
        sourceId: '2609.26811v1',
        fields: {
          title: 'The Drift Contract: Spectral Updates for Depth-Robust Local Learning',
          abstract: expect.stringMatching(/^Local learning trains each layer/),
          authors: ['Fabien Polly'],
          published: '2026-09-24',
          categories: ['cs.LG'],
        },
      },
    });
    const others = items
      .slice(2)
      .map(({ isNews, record }) => [
        isNews,
        record.kind === 'paper' ? [record.sourceId, record.fields.published, record.fields.authors?.at(-1)] : null,
      ]);
    expect(others).toEqual([
      [true, [expect.stringMatching(/v\d+$/), expect.stringMatching(/^\d{4}-\d{2}$/), 'David B. Dunson']],
      [false, ['2009.13987v3', '2020-09', expect.any(String)]],
    ]);
  });

  it('come as Atom', () => {
    const { day, items } = parseAnnouncements(recorded('announcements-atom'));
    expect(day).toBe('2025-08-20');
    expect(items.map(({ isNews, record }) => [isNews, record.kind])).toEqual([
      [true, 'paper'],
      [true, 'paper'],
    ]);
    expect(items[0]?.record).toMatchObject({
      sourceId: '2508.13426v1',
      fields: {
        published: '2025-08',
        categories: ['cs.CL', 'cs.AI'],
        abstract: expect.stringMatching(/^As large language/),
      },
    });
  });

  it('are none on a holiday', () => {
    const rss = recorded('announcements-rss').replace(/<item>.*<\/item>/s, '');
    expect(parseAnnouncements(rss)).toEqual({ day: '2026-09-24', items: [] });
  });

  it('are not taken from another answer', () => {
    expect(() => parseAnnouncements(recorded('oai-page'))).toThrow('no feed of announcements');
    const { items } = parseAnnouncements(recorded('atom-error'));
    expect(items).toMatchObject([{ record: { kind: 'rejected', reason: 'its id is not one of arXiv' } }]);
  });
});

describe('a harvest', () => {
  it('tells all versions, and its authors in one line', () => {
    const harvest = parseHarvest(recorded('oai-raw-withdrawn'));
    expect(harvest).toMatchObject({
      kind: 'records',
      token: null,
      items: [
        {
          datestamp: '2011-02-03',
          record: {
            sourceId: '0903.0442v5',
            fields: {
              version: 5,
              published: '2009-03-03',
              authors: ['Chiaki Yamaguchi'],
              categories: ['cond-mat.dis-nn', 'cond-mat.stat-mech'],
              comment: expect.stringContaining('has been withdrawn by the author'),
            },
          },
        },
      ],
    });
  });

  it('gives a token as it is, and an empty one at the end', () => {
    expect(parseHarvest(recorded('oai-page'))).toMatchObject({
      items: [{ record: { sourceId: expect.stringMatching(/^1002\.3157v\d$/) } }],
      token: 'verb%3DListRecords%26metadataPrefix%3DarXivRaw%26from%3D2011-07-25%26skip%3D1',
    });
    const last = parseHarvest(recorded('oai-last-page'));
    expect(last.kind === 'records' ? [last.items.length, last.token] : last).toEqual([3, null]);
  });

  it('comes in two other formats, too', () => {
    expect(parseHarvest(recorded('oai-plain-collaboration'))).toMatchObject({
      items: [
        {
          record: {
            sourceId: '1601.03238',
            fields: { authors: ['Planck Collaboration', 'Jieci Wang', 'Zehua Tian', 'Jiliang Jing', 'Heng Fan'] },
          },
        },
      ],
    });
    expect(parseHarvest(recorded('oai-plain-withdrawn'))).toMatchObject({
      items: [{ record: { sourceId: '1101.6031', fields: { comment: 'Withdrawn', published: '2011-02-02' } } }],
    });
    expect(parseHarvest(recorded('oai-dublin-core'))).toMatchObject({
      items: [
        {
          record: {
            sourceId: '0901.2443',
            fields: {
              authors: expect.arrayContaining(['B. Özel', 'P. von Neumann-Cosel']),
              comment: 'submitted to Phys. Lett. B',
            },
          },
        },
      ],
    });
  });

  it('has its errors in a good answer', () => {
    expect(parseHarvest(recorded('oai-no-records'))).toMatchObject({ kind: 'error', code: 'noRecordsMatch' });
    expect(parseHarvest(recorded('oai-bad-token'))).toEqual({
      kind: 'error',
      code: 'badResumptionToken',
      message:
        'The value of the resumptionToken argument is invalid or expired. Reason: Token decoding failed or format is invalid.',
    });
  });

  it('names what was deleted and what it cannot read', () => {
    const page = recorded('oai-page');
    const deleted = page.replace('<header>', '<header status="deleted">').replace(/<metadata>.*<\/metadata>/s, '');
    expect(parseHarvest(deleted)).toMatchObject({ items: [{ record: { kind: 'deleted', sourceId: '1002.3157' } }] });
    const bare = page.replace(/<metadata>.*<\/metadata>/s, '<metadata/>');
    expect(parseHarvest(bare)).toMatchObject({
      items: [{ record: { kind: 'rejected', reason: 'it has no metadata of a known kind' } }],
    });
  });

  it.each(['atom-page', 'announcements-rss'])('is not %s', (name) => {
    expect(() => parseHarvest(recorded(name))).toThrow(SourceError);
  });
});

describe('arxivAuthors', () => {
  it.each([
    ['I. Csiszar, F. Hiai and D. Petz', ['I. Csiszar', 'F. Hiai', 'D. Petz']],
    ['A. Blais, and A. Wallraff', ['A. Blais', 'A. Wallraff']],
    ['G. David Forney, Jr. and Pascal O. Vontobel', ['G. David Forney, Jr.', 'Pascal O. Vontobel']],
    ['Mark Vogelsberger (1,2), Simon White (1) ((1) MPA, (2) Harvard/CfA)', ['Mark Vogelsberger', 'Simon White']],
    ['C. Neri (Dresdner Kleinwort, London, UK) and L. Schneider (EMLYON)', ['C. Neri', 'L. Schneider']],
    ['The D0 Collaboration: V.M. Abazov, et al', ['The D0 Collaboration', 'V.M. Abazov']],
    ['HESS\n  Collaboration: A. Abramowski', ['HESS Collaboration', 'A. Abramowski']],
    ['Ada (1', ['Ada (1']],
    ['', []],
  ])('reads %j', (line, names) => {
    expect(arxivAuthors(line)).toEqual(names);
  });
});

describe('dates', () => {
  it.each([
    ['Thu, 24 Sep 2026 00:00:00 -0400', '2026-09-24'],
    ['Tue, 03 Mar 2009 04:22:14 GMT', '2009-03-03'],
    ['2026-09-24T00:00:00-04:00', '2026-09-24'],
    ['2005-09-17', '2005-09-17'],
    ['24 Foo 2026 00:00', null],
    ['yesterday', null],
    [null, null],
  ])('are read as they are written: %j', (text, date) => {
    expect(writtenDate(text)).toBe(date);
  });

  it.each([
    ['2609.26811', '2026-09'],
    ['0704.0046', '2007-04'],
    ['hep-ex/0406020', '2004-06'],
    ['astro-ph/9501013', '1995-01'],
  ])('are known from an id to the month: %s', (id, month) => {
    expect(monthOfId(id)).toBe(month);
  });
});
