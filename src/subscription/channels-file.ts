import { parseWish } from './grammar.ts';
import { partOf } from './part-words.ts';
import type { Wish } from './subscription.ts';

/** A subscription that the file of whoever runs the service asks for. */
export type FileEntry = {
  /** The name of a platform. */
  readonly platform: string;
  /** The platform's own id of a channel. */
  readonly channel: string;
  readonly wish: Wish;
};

export type ReadChannels = {
  readonly entries: readonly FileEntry[];
  /** What is wrong, in the order of the file. When there is anything, nothing of the file should be used. */
  readonly problems: readonly ChannelsProblem[];
};

export type ChannelsProblem = {
  /** Where in the data: names of words and numbers in lists, from 0; empty for the whole. */
  readonly path: readonly (string | number)[];
  /** In plain words. */
  readonly text: string;
};

type Given = {
  /** Their names are those that an entry may have its channel under. */
  readonly platforms: readonly string[];
  /** For entries that name none. */
  readonly zone: string;
};

/** How each word of an entry is said in the grammar of `subscribe`. */
const WORDS: Readonly<Record<string, (value: string) => string>> = {
  topic: (value) => value,
  cat: (value) =>
    eachOf(value)
      .map((one) => `cat:${one}`)
      .join(' '),
  au: (value) => `au:"${value}"`,
  min: (value) => `min:${value}`,
  at: (value) => partOf('at', value),
  in: (value) => partOf('in', value),
  on: (value) => partOf('on', value),
  weekly: (value) => (value === 'true' ? 'weekly' : ''),
  top: (value) => partOf('top', value),
  empty: (value) => value,
  from: (value) => `from ${value}`,
  thread: (value) => `thread:${onOff(value)}`,
  crosspost: (value) => `crosspost:${onOff(value)}`,
  ping: (value) => `ping:@&${value}`,
  tag: (value) => `tag:"${value}"`,
};

/**
 * Reads what a file holds: `channels:`, a list of entries, each with the id of a channel under the name of its platform
 * and the words of `subscribe` beside it (`topic`, `at`, `in`, `on`, `top` …). `value` is the file as plain data, its whole
 * numbers as bigints where they may be too large for another. Never throws.
 */
export function readChannels(value: unknown, given: Given): ReadChannels {
  // An empty file.
  if (value === null || value === undefined) return { entries: [], problems: [] };
  const file = fieldsOf(value);
  const channels = file?.['channels'];
  const unknown = Object.keys(file ?? {}).filter((name) => name !== 'channels');
  const problems = unknown.map((name) => ({ path: [name], text: `“${name}:” is not known. There is channels.` }));
  // Nothing behind `channels:` yet.
  if (channels === null || (file !== null && channels === undefined && problems.length > 0)) {
    return { entries: [], problems };
  }
  if (!Array.isArray(channels)) {
    const path = file === null ? [] : ['channels'];
    return { entries: [], problems: [{ path, text: 'Expected a list under “channels:”.' }] };
  }
  const read = channels.map((entry, at) => readEntry(entry, at, given));
  return {
    entries: read.flatMap((one) => ('text' in one ? [] : [one])),
    problems: [...problems, ...read.filter((one) => 'text' in one)],
  };
}

/** The entry, or what is wrong with it. */
function readEntry(value: unknown, at: number, { platforms, zone }: Given): FileEntry | ChannelsProblem {
  const fields = fieldsOf(value);
  const problem = (text: string, ...path: readonly string[]): ChannelsProblem => ({
    path: ['channels', at, ...path],
    text: `Channel ${at + 1} of the list: ${text}`,
  });
  if (fields === null) return problem('expected words like “slack:”, “topic:” and “at:”.');
  const [platform, ...others] = platforms.filter((name) => fields[name] !== undefined && fields[name] !== null);
  if (platform === undefined || others.length > 0) {
    return problem(`expected the id of one channel under ${platforms.map((name) => `“${name}:”`).join(' or ')}.`);
  }
  const channel = textOf(fields[platform]);
  if (channel === null || channel === '') {
    return problem(`expected the id of a channel under “${platform}:”, in quotes.`, platform);
  }
  const unknown = Object.keys(fields).find((name) => name !== platform && !Object.hasOwn(WORDS, name));
  if (unknown !== undefined) {
    return problem(`“${unknown}:” is not known. There are ${Object.keys(WORDS).join(', ')}.`, unknown);
  }
  const parts: string[] = [];
  for (const [name, say] of Object.entries(WORDS)) {
    const given = fields[name];
    if (given === undefined || given === null) continue;
    const text = textOf(given);
    if (text === null) return problem(`expected a text under “${name}:”.`, name);
    const wrong = wrongIn(name, text, say(text), zone);
    if (wrong !== null) return problem(wrong, name);
    parts.push(say(text));
  }
  // Without the time, so that the same file asks for the same at every start.
  const wish = parseWish(parts.join(' '), { zone, extras: true });
  return wish.kind === 'wish' ? { platform, channel, wish: wish.wish } : problem(wish.message);
}

/** Words of an entry that belong to the query; all others are about the post. */
const OF_QUERY: ReadonlySet<string> = new Set(['topic', 'cat', 'au', 'min']);
/** What can be said under a word that the grammar of `subscribe` takes for topic when it is said otherwise. */
const SHAPES: Readonly<Record<string, { readonly shape: RegExp; readonly like: string }>> = {
  cat: {
    shape: /^[a-z-]+(?:\.[a-z-]+)?(?:\s*,\s*[a-z-]+(?:\.[a-z-]+)?)*$/iu,
    like: 'a category like cs.CL, or a list of them',
  },
  au: { shape: /^[^"“”,]*[^"“”,\s][^"“”,]*$/u, like: 'one name like Yann LeCun' },
  weekly: { shape: /^(?:true|false)$/u, like: 'true or false' },
  thread: { shape: /^(?:true|false|on|off|yes|no)$/iu, like: 'true or false' },
  crosspost: { shape: /^(?:true|false|on|off|yes|no)$/iu, like: 'true or false' },
  empty: { shape: /^(?:quiet|say-why|best-unseen)$/iu, like: 'quiet, say-why or best-unseen' },
  ping: { shape: /^\d{1,20}$/u, like: 'the id of a role, in quotes' },
  from: { shape: /^\d{4}-\d{1,2}-\d{1,2}$/u, like: 'a date like 2026-12-01' },
};

/** What is wrong with what stands under a word, as `said` in the grammar of `subscribe`; null: nothing. */
function wrongIn(name: string, value: string, said: string, zone: string): string | null {
  const expected = SHAPES[name];
  if (expected !== undefined && !expected.shape.test(value)) {
    return `“${value}” under “${name}:” is not understood. Expected ${expected.like}.`;
  }
  // Alone it asks for its day, which another word may say.
  if (name === 'weekly') return null;
  const read = parseWish(said, { zone, extras: true });
  if (read.kind === 'question') return `under “${name}:”: ${read.message}`;
  if (OF_QUERY.has(name) || read.wish.query === '') return null;
  return `“${value}” under “${name}:” is not understood.`;
}

/** The items of a list. */
function eachOf(value: string): readonly string[] {
  return value.split(',').map((item) => item.trim());
}

function onOff(value: string): string {
  return value === 'true' ? 'on' : value === 'false' ? 'off' : value;
}

/** A list is its items with commas between them. Numbers that are too large to be exact are no text. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
  if (!Array.isArray(value)) return null;
  const items = value.map(textOf);
  return items.includes(null) ? null : items.join(',');
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}
