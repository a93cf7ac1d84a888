import { webAddress } from '../shared/web-address.ts';

/**
 * A link that Discord takes as one link and that leads where it says: `http:` or `https:`, without a name or password in
 * it, nothing in it that ends a link in Discord's Markdown, or the emphasis around one. Null when `url` is not such a link, or is longer than `max`.
 */
export function safeUrl(url: string, max: number): string | null {
  const address = webAddress(url);
  if (address === null) return null;
  const href = address.href.replaceAll(
    /[()<>"`\\|*\s]/gu,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return href.length <= max ? href : null;
}
