/** The first word of a sentence and what follows it, both without the spaces around them. */
export function splitFirstWord(sentence: string): { readonly first: string; readonly rest: string } {
  const whole = sentence.trim();
  const end = whole.search(/\s/u);
  return end === -1 ? { first: whole, rest: '' } : { first: whole.slice(0, end), rest: whole.slice(end).trim() };
}
