/**
 * Prose as it is printed: TeX's quotation marks, dashes and ties become those of Unicode. `~70%` (about), a home folder in
 * an address, `--help` and `` `code` `` stay. Linear in the length.
 */
export function typeset(text: string): string {
  return tied(dashed(quoted(text)));
}

function dashed(text: string): string {
  if (!text.includes('--')) return text;
  return text
    .replaceAll(/(?<=[\p{L}\p{N})\]}.,”’] ?\n?)---(?=\n? ?[\p{L}\p{N}([“‘])/gu, '—')
    .replaceAll(/(?<=[\p{L}\p{N})\]}%”’])--(?=[\p{L}\p{N}([“‘])/gu, '–')
    .replaceAll(/(?<=[\p{L}\p{N})\]}.,%”’][ \n])--(?=[ \n])/gu, '–');
}

function tied(text: string): string {
  if (!text.includes('~')) return text;
  return text.replaceAll(/(?<!:\/\/\S{0,300})(?<=[\p{L}\p{N}.,:;)\]%”’])~(?=[\p{L}\p{N}([“‘«»\\])/gu, tie);
}

function quoted(text: string): string {
  if (!text.includes('`')) return text;
  return text
    .replaceAll(/``([^`'\n]{0,400}(?:[`'\n](?![`'])[^`'\n]{0,400}){0,8})''/gu, '“$1”')
    .replaceAll(/(?<![`\p{L}\p{N}])`([^`'\n]{1,100})'(?![\p{L}'])/gu, '‘$1’');
}

/** `Claude~3` and `et~al.` are held together; `90%~93%`, `3~4` and `x~p` are something else. */
function tie(found: string, at: number, text: string): string {
  const [before, after] = [text.slice(Math.max(0, at - 2), at), text.slice(at + 1, at + 3)];
  if (/[\d%]$/.test(before) && /^\d/.test(after)) return found;
  const lone = /(?:^|[^\p{L}\p{N}])[a-z]$/u.test(before) && /^[\p{L}](?![\p{L}\p{N}])/u.test(after);
  return lone ? found : ' ';
}
