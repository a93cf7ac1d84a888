import type { Answer, Card } from '../cards/card.ts';
import { commandHelpCard } from '../cards/help-card.ts';
import type { HelpEntry } from '../cards/help-card.ts';
import { noticeCard } from '../cards/notice-card.ts';
import type { Notice } from '../cards/notice-card.ts';

/** For the eyes of the person who asked. */
export function toPerson(card: Card): Answer {
  return { card, audience: 'person', outcome: 'ok', share: null, form: null };
}

/** For everybody in the place, because it changes what happens there. */
export function toPlace(card: Card): Answer {
  return { card, audience: 'place', outcome: 'ok', share: null, form: null };
}

export function notice(parts: Notice): Answer {
  return toPerson(noticeCard(parts));
}

/** A command that was said without what it needs explains itself. */
export function explain(command: HelpEntry): Answer {
  return toPerson(commandHelpCard(command));
}
