/**
 * What a person sees of a text in Discord, and what of it is more than text. Written after the rules of Discord's own
 * Markdown (a dialect of simple-markdown), apart from the code that writes it; where clients differ it reads more as
 * Markdown rather than less.
 */
export type Reading = { readonly visible: string; readonly fired: readonly Fired[] };

export type Fired = { readonly kind: string; readonly value: string };

type Rule = {
  readonly kind: string;
  readonly pattern: RegExp;
  /** Only at the beginning of a line. */
  readonly line?: true;
  /** The group that is read on; none: the value is shown as it is. */
  readonly inner?: number;
  /** The group that is told: an address, a name. */
  readonly value?: number;
};

const span = String.raw`((?:\\[^]|[^\\])+?)`;

const rules: readonly Rule[] = [
  { kind: 'heading', line: true, pattern: /^ *#{1,3}\s+([^\n]+)/u, inner: 1 },
  { kind: 'small', line: true, pattern: /^ *-#\s+([^\n]+)/u, inner: 1 },
  { kind: 'quote', line: true, pattern: /^ *(?:>>> ?([^]+)|> ([^\n]*))/u },
  { kind: 'list', line: true, pattern: /^ *(?:[*+-]|\d+\.)\s+([^\n]+)/u, inner: 1 },
  { kind: 'block', pattern: /^```(?:[\w+\-.#]+\n)?\n*([^\n][^]*?)\n*```/u, value: 1 },
  { kind: 'code', pattern: /^(`+)([^]*?[^`])\1(?!`)/u, value: 2 },
  { kind: 'mention', pattern: /^(?:<@[!&]?\d+>|<#\d+>|@everyone|@here)/u },
  { kind: 'tag', pattern: /^<(?:a?:\w+:\d+|t:-?\d+(?::\w)?|\/[^>\n]+:\d+|id:\w+)>/u },
  { kind: 'address', pattern: /^<([a-z][\w+.-]*:[^\s>]+)>/iu, value: 1 },
  {
    kind: 'link',
    pattern: /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:[^\s\\]|\\.)*?)>?(?:\s+['"]([^]*?)['"])?\s*\)/u,
    inner: 1,
    value: 2,
  },
  { kind: 'url', pattern: /^(?:https?|steam|discord):\/\/[^\s<]+/iu },
  { kind: 'invitation', pattern: /^discord(?:app)?\.(?:gg|com\/invite)\/\w+/iu },
  { kind: 'strong', pattern: new RegExp(String.raw`^\*\*${span}\*\*(?!\*)`, 'u'), inner: 1 },
  { kind: 'underline', pattern: new RegExp(`^__${span}__(?!_)`, 'u'), inner: 1 },
  { kind: 'emphasis', pattern: /^\*(?=\S)((?:\\[^]|[^*\\])+?)\*(?!\*)/u, inner: 1 },
  { kind: 'emphasis', pattern: /^_((?:__|\\[^]|[^\\_])+?)_(?!\w)/u, inner: 1 },
  { kind: 'struck', pattern: new RegExp(`^~~${span}~~(?!~)`, 'u'), inner: 1 },
  { kind: 'spoiler', pattern: new RegExp(String.raw`^\|\|${span}\|\|`, 'u'), inner: 1 },
  { kind: 'emoji', pattern: /^:[^\s:]+:/u },
];

export function readMarkdown(source: string): Reading {
  const fired: Fired[] = [];
  let visible = '';
  let rest = source;
  let lineStart = true;
  while (rest !== '') {
    const escaped = /^\\([^0-9A-Za-z\s])/u.exec(rest);
    const found = escaped === null ? match(rest, lineStart) : null;
    if (found !== null) {
      const [whole] = found.match;
      const shown = found.rule.inner === undefined ? null : readMarkdown(found.match[found.rule.inner] ?? '');
      const value = found.match[found.rule.value ?? 0] ?? whole;
      fired.push({ kind: found.rule.kind, value }, ...(shown?.fired ?? []));
      visible += shown?.visible ?? value;
      rest = rest.slice(whole.length);
    } else {
      const text = escaped?.[1] ?? String.fromCodePoint(rest.codePointAt(0) ?? 0);
      visible += text;
      rest = rest.slice(escaped?.[0].length ?? text.length);
    }
    lineStart = visible.endsWith('\n') || (lineStart && visible.trim() === '');
  }
  return { visible: visible.replaceAll('\u2060', ''), fired };
}

function match(text: string, lineStart: boolean) {
  for (const rule of rules) {
    if (rule.line && !lineStart) continue;
    const found = rule.pattern.exec(text);
    if (found !== null) return { rule, match: found };
  }
  return null;
}

/** What the server takes for a mention, which does not read backslashes. */
export const rawMention = /@(?:everyone|here)|<@[!&]?\d+>/iu;
