import type { Subscription, Wish } from '../subscription/subscription.ts';
import type { Form } from './form.ts';

/**
 * What Paperboy says, before any platform draws it.
 *
 * A card is closed plain data. Texts are plain text: no markup and no escapes; both, and every limit, belong to the
 * renderer of a platform. A new kind of block must break every renderer at compile time.
 */
export type Card = {
  readonly title: Span;
  readonly blocks: readonly Block[];
  /** What belongs below it as a first reply where a platform has threads; elsewhere it is left out. It has none itself. */
  readonly thread?: Card;
  /** What a post with it does beyond being read. An answer does nothing of it. */
  readonly extras?: NonNullable<Wish['extras']>;
};

export type Block =
  /**
   * A paragraph. `rest` holds a button for each span, which leads to the text from there on, for a platform that has no room
   * for all of it: see read-on.ts.
   */
  | { readonly kind: 'text'; readonly spans: readonly Span[]; readonly rest?: readonly Action[] }
  /** Short labelled values. */
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  /** Papers, numbered as they can be called in the next sentence. */
  | { readonly kind: 'list'; readonly items: readonly ListItem[] }
  /** Text to copy as it is: a citation, a command. */
  | { readonly kind: 'code'; readonly text: string }
  /** A quiet line: how a list was sorted, why a paper was chosen. */
  | { readonly kind: 'note'; readonly spans: readonly Span[] }
  /** How to go on, for whoever has no buttons: platforms with buttons leave it out. */
  | { readonly kind: 'hint'; readonly text: string }
  | { readonly kind: 'divider' }
  | { readonly kind: 'actions'; readonly actions: readonly Action[] };

export type Span = {
  readonly text: string;
  /** `https:` or `http:` only. */
  readonly url?: string;
  readonly style?: 'strong' | 'emphasis' | 'code' | 'mark';
  /** The channel that `text` stands for, by the platform's own id, where the platform can show its name instead. */
  readonly channel?: string;
  /** The group of people that `text` stands for, likewise; it is named, and not called. */
  readonly role?: string;
};

export type Fact = { readonly label: string; readonly value: readonly Span[] };

export type ListItem = {
  /** The number that a person can type for it. */
  readonly number: number;
  readonly title: Span;
  /** Authors, date, votes … in one line. */
  readonly facts: readonly Span[];
  /** A snippet; may be empty. */
  readonly text: readonly Span[];
  /** As of a paragraph. */
  readonly rest?: readonly Action[];
  readonly actions: readonly Action[];
};

/** A button is a sentence: a click comes back as an ordinary request with the text `says`. Or it is a link. */
export type Action =
  | {
      readonly label: string;
      readonly says: string;
      /**
       * In a message that only the person sees who clicks, the answer takes the place of the message. In a message for
       * everybody it is a new one, for that person alone.
       */
      readonly effect?: 'replace';
      /** What to ask before it is said, where the platform can: it cannot be taken back by a click. */
      readonly confirm?: Confirm;
    }
  | { readonly label: string; readonly url: string };

export type Confirm = {
  readonly title: string;
  readonly text: string;
  /** The words on the two buttons, to go on and to leave it. */
  readonly yes: string;
  readonly no: string;
};

/** What a command answers, and for whose eyes where the platform can tell them apart. */
export type Answer = {
  readonly card: Card;
  readonly audience: 'person' | 'place';
  /**
   * `nothing`: the sentence was fine, but there is nothing to show (no result, an unknown paper). `problem`: it was not,
   * and the card says how to say it; or something failed.
   */
  readonly outcome: 'ok' | 'nothing' | 'problem';
  /**
   * A sentence that shows the same to everybody in the place: `share` before it does so. Null when that makes no sense:
   * mistakes, help, what is one person's own, settings.
   */
  readonly share: string | null;
  /** What the person can fill in instead of typing. */
  readonly form: Form | null;
  /** What was changed in another place than the one where it was asked: everybody there is told. */
  readonly told?: { readonly place: Subscription['place']; readonly card: Card };
};
