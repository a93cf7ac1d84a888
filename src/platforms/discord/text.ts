/** Nobody sees it, and no word, tag or link of Discord's goes across it. */
const JOINER = '\u2060';

/** Finds at least what {@link escape} changes: most pieces of a card have nothing of it, and one look tells. */
const telling = /[\\*_~`|<>[\]:@]|^\s*(?:[#+-]|\d*\.)|\.(?:gg|com)/im;

/**
 * Cleaned text in which nothing is Markdown of Discord, and everything reads as it was written: no emphasis, heading,
 * list, quote, spoiler, code, masked link, plain link, time stamp, emoji or mention. It holds wherever the result is put,
 * also at the beginning of a line and next to another escaped text. At most twice as long as `text`.
 *
 * A backslash before a character that is neither letter, digit nor white space shows that character as it is:
 * https://support.discord.com/hc/en-us/articles/210298617. The server looks for mentions without reading backslashes, so
 * after an `@` that could begin one comes an invisible joiner as well.
 */
export function escape(text: string): string {
  if (!telling.test(text)) return text;
  return (
    text
      .replaceAll(/[\\*_~`|<>[\]]/gu, '\\$&')
      // What begins a line: headings, small print, lists. A piece may be put behind another that ends with its number.
      .replaceAll(/^(\s*)([#+-])/gmu, '$1\\$2')
      .replaceAll(/^(\s*\d*)\.(?=\s|$)/gmu, '$1\\.')
      // `https://`, an emoji by its name, or the first part of either, whose second part may follow.
      .replaceAll(/:(?=\/|[^\s:]*(?::|$))/gmu, '\\:')
      // An invitation is recognised without `https://`.
      .replaceAll(/\.(?=gg\b)|(?<=\bdiscord(?:app)?)\.(?=com\b)/giu, '\\.')
      .replaceAll(/@(?=[eh&!\d]|$)/gimu, `@${JOINER}`)
  );
}

/** Text between back quotes: nothing escapes there, so what would end it becomes what looks most like it. */
export function inlineCode(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').replaceAll('`', '\u02cb').replaceAll('@', `@${JOINER}`);
}

/** Text to copy, between two lines of three back quotes. What the server would take for a mention is none here either. */
export function codeBlock(text: string): string {
  const shown = text
    .replaceAll(/`{2,}(?=`)/gu, (found) => '\u02cb'.repeat(found.length))
    .replaceAll(/@(?=everyone|here)|(?<=<)@(?=[!&]?\d)/giu, `@${JOINER}`);
  return `\`\`\`\n${shown}\n\`\`\``;
}
