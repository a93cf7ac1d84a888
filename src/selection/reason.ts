import { listVotes } from './list-votes.ts';
import type { PickOptions, Preference, Scored, ScorePart } from './choice.ts';

export type Field = {
  /** Those it was measured against: the rest with as much of the topic as it has. */
  readonly rivals: readonly Scored[];
  /** How many candidates there were besides it, whatever they have of the topic. */
  readonly others: number;
  /** How many were chosen before it for the same post. */
  readonly earlier: number;
  readonly options: PickOptions;
};

type Name = Exclude<ScorePart['name'], 'topic' | 'tie-break'>;

const NAMES: readonly Name[] = ['relevance', 'freshness', 'votes', 'taste', 'variety'];
/** Longer topics are cut in the reason: the card says the whole topic elsewhere. */
const MAX_WORDS = 8;
const FIRST: Readonly<Record<Name, string>> = {
  relevance: 'best match',
  freshness: 'newest',
  votes: 'most voted for its age',
  taste: 'most to the taste of this place',
  variety: 'least like the last ones',
};
const FIRST_OF_SOME: Readonly<Record<Name, string>> = {
  ...FIRST,
  relevance: 'best matches',
  votes: 'most voted for their age',
};
const MIX: Readonly<Record<Name, string>> = {
  relevance: 'match',
  freshness: 'date',
  votes: 'votes',
  taste: 'the taste of this place',
  variety: 'variety',
};
const ORDER: Readonly<Record<Preference, string>> = { blend: 'best matching', new: 'newest', top: 'most voted' };
/** Two sums of the same parts can differ in the last bits. */
const EQUAL = 1e-12;

/**
 * Why this one, for a person: what it matches, then what set it apart. Nothing is claimed that is not so: "newest of 12"
 * is said only when it is newer than each of the other eleven, and when that helped to decide.
 */
export function reasonFor(chosen: Scored, field: Field): string {
  const matches = matchWords(chosen.candidate.matched);
  const decided = whatDecided(chosen, field);
  return matches === '' ? decided : `${matches}; ${decided}`;
}

function matchWords(matched: readonly string[]): string {
  if (matched.length === 0) return '';
  const words = matched.slice(0, MAX_WORDS).join(' ');
  return `matches “${words}${matched.length > MAX_WORDS ? ' …' : ''}”`;
}

function whatDecided(chosen: Scored, field: Field): string {
  const { rivals } = field;
  const runnerUp = rivals.toSorted((a, b) => b.score - a.score)[0];
  if (runnerUp === undefined) return alone(chosen, field);
  const leads = NAMES.map((name) => ({ name, lead: part(chosen, name) - part(runnerUp, name) }))
    .filter(({ name, lead }) => lead > EQUAL && isFirst(chosen, rivals, name))
    .toSorted((a, b) => b.lead - a.lead);
  const [first] = leads;
  if (first !== undefined) return `${superlative(first.name, chosen, rivals)} ${among(chosen, field)}`;
  const equals = rivals.filter((rival) => Math.abs(measured(rival) - measured(chosen)) <= EQUAL);
  if (equals.length === rivals.length) return `picked by lot ${among(chosen, field, 'among')}`;
  if (equals.length > 0) return drawn(chosen, field, equals);
  return `best mix of ${mix(chosen, rivals)} ${among(chosen, field)}`;
}

/** Where the one with the most votes for its age has the most of all, too, that is said: it is easier to check. */
function superlative(name: Name, chosen: Scored, rivals: readonly Scored[]): string {
  const isMost = name === 'votes' && rivals.every((rival) => allVotes(rival) < allVotes(chosen));
  return isMost ? 'most voted' : FIRST[name];
}

function allVotes({ candidate }: Scored): number {
  return listVotes(candidate.paper) ?? 0;
}

/** What it has more of than most; where that is one thing only, whatever differs. */
function mix(chosen: Scored, rivals: readonly Scored[]): string {
  const lead = (name: Name): number =>
    part(chosen, name) - rivals.reduce((sum, rival) => sum + part(rival, name), 0) / rivals.length;
  const ahead = NAMES.filter((name) => lead(name) > EQUAL);
  const differing = NAMES.filter((name) =>
    rivals.some((rival) => Math.abs(part(rival, name) - part(chosen, name)) > EQUAL),
  );
  const words = (ahead.length > 1 ? ahead : differing).map((name) => MIX[name]);
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : words.join('');
}

/** Some are equal to it, and others are not. */
function drawn(chosen: Scored, field: Field, equals: readonly Scored[]): string {
  const lesser = field.rivals.filter((rival) => !equals.includes(rival));
  const alike = NAMES.filter((name) =>
    equals.every((equal) => Math.abs(part(equal, name) - part(chosen, name)) <= EQUAL),
  );
  const name = alike.find((one) => isFirst(chosen, lesser, one));
  const which = name === undefined ? `${equals.length + 1} equals` : `the ${equals.length + 1} ${FIRST_OF_SOME[name]}`;
  return `picked by lot among ${which} ${among(chosen, field)}`;
}

function alone(chosen: Scored, field: Field): string {
  if (field.others > 0) return `has most of these words ${among(chosen, field, 'among', field.others + 1)}`;
  const which = field.earlier === 0 && field.options.whole ? 'only' : 'last';
  return isRepeat(chosen) ? `the ${which} one of those ${standing(chosen)}` : `the ${which} one ${standing(chosen)}`;
}

/** `of 12 unseen`, `of the other 11 unseen`, `of the 100 newest unseen`. */
function among(chosen: Scored, field: Field, preposition = 'of', size = field.rivals.length + 1): string {
  const other = field.earlier > 0 ? 'the other ' : '';
  const cut = field.options.whole ? '' : `${order(chosen, field)} `;
  const article = other === '' && (cut !== '' || isRepeat(chosen)) ? 'the ' : '';
  return `${preposition} ${other}${article}${size} ${cut}${standing(chosen)}`;
}

function order(chosen: Scored, field: Field): string {
  const topicless = field.options.preference === 'blend' && chosen.candidate.matched.length === 0;
  return topicless ? ORDER.new : ORDER[field.options.preference];
}

function standing(chosen: Scored): string {
  return isRepeat(chosen) ? 'shown here least' : 'unseen';
}

function isRepeat(chosen: Scored): boolean {
  return chosen.candidate.shown > 0;
}

function isFirst(chosen: Scored, rivals: readonly Scored[], name: Name): boolean {
  if (name === 'freshness' && chosen.candidate.paper.published === null) return false;
  // The one that is disliked least is not liked for that.
  if (name === 'taste' && part(chosen, name) <= 0) return false;
  return rivals.every((rival) => part(chosen, name) - part(rival, name) > EQUAL);
}

function part(scored: Scored, name: Name): number {
  return scored.parts.find((one) => one.name === name)?.value ?? 0;
}

/** The score without the lot. */
function measured(scored: Scored): number {
  return NAMES.reduce((sum, name) => sum + part(scored, name), 0);
}
