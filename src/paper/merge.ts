import { foldText } from './fold-text.ts';
import { mergeAuthors } from './merge-authors.ts';
import { idRank } from './paper.ts';
import type { Paper, Sighting } from './paper.ts';
import { unlike } from './unlike.ts';

/**
 * How far a sighting is believed where it differs from what is known.
 * `over`: it is of a newer version, or has a better id. `beside`: it comes from the source that told of the paper first,
 * so a difference is a correction. `under`: it only fills what is missing.
 */
type Trust = 'over' | 'beside' | 'under';

/**
 * What is known of a paper after one more sighting of the same paper. Pure; returns `known` itself when nothing is new.
 *
 * Nothing that is known is ever erased: a sighting that lacks a text, or has it cut, leaves it as it was. Texts follow the
 * newest version, and else the source that told of the paper first, so that two sources that write a title differently do
 * not take turns. The longer list of authors with the fuller names, the fuller date (the earlier of two equally full ones) and the newest count
 * of votes win (one of an unknown time is older than any other); lists and sightings are united. A sighting that has neither an id of its own nor any news leaves no trace.
 */
export function merge(known: Paper, seen: Paper): Paper {
  const sightings = unite(known.sightings, seen.sightings, (sighting) =>
    JSON.stringify([sighting.source, sighting.sourceId]),
  );
  const trust = trustIn(known, seen, sightings);
  const merged: Paper = {
    id: idRank(seen.id) > idRank(known.id) ? seen.id : known.id,
    version: newest(known.version, seen.version),
    ...texts(known, seen, trust),
    authors: mergeAuthors(known.authors, seen.authors, trust !== 'under'),
    published: firstDate(known.published, seen.published),
    categories: unite(known.categories, seen.categories, (category) => category),
    url: either(known.url, seen.url, trust),
    pdfUrl: either(known.pdfUrl, seen.pdfUrl, trust),
    codeUrl: either(known.codeUrl, seen.codeUrl, trust),
    ...votes(known, seen),
    listedOn: firstDate(known.listedOn, seen.listedOn),
    keywords: unite(known.keywords, seen.keywords, (keyword) => keyword),
    summary: either(known.summary, seen.summary, trust),
    comment: isNewer(known, seen) ? seen.comment : either(known.comment, seen.comment, trust),
    sightings,
  };
  const news = differs(known, merged) || sightings.slice(known.sightings.length).some((one) => one.sourceId !== null);
  return news ? merged : known;
}

/**
 * The newest count of votes, with its time. One that is equal to the last changes nothing, so that a list that is read
 * every hour is no news every hour.
 */
export function votes(known: Paper, seen: Paper): Pick<Paper, 'upvotes' | 'upvotesAt'> {
  const isNoNewer = known.upvotesAt !== null && (seen.upvotesAt === null || seen.upvotesAt <= known.upvotesAt);
  const keeps = seen.upvotes === null || (known.upvotes !== null && (isNoNewer || seen.upvotes === known.upvotes));
  const { upvotes, upvotesAt } = keeps ? known : seen;
  return { upvotes, upvotesAt };
}

/** A version is told whole: what it lacks, the authors took away (`withdrawn`, before the paper came back). */
function isNewer(known: Paper, seen: Paper): boolean {
  return known.version !== null && seen.version !== null && seen.version > known.version;
}

function trustIn(known: Paper, seen: Paper, sightings: readonly Sighting[]): Trust {
  const better = idRank(seen.id) - idRank(known.id);
  if (better !== 0) return better > 0 ? 'over' : 'under';
  const step = (seen.version ?? 0) - (known.version ?? 0);
  if (step !== 0) return step > 0 ? 'over' : 'under';
  // Of all sightings together, so that the answer is the same when this sighting is merged again.
  const first = sightings.find((sighting) => sighting.sourceId !== null) ?? sightings[0];
  return seen.sightings.some((sighting) => sighting.source === first?.source) ? 'beside' : 'under';
}

/** Title and abstract; of one sighting together where they differ wholly, so that no paper is made of halves of two. */
function texts(
  known: Paper,
  seen: Paper,
  trust: Trust,
): Pick<Paper, 'title' | 'abstract' | 'rawTitle' | 'rawAbstract'> {
  const { title, abstract } = readableTexts(known, seen, trust);
  const rawTitle = title === known.title ? known.rawTitle : seen.rawTitle;
  return { title, abstract, rawTitle, rawAbstract: abstract === known.abstract ? known.rawAbstract : seen.rawAbstract };
}

function readableTexts(known: Paper, seen: Paper, trust: Trust): Pick<Paper, 'title' | 'abstract'> {
  const title = text(known.title, seen.title, trust);
  const abstract = text(known.abstract, seen.abstract, trust);
  const filled = [known, seen].every((paper) => paper.title !== '' && paper.abstract !== '');
  if (!filled || !unlike(known, seen)) return { title, abstract };
  return { title: abstract === known.abstract ? known.title : seen.title, abstract };
}

function text(known: string, seen: string, trust: Trust): string {
  if (known === '' || isCutOf(known, seen)) return seen;
  if (seen === '' || isCutOf(seen, known) || trust === 'under') return known;
  // Less than half as long is no correction but a poorer copy (a teaser, a first sentence).
  return trust === 'beside' && seen.length * 2 < known.length ? known : seen;
}

/** Whether a text is only the beginning of another, perhaps with dots where it was cut. */
function isCutOf(cut: string, whole: string): boolean {
  const [beginning, all] = [foldText(cut), foldText(whole)];
  if (beginning.length >= all.length || !all.startsWith(beginning)) return false;
  // A difference at the end of the last word alone is the correction of a mistake in typing.
  return /(?:\.{2}|…)\s*$/.test(cut) || /[^\p{L}\p{N}]/u.test(all.slice(beginning.length));
}

function either<Value>(known: Value | null, seen: Value | null, trust: Trust): Value | null {
  return trust === 'under' ? (known ?? seen) : (seen ?? known);
}

function newest(known: number | null, seen: number | null): number | null {
  if (known === null || seen === null) return known ?? seen;
  return Math.max(known, seen);
}

/** The fuller of two partial dates; of two equally full ones the earlier, for a paper is published once. */
function firstDate(known: string | null, seen: string | null): string | null {
  if (known === null || seen === null) return known ?? seen;
  if (known.length !== seen.length) return known.length > seen.length ? known : seen;
  return known < seen ? known : seen;
}

/** What is known, then what is new, in the order of telling. */
function unite<Item>(known: readonly Item[], seen: readonly Item[], key: (item: Item) => string): readonly Item[] {
  const have = new Set(known.map(key));
  const added = seen.filter((item) => {
    const isNew = !have.has(key(item));
    have.add(key(item));
    return isNew;
  });
  return added.length === 0 ? known : [...known, ...added];
}

/** Whether anything but the sightings differs. */
function differs(one: Paper, other: Paper): boolean {
  return (
    one.id !== other.id ||
    one.version !== other.version ||
    one.title !== other.title ||
    one.abstract !== other.abstract ||
    one.published !== other.published ||
    one.url !== other.url ||
    one.pdfUrl !== other.pdfUrl ||
    one.codeUrl !== other.codeUrl ||
    one.upvotes !== other.upvotes ||
    one.upvotesAt !== other.upvotesAt ||
    one.listedOn !== other.listedOn ||
    one.comment !== other.comment ||
    one.summary !== other.summary ||
    !same(one.authors, other.authors) ||
    !same(one.categories, other.categories) ||
    !same(one.keywords, other.keywords)
  );
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
