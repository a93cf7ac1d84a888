import { webAddress } from '../shared/web-address.ts';
import { limits } from './limits.ts';

/**
 * A link that Slack takes as one link and that leads where it says: `http:` or `https:`, without a name or password in
 * it, nothing in it that ends a link in Slack's syntax. Null when `url` is not such a link or is too long.
 */
export function safeUrl(url: string): string | null {
  const address = webAddress(url);
  if (address === null) return null;
  const href = address.href.replaceAll(/[|<>"\s]/gu, (found) => encodeURIComponent(found));
  return href.length <= limits.buttonUrl ? href : null;
}
