import type { Paper } from '../paper/paper.ts';

/**
 * The text as every database can hold it: PostgreSQL refuses NUL, and half a surrogate pair has no UTF-8. Both become
 * U+FFFD, so that what is read is what was written.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** The paper with every text storable. */
export function storablePaper(paper: Paper): Paper {
  const orNull = (text: string | null): string | null => (text === null ? null : storableText(text));
  const all = (texts: readonly string[]): readonly string[] => texts.map((text) => storableText(text));
  return {
    id: storableText(paper.id),
    version: paper.version,
    title: storableText(paper.title),
    abstract: storableText(paper.abstract),
    rawTitle: orNull(paper.rawTitle),
    rawAbstract: orNull(paper.rawAbstract),
    authors: all(paper.authors),
    published: orNull(paper.published),
    categories: all(paper.categories),
    url: orNull(paper.url),
    pdfUrl: orNull(paper.pdfUrl),
    codeUrl: orNull(paper.codeUrl),
    upvotes: paper.upvotes,
    upvotesAt: orNull(paper.upvotesAt),
    listedOn: orNull(paper.listedOn),
    keywords: all(paper.keywords),
    summary: orNull(paper.summary),
    comment: orNull(paper.comment),
    sightings: paper.sightings.map(({ source, sourceId, at, ...why }) => ({
      source: storableText(source),
      sourceId: orNull(sourceId),
      at: storableText(at),
      ...why,
    })),
  };
}
