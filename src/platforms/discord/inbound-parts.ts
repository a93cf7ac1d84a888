import type { Client, Interaction, Message } from 'discord.js';
import type { Log } from '../../log.ts';
import type { Handlers, Platform, Sentences } from '../platform.ts';
import type { Call } from './call.ts';
import type { ExchangeParts } from './exchange.ts';
import type { Guarded } from './guard.ts';
import type { Hindrance } from './hindrance.ts';
import type { Rights } from './rights.ts';
import type { DiscordSettings } from './settings.ts';
import type { Turns } from './turns.ts';

/** What the ways in are made of. */
export type InboundParts = {
  /** Logged in; a connection that is lost for good is followed by another client and other ways in. */
  readonly client: Client<true>;
  readonly handlers: Handlers;
  readonly settings: DiscordSettings;
  readonly now: () => Date;
  readonly log: Log;
  readonly sentences: Sentences;
  readonly hindrance: Hindrance;
  /** The REST that posts go through as well, so that one knows of the limits of the other. */
  readonly call: Call;
  /** The same, but for questions that were answered a moment ago. */
  readonly asking: Call;
  readonly rights: Rights;
  readonly guarded: Guarded;
  readonly inTurn: Turns;
  /** Says something to one person alone, as the poster does. */
  readonly tell: Platform['tell'];
  /** Whether Discord gives us the text of every message. */
  readonly readsMessages: boolean;
  /** A new short name for a request. */
  readonly reference: () => string;
  /** An answer that takes longer is announced first. */
  readonly answerMs: number;
} & Pick<ExchangeParts, 'rest' | 'backoff'>;

/** Every way in. Nothing rejects. */
export type Inbound = {
  readonly interaction: (interaction: Interaction) => Promise<void>;
  readonly message: (message: Message) => Promise<void>;
  /** Resolves when everything that was said so far is answered. */
  readonly settled: () => Promise<void>;
};
