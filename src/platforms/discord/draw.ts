import type { Card } from '../../cards/card.ts';
import type { Log } from '../../log.ts';
import type { Sentences } from '../platform.ts';
import { renderKept, renderMessage } from './render.ts';
import type { DiscordMessage } from './render.ts';

/** A card as a message. Never rejects: where long sentences cannot be kept, it comes without their buttons. */
export type Draw = (card: Card) => Promise<DiscordMessage>;

export function createDraw({ sentences, log }: { readonly sentences: Sentences; readonly log: Log }): Draw {
  return async (card) => {
    try {
      return await renderKept(card, sentences);
    } catch (error) {
      log.warn('discord.sentences-not-kept', { error });
      return renderMessage(card);
    }
  };
}
