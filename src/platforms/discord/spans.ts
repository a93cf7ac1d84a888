import type { Span } from '../../cards/card.ts';
import { clampText } from '../../cards/clamp-spans.ts';
import { escape, inlineCode } from './text.ts';

/** {@link escape}d text of at most `max` as it is sent; ends in `…` when something is missing. */
export function escapedWithin(text: string, max: number): string {
  let room = max;
  let shown = escape(clampText(text, room));
  // How much escapes add depends on what is kept, so this comes nearer from above.
  while (shown.length > max) {
    room = Math.min(room - 1, Math.floor((room * max) / shown.length));
    shown = escape(clampText(text, room));
  }
  return shown;
}

/** Cleaned spans as Markdown with links and styles of ours, in which nothing else has a meaning. */
export function markdown(spans: readonly Span[]): string {
  return spans.reduce((before, span) => {
    const next = marked(span);
    // Two runs of marks that touch would be read as one.
    return /[*`]$/u.test(before) && /^[*`]/u.test(next) ? `${before}\u2060${next}` : before + next;
  }, '');
}

const marks = { strong: '**', mark: '**', emphasis: '*' } as const;

/** White space stays outside of marks: `* a *` would not be read as emphasis. */
function marked({ text, url, style, channel, role }: Span): string {
  // Discord shows the name of the channel, to whoever may see it.
  if (channel !== undefined && /^\d{15,20}$/u.test(channel)) return `<#${channel}>`;
  // No message of ours lets it call anybody: see ping.ts.
  if (role !== undefined && /^\d{15,20}$/u.test(role)) return `<@&${role}>`;
  const inner = text.trim();
  if (inner === '') return text;
  const [before, after] = [text.slice(0, text.indexOf(inner)), text.slice(text.trimEnd().length)];
  // Between back quotes a bracket would end the link, and nothing can be done about it.
  const code = style === 'code' && url === undefined;
  const body = code ? `\`${inlineCode(inner)}\`` : escape(inner);
  const shown = url === undefined ? body : link(inner, body, url);
  const mark = style === undefined || style === 'code' ? '' : marks[style];
  return `${before}${mark}${shown}${mark}${after}`;
}

/** A link whose text is an address itself shows where it really leads: Discord draws no other, and people trust none. */
function link(text: string, body: string, url: string): string {
  const bare = /^(?:https?:\/\/)?(.*?)\/?$/iu;
  if (!/:\/\/|^www\.|\.gg\b/iu.test(text)) return `[${bracketsPaired(text, body).replaceAll(/\n+/gu, ' ')}](${url})`;
  return bare.exec(text)?.[1] === bare.exec(url)?.[1] ? `<${url}>` : `${body} (<${url}>)`;
}

/**
 * Discord counts the brackets in a link's text, also those behind a backslash: where they do not pair, they become the
 * characters that look most like them.
 */
function bracketsPaired(text: string, body: string): string {
  if (/^(?:[^[\]]|\[[^[\]]*\])*$/u.test(text)) return body;
  return escape(text.replaceAll('[', '\uff3b').replaceAll(']', '\uff3d'));
}
