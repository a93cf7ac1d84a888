/** An address that begins with `https:` or `http:`, without a name or a password in it; null for any other text. */
export function webAddress(text: string): URL | null {
  const url = URL.parse(text.trim());
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  return url.username === '' && url.password === '' ? url : null;
}
