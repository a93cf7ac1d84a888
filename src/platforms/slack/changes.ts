const changing =
  /^\s*(?:\/?(?:papers|paperboy)\s+)?\/?(?:there\s+\S+\s+)?(?:save|unsave|subscribe|edit|unsubscribe|pause|resume|skip|post|like|dislike|unvote)\b/iu;

/** Whether a sentence changes something: what stands on a home tab, and what it would do if it were said again. */
export function changes(text: string): boolean {
  return changing.test(text);
}
