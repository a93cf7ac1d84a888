import type { Place } from '../chat/place.ts';

/** The channel of a thread: what is thought of a paper and where it was posted does not depend on the thread. */
export function wholePlace(place: Place): Place {
  return { ...place, thread: null };
}
