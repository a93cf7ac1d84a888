/**
 * Where something is said: a channel, a direct conversation or a thread of one platform.
 *
 * Ids are the platform's own and opaque to everybody else.
 */
export type Place = {
  /** The platform's name: `terminal`, `slack`, `discord`. */
  readonly platform: string;
  /** The workspace or server, or null where there is none (a direct message on Discord, the terminal). */
  readonly workspace: string | null;
  readonly channel: string;
  /** A thread inside the channel, or null. */
  readonly thread: string | null;
};

/** The channel of a thread: what is thought of a paper and where it was posted does not depend on the thread. */
export function wholePlace(place: Place): Place {
  return { ...place, thread: null };
}

/** One text for one place, to compare and to store. Parts are percent-encoded, so no two places share a key. */
export function placeKey(place: Place): string {
  return [place.platform, place.workspace ?? '', place.channel, place.thread ?? '']
    .map((part) => encodeURIComponent(part))
    .join('/');
}

/** The place that {@link placeKey} wrote. Throws on a text that it cannot have written. */
export function placeFromKey(key: string): Place {
  const parts = key.split('/').map((part) => decodeURIComponent(part));
  const [platform, workspace, channel, thread] = parts;
  if (parts.length !== 4 || !platform || !channel) throw new Error(`Expected a place key, got ${JSON.stringify(key)}`);
  return { platform, workspace: workspace || null, channel, thread: thread || null };
}

/** What comes before a sentence that is about another place. A number there is given once, so the two name one subscription. */
export function beforeThere(place: Place): string {
  return `there ${placeKey(place)} `;
}
