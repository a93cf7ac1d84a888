/** A source cannot go on. The message says what is wrong and what to do; a person reads it as it is. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
}
