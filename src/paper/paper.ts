/**
 * What a paper is, whatever told us about it.
 *
 * Texts are plain text, as the source gave them: no markup is added here and none is escaped. `null` means "not known",
 * which is different from an empty list or an empty text.
 */
export type Paper = {
  /** The canonical id: `arxiv:2401.01234`, `arxiv:hep-th/9901001`, `jsonl:cran-12`, `title:5f0c…`. See {@link PaperId}. */
  readonly id: PaperId;
  /** The arXiv version that was seen last (1, 2, …), or null. Never part of the id. */
  readonly version: number | null;
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
  /** A full or partial ISO date: `2024`, `2024-05` or `2024-05-17`. */
  readonly published: string | null;
  /** As the source writes them: `cs.CL`, `hep-th`. */
  readonly categories: readonly string[];
  /** The page where a person reads it. Null when nobody confirmed one: then a card offers a search link, never a guess. */
  readonly url: string | null;
  readonly pdfUrl: string | null;
  readonly codeUrl: string | null;
  /** Votes on the source that counts them (Hugging Face), or null where nobody counted. */
  readonly upvotes: number | null;
  readonly keywords: readonly string[];
  /** One or two sentences by the source (a TL;DR), or null. */
  readonly summary: string | null;
  /** Who told us, in the order of telling; at least one. */
  readonly sightings: readonly Sighting[];
};

/**
 * `scheme:rest`. `arxiv:` ids are canonical everywhere. `title:` ids are weak: they are made from the title because
 * nothing better was known, and a later sighting with a better id takes the paper over. Every other scheme is the name
 * of the source that gave the id (`jsonl:42`).
 */
export type PaperId = string;

/** One source saw the paper: its name there, and the first time it told us. */
export type Sighting = {
  readonly source: string;
  /** The id as the source wrote it (`2401.01234v2`, `cran-12`), or null when it gave none. */
  readonly sourceId: string | null;
  /** ISO instant in UTC. */
  readonly at: string;
};
