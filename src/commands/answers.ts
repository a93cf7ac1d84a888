import type { Answer, Card } from '../cards/card.ts';
import { commandHelpCard } from '../cards/help-card.ts';
import type { HelpEntry } from '../cards/help-card.ts';
import { noticeCard } from '../cards/notice-card.ts';
import type { Notice } from '../cards/notice-card.ts';
import type { Request } from '../chat/request.ts';

/** A button must be able to say it, behind `share`; Slack's limit for the value of a button is 2,000. */
const MAX_SHARED = 1500;

/** For the eyes of the person who asked. `share`: the sentence that shows the same to all, if there is one. */
export function toPerson(card: Card, share: string | null = null): Answer {
  const shared = share !== null && share.length <= MAX_SHARED ? share : null;
  return { card, audience: 'person', outcome: 'ok', share: shared, form: null };
}

/** For everybody in the place, because it changes what happens there. */
export function toPlace(card: Card): Answer {
  return { card, audience: 'place', outcome: 'ok', share: null, form: null };
}

/** The sentence was fine, but there is nothing to show for it. */
export function nothing(parts: Notice): Answer {
  return { ...toPerson(noticeCard(parts)), outcome: 'nothing' };
}

/** It cannot be done like this; the notice says how it can. */
export function problem(parts: Notice): Answer {
  return { ...toPerson(noticeCard(parts)), outcome: 'problem' };
}

/** A command that was said without what it needs explains itself. */
export function explain(command: HelpEntry): Answer {
  return { ...toPerson(commandHelpCard(command)), outcome: 'problem' };
}

/** With how the menu of the platform has it, where there is one. */
export function inMenu(command: HelpEntry, { menu }: Pick<Request, 'menu'>): HelpEntry {
  const entry = menu?.(command.name) ?? null;
  return entry === null ? command : { ...command, menu: entry };
}

/** For those who may not change what is posted in the place, or of whom the platform cannot know it there. */
export async function notAllowed({
  lacks,
  hindrance,
  invite,
}: Pick<Request, 'lacks' | 'hindrance' | 'invite'>): Promise<Answer> {
  if (invite !== undefined) return notThere(invite);
  return problem({
    title: 'You cannot change what is posted here',
    text: [
      lacks ?? (await hindrance()) ?? 'Join first, or ask somebody who may.',
      'The subscriptions of a place are for those who belong to it. In many places only those who manage it may change them.',
      'In your direct messages with me you may always subscribe.',
    ],
    actions: [{ label: 'Paper of today', says: 'today' }],
  });
}

/** Nobody lacks a right: there is nobody to post. */
function notThere(invite: string): Answer {
  return problem({
    title: 'I am not in this server, so I cannot post here',
    text: [
      'You brought me along for yourself: I answer you here, and nobody else.',
      'Whoever manages this server can add me with the button below; send it to them, or ask whoever runs Paperboy for the link (paperboy discord invite). Then subscribe here again.',
      'In your direct messages with me you can subscribe now.',
    ],
    actions: [
      { label: 'Add me to this server', url: invite },
      { label: 'Paper of today', says: 'today' },
    ],
  });
}
