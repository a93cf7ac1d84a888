import type { Answer, Card } from '../cards/card.ts';
import type { Completion, Typing } from '../chat/completion.ts';
import type { Place } from '../chat/place.ts';
import type { CommandInfo, Person, Request } from '../chat/request.ts';
import type { Log } from '../log.ts';

/** A chat platform: it translates, and decides nothing. */
export type Platform = {
  readonly name: string;
  /** Begins to listen. Throws {@link StartFailure} when it cannot; then it may be started again. */
  start(handlers: Handlers): Promise<void>;
  /**
   * Shows a card in a place. `key` names the post for ever: see {@link Platform.find}. Resolves with the platform's id
   * of the message once the platform has confirmed it; throws {@link DeliveryError} otherwise.
   */
  post(place: Place, card: Card, key: string): Promise<string>;
  /**
   * Whether the post with that key, sent at `since` (ISO instant) or later, is already visible there. Where the `card` of the
   * post is told, what belongs below a post that is found, and is missing there, may be put there now.
   */
  find(place: Place, key: string, since: string, card?: Card | null): Promise<Found>;
  /** Says something to one person alone. Throws {@link DeliveryError}. */
  tell(person: Person, card: Card): Promise<void>;
  /** Whether that person may read what is posted in a place of this platform; false where it does not know. Never rejects. */
  sees(person: Person, place: Place): Promise<boolean>;
  /**
   * The place of a channel, by the platform's own id; null when it knows no such channel. Rejects when it cannot know that
   * now.
   */
  placeOf(channel: string): Promise<Place | null>;
  /** Ends what it holds, then stops listening. Safe to call twice. */
  stop(): Promise<void>;
};

export type Handlers = {
  readonly commands: readonly CommandInfo[];
  /** Never rejects: an unexpected failure is a card too. */
  readonly answer: (request: Request) => Promise<Answer>;
  /** Ways to go on typing, best first. Never rejects. Without one nothing is proposed. */
  readonly complete?: (typing: Typing) => Promise<readonly Completion[]>;
  /** Where the platform tells whoever runs it what happens; without one it tells nobody. */
  readonly log?: Log;
  /** Without one, a platform offers no button whose sentence it would have to keep. */
  readonly sentences?: Sentences;
};

/** Where sentences are kept that are too long for a button: for ever, also over a restart. */
export type Sentences = {
  /** The key under which `sentence` is found from now on, at most 64 characters: the same key for the same sentence. */
  readonly keep: (sentence: string) => Promise<string>;
  /** Null when nothing is kept under that key. */
  readonly find: (key: string) => Promise<string | null>;
};

/** Why a platform cannot begin to listen, in plain words that hold no secret. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
  /** Whether it may go better later without anybody doing anything here. */
  readonly retry: boolean;

  constructor(message: string, options: ErrorOptions & { readonly retry: boolean }) {
    super(message, options);
    this.retry = options.retry;
  }
}

export type Found =
  | { readonly kind: 'found'; readonly message: string }
  | { readonly kind: 'absent' }
  /** The platform has no memory that could be asked. */
  | { readonly kind: 'cannot-know' };

/** A platform's settings live in its own folder: null when they are not there at all. */
export type PlatformModule = {
  readonly name: string;
  /** Throws an error that names the setting, never its value, when the settings are wrong. */
  fromEnv(env: Readonly<Record<string, string | undefined>>): Platform | null;
};

export type DeliveryFailure =
  /** This place will never work again. */
  | { readonly kind: 'gone' }
  /** A person can fix it; `remedy` says how, in plain words. */
  | { readonly kind: 'forbidden'; readonly remedy: string }
  /** This card was refused; another one may pass. */
  | { readonly kind: 'rejected' }
  /** Not now. */
  | { readonly kind: 'busy'; readonly retryAfterMs: number }
  /** It may have been posted. */
  | { readonly kind: 'unknown' };

/** Why a post did not arrive, or may not have. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly failure: DeliveryFailure;

  constructor(failure: DeliveryFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}
