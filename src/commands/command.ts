import type { Answer } from '../cards/card.ts';
import type { CommandInfo, Request } from '../chat/request.ts';
import type { SourceNews } from '../cards/source-news.ts';
import type { Paper } from '../paper/paper.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Store } from '../store/store.ts';

/** What commands work with. */
export type CommandParts = {
  readonly store: Store;
  readonly index: SearchIndex;
  readonly now: () => Date;
  readonly sources: SourceDesk;
};

/** What commands know of the sources on the web. */
export type SourceDesk = {
  /** How each source is doing. */
  report(): Promise<readonly SourceNews[]>;
  /**
   * The paper that an id or a link of arXiv names, from arXiv itself, into the store: the one question to the network that an
   * answer may ask. Resolves within seconds.
   */
  lookUp(text: string): Promise<LookedUp>;
};

export type LookedUp =
  | { readonly kind: 'found'; readonly paper: Paper }
  /** arXiv has no such paper. */
  | { readonly kind: 'unknown' }
  /** In plain words. */
  | { readonly kind: 'failed'; readonly why: string }
  /** arXiv is switched off. */
  | { readonly kind: 'off' };

/** A sentence of the grammar: the same on every platform. */
export type Command = CommandInfo & {
  /** A few more plain lines for `help NAME`. */
  readonly details: readonly string[];
  /** Whole sentences that work. */
  readonly examples: readonly string[];
  /**
   * Whether `args` can be meant for this command. A first word that is a command wins only when what follows fits it;
   * otherwise the sentence is a search (`list decoding`, `paper recommendation systems`).
   */
  fits(args: string): boolean;
  /**
   * Whether `args`, which do not fit, were meant for this command all the same (`paper 2 3`, `cite 1 bibtext`): then it says
   * how it is said, and what works. Left out: they never were.
   */
  nearly?(args: string): boolean;
  run(args: string, request: Request, parts: CommandParts): Promise<Answer>;
};
