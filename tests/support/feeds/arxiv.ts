import { plusDays } from '../../../src/sources/days.ts';
import { oaiSet } from '../../../src/sources/arxiv-oai.ts';
import type { FeedServer } from '../feed-server.ts';
import { statusReply, xmlReply } from './reply.ts';
import type { Reply } from './reply.ts';

/** A paper as this arXiv has it. */
export type ArxivItem = {
  /** `2611.00001`, `hep-ex/0406020`. */
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly categories: readonly string[];
  /** The day on which its first version was submitted. */
  readonly submitted: string;
  /** The day on which its record was changed last. */
  readonly changed: string;
};

export type Arxiv = {
  readonly items: ArxivItem[];
  /** What is announced, and when; an empty feed where there are no items, as on a holiday. */
  announced: { readonly day: string; readonly items: readonly (readonly [ArxivItem, 'new' | 'cross' | 'replace'])[] };
  /** Records a page of OAI-PMH. */
  harvestPage: number;
  readonly urls: { readonly api: URL; readonly feed: URL; readonly oai: URL };
};

export function arxivItem(number: number, submitted: string, more: Partial<ArxivItem> = {}): ArxivItem {
  return {
    id: `2611.${String(number).padStart(5, '0')}`,
    version: 1,
    title: `On number ${number} & <others>`,
    categories: ['cs.LG'],
    submitted,
    changed: plusDays(submitted, 1),
    ...more,
  };
}

/** arXiv's API, its feed as RSS, and its OAI-PMH server, over the same items. */
export function arxiv(server: FeedServer): Arxiv {
  const url = (path: string): URL => new URL(path, server.origin);
  const world: Arxiv = {
    items: [],
    announced: { day: '2026-11-24', items: [] },
    harvestPage: 2,
    urls: { api: url('/api/query'), feed: url('/rss'), oai: url('/oai') },
  };
  server.route('/api/query', ({ url: asked }) => answerQuery(world.items, asked.searchParams));
  server.route('/rss/', ({ headers }) => answerFeed(world, headers['if-none-match']));
  server.route('/oai', ({ url: asked }) => answerHarvest(world, asked.searchParams));
  return world;
}

function answerQuery(items: readonly ArxivItem[], asked: URLSearchParams): Reply {
  const ids = (asked.get('id_list') ?? '').split(',').filter((id) => id !== '');
  const bad = ids.find((id) => !/^(?:\d{4}\.\d{4,5}|[a-z-]+\/\d{7})$/.test(id));
  if (bad !== undefined) return xmlReply(atom([errorEntry(bad)], 1), {}, 400);
  const [, from = '', to = ''] =
    /submittedDate:\[(\d{8})\d{4} TO (\d{8})\d{4}\]/.exec(asked.get('search_query') ?? '') ?? [];
  const categories = [...(asked.get('search_query') ?? '').matchAll(/cat:([\w.-]+)/g)].map(([, category]) => category);
  const day = ({ submitted }: ArxivItem): string => submitted.replaceAll('-', '');
  const found = items.filter((item) =>
    ids.length > 0
      ? ids.includes(item.id)
      : day(item) >= from && day(item) < to && item.categories.some((one) => categories.includes(one)),
  );
  const start = Number(asked.get('start') ?? 0);
  return xmlReply(atom(found.slice(start, start + Number(asked.get('max_results') ?? 10)).map(entry), found.length));
}

function atom(entries: readonly string[], total: number): string {
  return `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <opensearch:totalResults>${total}</opensearch:totalResults>
  ${entries.join('\n')}
</feed>`;
}

function errorEntry(id: string): string {
  return `<entry><id>https://arxiv.org/api/errors#incorrect_id_format_for_${escaped(id)}</id><title>Error</title>
    <summary>incorrect id format for ${escaped(id)}</summary></entry>`;
}

function entry({ id, version, title, categories, submitted }: ArxivItem): string {
  return `<entry><id>http://arxiv.org/abs/${id}v${version}</id><title>${escaped(title)}</title>
    <summary>  What ${id} is about.</summary><published>${submitted}T10:00:00Z</published>
    ${categories.map((category) => `<category term="${category}"/>`).join('')}
    <author><name>Ada Lovelace</name></author></entry>`;
}

function answerFeed({ announced }: Arxiv, known: string | undefined): Reply {
  const etag = `"${announced.day}-${announced.items.length}"`;
  if (known === etag) return statusReply(304, { etag });
  const date = `${new Date(`${announced.day}T00:00:00Z`).toUTCString().replace(' GMT', '')} -0500`;
  const items = announced.items.map(
    ([{ id, version, title, categories }, type]) => `<item><title>${escaped(title)}</title>
      <description>arXiv:${id}v${version} Announce Type: ${type} \nAbstract: What ${id} is about.</description>
      <guid isPermaLink="false">oai:arXiv.org:${id}v${version}</guid>
      ${categories.map((category) => `<category>${category}</category>`).join('')}
      <pubDate>${date}</pubDate><arxiv:announce_type>${type}</arxiv:announce_type><dc:creator>Ada Lovelace, Alan Turing</dc:creator></item>`,
  );
  return xmlReply(
    `<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
  <channel><title>updates on arXiv.org</title><pubDate>${date}</pubDate>${items.join('\n')}</channel></rss>`,
    { etag, 'content-type': 'application/rss+xml' },
  );
}

/** The tokens are made as arXiv's own server makes them: percent-encoded, with the day and what is to be left out of it. */
function answerHarvest({ items, harvestPage }: Arxiv, asked: URLSearchParams): Reply {
  const token = asked.get('resumptionToken');
  const wanted = token === null ? asked : new URLSearchParams(decodeURIComponent(token));
  if (token !== null && !token.startsWith('verb%3DListRecords%26'))
    return harvestError('badResumptionToken', 'Token decoding failed or format is invalid.');
  if (wanted.get('metadataPrefix') !== 'arXivRaw') return harvestError('badArgument', 'metadataPrefix required.');
  const from = wanted.get('from') ?? '';
  const skip = Number(wanted.get('skip') ?? 0);
  const all = items
    .filter(({ changed, categories }) => changed >= from && categories.some((one) => oaiSet(one) === wanted.get('set')))
    .toSorted((a, b) => (a.changed < b.changed ? -1 : 1));
  if (all.length === 0)
    return harvestError('noRecordsMatch', 'The combination of the values results in an empty list.');
  const page = all.slice(skip, skip + harvestPage);
  const rest = all.length > skip + harvestPage;
  const more = `verb=ListRecords&metadataPrefix=arXivRaw&set=${wanted.get('set')}&from=${from}&skip=${skip + harvestPage}`;
  // A list of one page has no token at all, the last page of a longer one an empty one.
  const tail = rest
    ? `<resumptionToken>${encodeURIComponent(more)}</resumptionToken>`
    : skip > 0
      ? '<resumptionToken/>'
      : '';
  return harvest(`<ListRecords>${page.map(rawRecord).join('\n')}${tail}</ListRecords>`);
}

function rawRecord({ id, version, title, categories, submitted, changed }: ArxivItem): string {
  const date = new Date(`${submitted}T10:00:00Z`).toUTCString();
  const versions = Array.from(
    { length: version },
    (_, index) => `<version version="v${index + 1}"><date>${date}</date></version>`,
  );
  return `<record><header><identifier>oai:arXiv.org:${id}</identifier><datestamp>${changed}</datestamp></header>
    <metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>${id}</id>${versions.join('')}<title>${escaped(title)}</title>
    <authors>Ada Lovelace (1) and Alan Turing ((1) London)</authors><categories>${categories.join(' ')}</categories>
    <abstract>  What ${id} is about.</abstract></arXivRaw></metadata></record>`;
}

function harvestError(code: string, message: string): Reply {
  return harvest(`<error code='${code}'>${message}</error>`);
}

function harvest(inside: string): Reply {
  return xmlReply(
    `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-11-24T06:00:00Z</responseDate>${inside}</OAI-PMH>`,
    {
      'content-type': 'text/xml; charset=utf-8',
    },
  );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
