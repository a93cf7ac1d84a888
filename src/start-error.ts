/** A platform could not begin; the message names it and its reason. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
