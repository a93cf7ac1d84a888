import type { Card } from '../../cards/card.ts';
import type { Log } from '../../log.ts';
import type { Sentences } from '../platform.ts';
import { renderKept, renderMessage, renderText } from './render.ts';
import type { DiscordMessage } from './render.ts';

/** A card, ready to be sent: in full, and as text alone. */
export type Drafted = { readonly body: DiscordMessage; readonly plain: DiscordMessage; readonly nonce: string };

/**
 * Never rejects: where the long sentences of buttons cannot be kept, the post comes without those buttons. `marked` puts
 * the nonce into the first component, too, where it can be found again.
 */
export async function draftPost(
  card: Card,
  { sentences, log }: { readonly sentences: Pick<Sentences, 'keep'>; readonly log?: Log },
  { nonce, marked }: { readonly nonce: string; readonly marked: boolean },
): Promise<Drafted> {
  const mark = marked ? nonce : null;
  try {
    return { body: await renderKept(card, sentences, mark), plain: renderText(card), nonce };
  } catch (error) {
    log?.warn('discord.sentences-not-kept', { error });
    return { body: renderMessage(card, { kept: new Map(), mark }), plain: renderText(card), nonce };
  }
}
