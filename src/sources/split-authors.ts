// `Lovelace` or `van der Maaten`: what stands before the comma of a name that is written family name first.
const familyFirst = /^(?:\p{Ll}[\p{L}'’]*\s+)*[^\s,]+,[^,]+$/u;

/**
 * The names in one text: `Ada Lovelace, Alan Turing and Grace Hopper`, `Lovelace, Ada; Turing, Alan`, or
 * `Lovelace, Ada and Turing, Alan`. In linear time; a name itself is left as it is.
 */
export function splitAuthors(text: string): readonly string[] {
  if (text.includes(';')) return named(text.split(';'));
  const parts = named(text.split(/\s(?:and|AND|&)\s/));
  if (parts.length > 1 && parts.every((part) => familyFirst.test(part))) return parts;
  return named(parts.flatMap((part) => part.split(',')));
}

function named(parts: readonly string[]): readonly string[] {
  return parts.map((part) => part.trim().replace(/,$/, '').trim()).filter((part) => part !== '');
}
