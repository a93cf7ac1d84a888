import type { Sentences } from '../platform.ts';
import { limits } from './limits.ts';

/** Keys of kept sentences, by sentence. */
export type KeptSentences = ReadonlyMap<string, string>;

/** A component's id, read. */
export type CustomId =
  | {
      readonly kind: 'says';
      /** The answer takes the place of the message that only the person sees. */
      readonly replaces: boolean;
      readonly mark: string | null;
      readonly sentence: KeptOrSaid;
    }
  /** A select menu: what is chosen is an id of the first kind. */
  | { readonly kind: 'pick'; readonly mark: string | null }
  /** A window with the form that this sentence is answered with. */
  | { readonly kind: 'form'; readonly sentence: KeptOrSaid };

/** A sentence, or the key under which it is kept. */
type KeptOrSaid = string | { readonly key: string };

/** The most characters of a mark: see {@link markOf} in mark.ts. */
export const markLength = 25;

const pattern = /^(?<kind>says|swap)\.\d{1,3}(?:~(?<mark>[\w-]{24}\+?))?(?<how>[:#])(?<rest>[^]+)$/u;
const formPattern = /^form(?<how>[:#])(?<rest>[^]+)$/u;
const pickPattern = /^pick\.\d{1,3}(?:~(?<mark>[\w-]{24}\+?))?$/u;

/** A sentence of this length fits an id together with everything else that the id may hold. */
export const roomForSentence = limits.customId - 'says.999~'.length - markLength - ':'.length;

export type IdParts = {
  /** Tells the components of one message apart; below 1,000. */
  readonly number: number;
  readonly replaces: boolean;
  readonly mark: string | null;
};

/** The id of a button that says `sentence`; null when that is too long and was not kept, or there is nothing to say. */
export function saysId(sentence: string, { number, replaces, mark }: IdParts, kept: KeptSentences): string | null {
  return idWith(`${replaces ? 'swap' : 'says'}.${number}${mark === null ? '' : `~${mark}`}`, sentence, kept);
}

/** The id of a window with the form that `sentence` is answered with; null as with {@link saysId}. */
export function formId(sentence: string, kept: KeptSentences): string | null {
  return idWith('form', sentence, kept);
}

function idWith(head: string, sentence: string, kept: KeptSentences): string | null {
  const said = plainSentence(sentence);
  if (said === '') return null;
  if (said.length <= roomForSentence) return `${head}:${said}`;
  const key = kept.get(said);
  return key === undefined || key === '' || key.length > roomForSentence ? null : `${head}#${key}`;
}

export function pickId(number: number, mark: string | null): string {
  return `pick.${number}${mark === null ? '' : `~${mark}`}`;
}

/** What an id says that {@link saysId}, {@link pickId} or {@link formId} made; null for any other. */
export function readCustomId(id: string): CustomId | null {
  const pick = pickPattern.exec(id);
  if (pick !== null) return { kind: 'pick', mark: pick.groups?.['mark'] ?? null };
  const { kind, mark, how, rest } = (pattern.exec(id) ?? formPattern.exec(id))?.groups ?? {};
  if (rest === undefined) return null;
  const sentence = how === '#' ? { key: rest } : rest;
  if (kind === undefined) return { kind: 'form', sentence };
  return { kind: 'says', replaces: kind === 'swap', mark: mark ?? null, sentence };
}

/** The sentence as it travels: well-formed, without white space at its ends, which Discord may take away. */
export function plainSentence(sentence: string): string {
  return sentence.toWellFormed().trim();
}

/** Keeps those sentences that are too long for an id. */
export async function keepLong(says: readonly string[], sentences: Pick<Sentences, 'keep'>): Promise<KeptSentences> {
  const long = new Set(says.map(plainSentence).filter((sentence) => sentence.length > roomForSentence));
  const kept = await Promise.all([...long].map(async (said) => [said, await sentences.keep(said)] as const));
  return new Map(kept);
}

/** The sentence of an id; null when it was kept and is no more. */
export async function sentenceOf(
  { sentence }: { readonly sentence: KeptOrSaid },
  sentences: Pick<Sentences, 'find'>,
): Promise<string | null> {
  return typeof sentence === 'string' ? sentence : sentences.find(sentence.key);
}
