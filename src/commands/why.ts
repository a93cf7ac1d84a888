import type { Answer, Fact } from '../cards/card.ts';
import { dateInWords } from '../cards/dates.ts';
import { line } from '../cards/line.ts';
import { reference as nameOf } from '../cards/paper-actions.ts';
import { paperTitle } from '../cards/paper-title.ts';
import { wishInWords } from '../cards/wish-in-words.ts';
import type { Request } from '../chat/request.ts';
import type { Paper } from '../paper/paper.ts';
import type { Entry } from '../store/store.ts';
import { explain, nothing, toPerson } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import { findPaper } from './find-paper.ts';
import { onlyOne } from './misfit.ts';
import { paperOfToday } from './paper-of-today.ts';
import { isReferenceOrNothing, parseReference } from './reference.ts';
import { namesSeveral } from './references.ts';
import { wholePlace } from './whole-place.ts';

/** Why a paper was chosen for this place, and when. */
export const why: Command = {
  name: 'why',
  aliases: [],
  usage: '<number|id|link>',
  summary: 'Say why a paper was chosen as the paper of the day here.',
  details: ['The reason is the one that was written down when it was chosen.'],
  examples: ['why 1', 'why 2310.04415'],
  fits: isReferenceOrNothing,
  nearly: namesSeveral,
  async run(args, request, parts) {
    const reference = parseReference(args);
    if (args === '') return explain(why);
    if (reference === null || namesSeveral(args)) return onlyOne(why, args, request, parts);
    const found = await findPaper(reference, request, parts);
    if (found.kind === 'problem') return found.answer;
    const { paper } = found;
    const entry = await shown(paper, request, parts);
    const facts = entry === null ? await ofToday(paper, request, parts) : await ofEntry(paper, entry, parts);
    return facts === null ? neverChosen(paper) : answer(paper, facts);
  },
};

/** In the thread where it is asked, or in its channel. */
async function shown({ id }: Paper, { place }: Request, { store }: CommandParts): Promise<Entry | null> {
  return (await store.ledger.lastShown(place, id)) ?? store.ledger.lastShown(wholePlace(place), id);
}

async function ofEntry(paper: Paper, { slot, place, papers }: Entry, parts: CommandParts): Promise<readonly Fact[]> {
  const here = await parts.store.subscriptions.list(place);
  const subscription = here.find(({ id }) => id === slot.subscriptionId);
  const reason = papers.find(({ id }) => id === paper.id)?.reason ?? '';
  return [
    fact('Why', line(reason) || 'The reason was not written down.'),
    fact('Paper of the day', dateInWords(slot.date)),
    fact('Asked for', subscription === undefined ? 'a subscription that has ended' : wishInWords(subscription)),
  ];
}

/** It is what `today` shows, where nothing was posted yet. */
async function ofToday(paper: Paper, request: Request, parts: CommandParts): Promise<readonly Fact[] | null> {
  const { choices, date } = await paperOfToday(request.place, request.zone, parts);
  const choice = choices.find((one) => one.paper.id === paper.id);
  if (choice === undefined) return null;
  return [fact('Why', line(choice.reason)), fact('Paper of today', `${dateInWords(date)}, not posted here`)];
}

function answer(paper: Paper, facts: readonly Fact[]): Answer {
  const card = {
    title: { text: 'Why this paper' },
    blocks: [
      { kind: 'text', spans: [paperTitle(paper)] },
      { kind: 'facts', facts },
    ],
  } as const;
  return toPerson(card, `why ${nameOf(paper.id)}`);
}

function neverChosen(paper: Paper): Answer {
  return nothing({
    title: 'This paper was not chosen for this place',
    text: [[paperTitle(paper)], 'It was not posted here as a paper of the day, so there is no reason to tell.'],
    actions: [{ label: 'Paper of today', says: 'today' }],
  });
}

function fact(label: string, text: string): Fact {
  return { label, value: [{ text }] };
}
