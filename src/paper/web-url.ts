/** The address in normal form when it is one of the web (http or https, no user name in it), else null. */
export function webUrl(text: string | null | undefined): string | null {
  const given = text?.trim() ?? '';
  // Longer than any link that a browser or a chat platform accepts.
  if (given === '' || given.length > 2000) return null;
  const url = URL.parse(given);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  return url.username === '' && url.password === '' ? url.href : null;
}
