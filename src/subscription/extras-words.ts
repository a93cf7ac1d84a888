import type { Extras } from '../chat/extras.ts';
import { sure } from './clause.ts';
import type { Clause, Meaning } from './clause.ts';
import { QUOTE } from './tokens.ts';
import type { Token } from './tokens.ts';

const SHAPE = /^(thread|crosspost|ping|tag)[:：](.+?)[,;]?$/isu;
const ON = /^(?:on|yes|true)$/iu;
const OFF = /^(?:off|no|none|false)$/iu;
/** A group of people as Discord writes it, with and without the brackets of its messages. */
const GROUP = /^<?@&(\d{1,20})>?$/u;

/**
 * `thread:on`, and where the platform can do more with a post (`extras`) `crosspost:on`, `ping:@&ROLE` and `tag:"name"`;
 * `off` takes it back. Written like the filters of a query, they mean the same wherever they stand.
 */
export function readExtra(tokens: readonly Token[], i: number, extras: boolean): Clause | null {
  const [, name = '', value = ''] = SHAPE.exec(tokens[i]?.text ?? '') ?? [];
  const meaning = meaningOf(name.toLowerCase(), value);
  if (meaning === null || (!extras && meaning.kind !== 'thread')) return null;
  return sure(i, i + 1, meaning);
}

function meaningOf(name: string, value: string): Meaning | null {
  const isOff = OFF.test(value);
  if (name === 'thread' && (isOff || ON.test(value))) return { kind: 'thread', thread: !isOff };
  if (name === 'crosspost' && (isOff || ON.test(value))) return { kind: 'crosspost', crosspost: !isOff };
  if (name === 'ping') return ping(value, isOff);
  if (name !== 'tag') return null;
  const tag = value.replaceAll(QUOTE, '').trim();
  if (isOff) return { kind: 'tag', tag: null };
  return tag === '' ? null : { kind: 'tag', tag };
}

function ping(value: string, isOff: boolean): Meaning | null {
  const group = GROUP.exec(value)?.[1];
  if (group !== undefined || isOff) return { kind: 'ping', ping: group ?? null };
  const message =
    'To call a role, mention it behind ping: and choose it from the list that is shown while you type. Everybody at once cannot be called.';
  return value.startsWith('@') ? { kind: 'doubt', message } : null;
}

/** The words that {@link readExtra} reads back. */
export function describeExtras({ crosspost, ping: group, tag }: Extras): readonly string[] {
  return [
    ...(crosspost === true ? ['crosspost:on'] : []),
    ...(group === undefined ? [] : [`ping:@&${group}`]),
    ...(tag === undefined ? [] : [`tag:"${tag.replaceAll(QUOTE, '')}"`]),
  ];
}

/** With one of them said anew, or taken back. */
export function withExtra(extras: Extras, said: Extract<Meaning, { readonly kind: keyof Extras }>): Extras {
  const { crosspost, ping: group, tag } = extras;
  const anew = {
    crosspost: said.kind === 'crosspost' ? said.crosspost : crosspost === true,
    ping: said.kind === 'ping' ? said.ping : (group ?? null),
    tag: said.kind === 'tag' ? said.tag : (tag ?? null),
  };
  return {
    ...(anew.crosspost ? { crosspost: true } : {}),
    ...(anew.ping === null ? {} : { ping: anew.ping }),
    ...(anew.tag === null ? {} : { tag: anew.tag }),
  };
}
