import { clamp } from '../cards/clamp.ts';
import { line } from '../cards/line.ts';
import { reference } from '../cards/paper-actions.ts';
import { wishInWords } from '../cards/wish-in-words.ts';
import type { Completion, Typing } from '../chat/completion.ts';
import { ARXIV_CATEGORIES } from '../paper/arxiv-categories.ts';
import type { Paper } from '../paper/paper.ts';
import { analyse, untex } from '../search/terms.ts';
import { completeZones } from '../subscription/complete-zones.ts';
import type { CommandParts } from './command.ts';
import { parseReference } from './reference.ts';

/** As many as anybody looks at, and as Discord shows. */
const MOST = 25;
/** Nobody types more before a completion, and Discord takes no longer one. */
const MAX_VALUE = 100;
/** As they are written, by how they may be typed. */
const CATEGORY_CODES = new Map([...ARXIV_CATEGORIES.keys()].map((code) => [code.toLowerCase(), code]));

/** Ways to go on typing, best first. What is typed may be anything. */
export function complete(typing: Typing, parts: CommandParts): Promise<readonly Completion[]> {
  const typed = line(typing.typed.slice(0, 2 * MAX_VALUE));
  switch (typing.what) {
    case 'topics':
      return completeTopics(typed, /\s$/u.test(typing.typed), parts);
    case 'papers':
      return completePapers(typed, typing, parts);
    case 'authors':
      return completeAuthors(typed, parts);
    case 'subscriptions':
      return completeSubscriptions(typed, typing, parts);
    case 'categories':
      return Promise.resolve(completeCategories(typed, /[\s,;]$/u.test(typing.typed)));
    case 'zones':
      return Promise.resolve(
        completeZones(typed, MOST).map((zone) => ({ label: zone.replaceAll('_', ' '), value: zone })),
      );
    default:
      return unknownKind(typing.what);
  }
}

/** Reached only by data of another release; a new kind does not compile until it has its case above. */
function unknownKind(what: never): never {
  throw new Error(`Expected something that can be completed, got ${JSON.stringify(what)}`);
}

/** Words in the place of the last one, which is half-typed, and titles. What is typed already comes first. */
async function completeTopics(
  typed: string,
  isWhole: boolean,
  { index }: CommandParts,
): Promise<readonly Completion[]> {
  if (typed === '') return [];
  const found = await index.suggest(isWhole ? `${typed} ` : typed, MOST - 1);
  const before = typed.replace(/[\p{L}\p{N}\p{M}]+$/u, '');
  const values = found.map(({ kind, text }) => (kind === 'title' ? wholeWords(text) : `${before}${text}`));
  return [typed, ...values].map((value) => ({ label: value, value }));
}

/** A paper by its number or id, those of the list that was seen last, or those with such titles. */
async function completePapers(
  typed: string,
  { person, place }: Typing,
  parts: CommandParts,
): Promise<readonly Completion[]> {
  const { store, index } = parts;
  const ids = (await store.people.recall(person, place))?.ids ?? [];
  if (typed === '') return (await store.papers.getMany(ids.slice(0, MOST))).map((paper, at) => named(paper, at + 1));
  const said = parseReference(typed);
  if (said?.kind === 'number') {
    const [paper] = await store.papers.getMany(ids.slice(said.number - 1, said.number));
    return paper === undefined ? [] : [named(paper, said.number)];
  }
  const known = said === null ? null : await store.papers.lookup(said.id);
  const found = await index.suggest(typed, MOST);
  const titles = found.flatMap((one) => (one.kind === 'title' ? [{ label: one.text, value: reference(one.id) }] : []));
  return [...(known === null ? [] : [named(known, null)]), ...titles];
}

function named({ id, title }: Paper, number: number | null): Completion {
  const label = line(title) || id;
  return { label: number === null ? label : `${number}. ${label}`, value: reference(id) };
}

/** Names as they are written on a paper of each. */
async function completeAuthors(typed: string, { store, index }: CommandParts): Promise<readonly Completion[]> {
  const found = await index.suggestAuthors(typed, MOST);
  const seen = new Map((await store.papers.getMany(found.map(({ id }) => id))).map((paper) => [paper.id, paper]));
  return found.map(({ text, id }) => {
    const name = seen.get(id)?.authors.find((author) => compared(author) === text) ?? text;
    return { label: line(name), value: line(name) };
  });
}

function compared(name: string): string {
  return analyse(untex(name))
    .tokens.map(({ surface }) => surface)
    .join(' ');
}

/**
 * The categories that begin so come before those whose names have the words; behind others, which stay, those that are not
 * there yet.
 */
function completeCategories(typed: string, isWhole: boolean): readonly Completion[] {
  const pieces = typed.split(/[\s,;]+/u).filter((piece) => piece !== '');
  const known = pieces.slice(0, isWhole ? undefined : -1).map((piece) => CATEGORY_CODES.get(piece.toLowerCase()));
  const end = known.indexOf(undefined);
  const before = (end === -1 ? known : known.slice(0, end)).flatMap((code) => code ?? []);
  const words = pieces.slice(before.length).map((piece) => piece.toLowerCase());
  const wanted = words.join(' ');
  const all = [...ARXIV_CATEGORIES].flatMap(([code, name]) => {
    const value = [...before, code].join(', ');
    return before.includes(code) ? [] : [{ code: code.toLowerCase(), label: `${value}: ${name}`, name, value }];
  });
  const begin = all.filter(({ code }) => code.startsWith(wanted));
  const others = all.filter((one) => {
    const own = `${one.code}: ${one.name.toLowerCase()}`;
    return !begin.includes(one) && words.every((word) => own.includes(word));
  });
  return [...begin, ...others].slice(0, MOST).map(({ label, value }) => ({ label, value }));
}

async function completeSubscriptions(
  typed: string,
  { place }: Typing,
  { store }: CommandParts,
): Promise<readonly Completion[]> {
  const wanted = typed.toLowerCase();
  return (await store.subscriptions.list(place))
    .map((one) => ({ label: `${one.number}. ${wishInWords(one)}`, value: String(one.number) }))
    .filter(({ label }) => label.toLowerCase().includes(wanted))
    .slice(0, MOST);
}

/** As many words as fit: half a word would be another one. */
function wholeWords(title: string): string {
  const cut = clamp(line(title), MAX_VALUE);
  return cut.endsWith('…') && !title.endsWith('…') ? cut.slice(0, -1).replace(/\s*\S*$/u, '') || cut.slice(0, -1) : cut;
}
