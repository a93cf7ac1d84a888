import type { Fields } from '../fields.ts';
import { isFields, parseJson } from '../fields.ts';
import type { Issue } from './check.ts';
import { issueLine } from './check.ts';
import type { Token, Workspace, World } from './world.ts';

/** `!` marks an argument that a call cannot do without. */
export type ArgumentKind = 'string' | 'string!' | 'boolean' | 'number' | 'json' | 'json!';

/** One Web API method: what it takes, what it needs, what it does. */
export type Method = {
  readonly takes: Readonly<Record<string, ArgumentKind>>;
  /** The token must have been granted all of these. A method may ask for more once it knows the channel. */
  readonly scopes: readonly string[];
  readonly token: 'bot' | 'app' | 'none';
  /** Does the work on the world and gives the fields of the answer. Throws a {@link Refusal}. */
  readonly run: (call: Call) => Fields;
};

export type Call = {
  readonly world: World;
  readonly args: Arguments;
  readonly token: Token;
  /** The workspace of the token. Throws for a token that belongs to none. */
  readonly workspace: () => Workspace;
  /** Whether what Slack would let pass, but cannot be meant, is refused. */
  readonly strict: boolean;
  /** Opens a Socket Mode ticket: the `wss` address of apps.connections.open. */
  readonly openConnection: () => string;
};

/** An answer `ok: false`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly answer: Fields;

  constructor(error: string, more: Fields = {}) {
    super(error);
    this.answer = { ok: false, error, ...more };
  }
}

/** A refusal that lists what is wrong, as Slack does for blocks and arguments. */
export function refuseIssues(error: string, issues: readonly Issue[]): Refusal {
  const lines = issues.map(issueLine);
  return new Refusal(error, {
    errors: lines.map((line) => line.replace('[ERROR] ', '')),
    response_metadata: { messages: lines },
  });
}

/** Throws `missing_scope` unless the token has every one of these scopes. */
export function needScopes(token: Token, scopes: readonly string[]): void {
  if (scopes.every((scope) => token.scopes.includes(scope))) return;
  throw new Refusal('missing_scope', { needed: scopes.join(','), provided: token.scopes.join(',') });
}

/** The arguments of a call, already known to be of the kinds that the method takes. */
export type Arguments = {
  readonly all: Fields;
  readonly text: (name: string) => string | undefined;
  readonly flag: (name: string) => boolean;
  readonly number: (name: string) => number | undefined;
  readonly json: (name: string) => unknown;
};

/** Bolt's clients send the workspace's id with every call; it means something only to tokens of a whole organisation. */
const everywhere: readonly string[] = ['token', 'team_id'];

/**
 * Reads arguments that came as a form (everything a text, objects as JSON) or as JSON. Throws `invalid_arguments` for
 * one that is missing or of the wrong kind and, when `strict`, for one that the method does not know.
 */
export function readArguments(given: Fields, takes: Method['takes'], strict: boolean): Arguments {
  const issues: Issue[] = [];
  const read: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const kind = Object.hasOwn(takes, name) ? takes[name] : undefined;
    if (value === undefined || value === null || everywhere.includes(name)) continue;
    if (!kind) {
      if (strict) issues.push({ message: `invalid additional property: ${name}`, pointer: `/${name}` });
      continue;
    }
    const clean = convert(value, kind);
    if (clean !== undefined) read[name] = clean;
    else if (name === 'blocks') throw new Refusal('invalid_blocks_format');
    else issues.push({ message: `must be a valid ${kind.replace('!', '')}`, pointer: `/${name}` });
  }
  for (const [name, kind] of Object.entries(takes)) {
    if (kind.endsWith('!') && (read[name] === undefined || read[name] === '')) {
      issues.push({ message: `missing required field: ${name}`, pointer: `/${name}` });
    }
  }
  if (issues.length > 0) throw refuseIssues('invalid_arguments', issues);
  return {
    all: read,
    text: (name) => (typeof read[name] === 'string' ? read[name] : undefined),
    flag: (name) => read[name] === true,
    number: (name) => (typeof read[name] === 'number' ? read[name] : undefined),
    json: (name) => read[name],
  };
}

/** The value as that kind, undefined where it is none. */
function convert(value: unknown, kind: ArgumentKind): unknown {
  if (kind === 'boolean') {
    if (value === true || value === 'true' || value === '1' || value === 1) return true;
    return value === false || value === 'false' || value === '0' || value === 0 ? false : undefined;
  }
  if (kind === 'number') {
    const number = typeof value === 'number' ? value : Number(value || Number.NaN);
    return Number.isInteger(number) ? number : undefined;
  }
  if (kind === 'json' || kind === 'json!') {
    const json = typeof value === 'string' ? parseJson(value) : value;
    return Array.isArray(json) || isFields(json) ? json : undefined;
  }
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}
