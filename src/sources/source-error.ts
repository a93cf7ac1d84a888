/** Why a source cannot go on; whoever runs it decides by the kind, never by the words. */
export type SourceFailure =
  /** What came is not what it should be: another format, too large, damaged. The same again would fail again. */
  | { readonly kind: 'unreadable' }
  /** Nothing came, or it was cut on the way. It may go better soon. */
  | { readonly kind: 'unreachable' }
  /** The source asks to be left alone for so long. */
  | { readonly kind: 'busy'; readonly retryAfterMs: number }
  /** The source says no, and would say it again: somebody has to change something. `body` is what it said, cut. */
  | { readonly kind: 'refused'; readonly status: number; readonly body: string };

/** A source cannot go on. The message says what is wrong and what to do; a person reads it as it is. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly failure: SourceFailure;

  constructor(message: string, options: ErrorOptions & { readonly failure?: SourceFailure } = {}) {
    super(message, options);
    this.failure = options.failure ?? { kind: 'unreadable' };
  }
}
