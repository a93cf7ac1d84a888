/** The text in one line: every run of white space is one space. Nothing visible is taken away. */
export function line(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Whether a person would see anything: spaces, controls and other invisible characters do not count. */
export function isVisible(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
}
