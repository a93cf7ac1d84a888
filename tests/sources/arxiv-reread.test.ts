import { expect, it } from 'vitest';
import { rereadArxiv } from '../../src/sources/arxiv-reread.ts';
import { parseXml, xmlText } from '../../src/sources/xml.ts';

/** As the quarantine has it. */
const kept = (xml: string): string => xmlText(parseXml('test', xml));

const id = 'http://arxiv.org/abs/2611.01234v1';
const words = '<title>On a &lt; b &amp; "c"</title>';
const raw = (submitted: string): string =>
  `<record><header><identifier>oai:arXiv.org:2611.01234</identifier><datestamp>2026-11-20</datestamp></header>
   <metadata><arXivRaw><id>2611.01234</id><version version="v1"><date>${submitted}</date></version>${words}</arXivRaw></metadata></record>`;

it.each([
  ['an entry of the API', `<entry><id>${id}</id>${words}<summary>Words.</summary></entry>`],
  [
    'an announcement of RSS',
    `<item><guid>oai:arXiv.org:2611.01234v1</guid>${words}<announce_type>new</announce_type></item>`,
  ],
  [
    'one of Atom',
    `<entry><id>oai:arXiv.org:2611.01234v1</id>${words}<arxiv:announce_type>cross</arxiv:announce_type></entry>`,
  ],
  ['a record of a history', raw('Thu, 19 Nov 2026 10:00:00 GMT')],
])('%s is read again from what was kept of it', (_name, xml) => {
  expect(rereadArxiv(kept(xml))).toMatchObject({
    kind: 'paper',
    sourceId: '2611.01234v1',
    fields: { title: 'On a < b & "c"' },
  });
});

it.each([
  [
    'a new version',
    `<item><guid>oai:arXiv.org:2611.01234v3</guid>${words}<announce_type>replace</announce_type></item>`,
  ],
  ['what was submitted long before it was changed', raw('Tue, 19 Nov 2019 10:00:00 GMT')],
  ['a text that is no XML', 'http://example.org/1 | Spam'],
  ['a record that was cut', `<entry><id>${id}</id><title>${'long '.repeat(20_000)}`],
])('%s is not', (_name, xml) => {
  expect(rereadArxiv(xml.startsWith('<') && xml.endsWith('>') ? kept(xml) : xml)).toBeNull();
});

it('is rejected again while it is no paper', () => {
  const spam = kept('<entry><id>http://example.org/1</id><title>Spam</title></entry>');
  expect(rereadArxiv(spam)).toEqual({ kind: 'rejected', reason: 'its id is not one of arXiv', excerpt: spam });
});
