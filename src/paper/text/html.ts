import { decodeHTMLStrict } from 'entities/decode';

import { subscript, superscript } from './scripts.ts';

/** `&amp;amp;lt;` was escaped more than once on its way, and nobody writes it. */
const ESCAPED_AGAIN = /&(?:amp;)+(?=#?\w{1,31};)/g;

// What journals and arXiv's authors leave in a text. `<s>`, `<mask>` and `<p>` alone are tokens of a language model.
const LOOKS = 'a|b|big|em|i|inf|italic|p|bold|scp|small|span|strong|sub|sup|tt|u|pre_tag|post_tag';
const TAG = new RegExp(`<(/?)(?:jats:)?(${LOOKS})((?: [^<>]{0,300})?)>`, 'gi');

const LINK = /<a(?: [^<>]{0,300})? href="([^"<>]{1,300})"[^<>]{0,300}>([^<>]{1,300})<\/a>/gi;

/** The text without what is left of HTML: entities become their characters, and tags that only give looks go. Linear. */
export function withoutHtml(text: string): string {
  return withoutTags(withoutEntities(text));
}

function withoutEntities(text: string): string {
  return text.includes('&') ? decodeHTMLStrict(text.replaceAll(ESCAPED_AGAIN, '&')) : text;
}

function withoutTags(text: string): string {
  if (!text.includes('<')) return text;
  const closed = new Set([...text.matchAll(TAG)].filter(([, slash]) => slash !== '').map(([, , name = '']) => name));
  return text
    .replaceAll(LINK, (_, url: string, shown: string) => (shown.includes(url) ? shown : `${shown} (${url})`))
    .replaceAll(/<br ?\/?>/gi, '\n')
    .replaceAll(/<su([bp])>([^<>]{1,40})<\/?su\1>/gi, (_, kind: string, inner: string) =>
      kind.toLowerCase() === 'b' ? subscript(inner) : superscript(inner),
    )
    .replaceAll(TAG, (found, _slash, name: string) => (closed.has(name) || isOfPage(name) ? '' : found));
}

/** The marks that the search of Hugging Face sets; one of a pair may be cut off. */
function isOfPage(name: string): boolean {
  return /_tag$/i.test(name);
}
