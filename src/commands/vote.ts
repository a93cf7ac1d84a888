import type { Action, Span } from '../cards/card.ts';
import { noticeCard } from '../cards/notice-card.ts';
import { reference as nameOf } from '../cards/paper-actions.ts';
import { paperTitle } from '../cards/paper-title.ts';
import { wholePlace } from '../chat/place.ts';
import type { Vote, Votes } from '../store/store.ts';
import { explain, toPerson } from './answers.ts';
import type { Command } from './command.ts';
import { findPaper } from './find-paper.ts';
import { onlyOne } from './misfit.ts';
import { isReferenceOrNothing, parseReference } from './reference.ts';
import { namesSeveral } from './references.ts';

type Kind = { readonly name: string; readonly value: Vote; readonly summary: string; readonly title: string };

/** A paper that this place could use more of. */
export const like = voteCommand({
  name: 'like',
  value: 1,
  summary: 'Say that a paper was a good choice for this place.',
  title: 'You like this paper',
});

/** A paper that this place could do without. */
export const dislike = voteCommand({
  name: 'dislike',
  value: -1,
  summary: 'Say that a paper was no good choice for this place.',
  title: 'This paper is not for you',
});

/** Neither any more. */
export const unvote = voteCommand({
  name: 'unvote',
  value: 0,
  summary: 'Take back what you said of a paper.',
  title: 'Taken back',
});

function voteCommand({ name, value, summary, title }: Kind): Command {
  const command: Command = {
    name,
    aliases: [],
    usage: '<number|id|link>',
    summary,
    details: ['Everybody has one voice for a paper in a place; the last word counts. Others see only the numbers.'],
    examples: [`${name} 1`, `${name} 2310.04415`],
    hidden: true,
    fits: isReferenceOrNothing,
    nearly: namesSeveral,
    async run(args, request, parts) {
      const reference = parseReference(args);
      if (args === '') return explain(command);
      if (reference === null || namesSeveral(args)) return onlyOne(command, args, request, parts);
      const found = await findPaper(reference, request, parts);
      if (found.kind === 'problem') return found.answer;
      const { id } = found.paper;
      const place = wholePlace(request.place);
      await parts.store.people.vote(request.person, place, id, value, parts.now().toISOString());
      const text: (string | readonly Span[])[] = [
        [paperTitle(found.paper)],
        votesInWords(await parts.store.people.votes(place, id)),
      ];
      return toPerson(noticeCard({ title, text, actions: waysBack(value, nameOf(id)) }));
    },
  };
  return command;
}

function waysBack(value: Vote, paper: string): readonly Action[] {
  if (value !== 0) return [{ label: 'Take it back', says: `unvote ${paper}`, effect: 'replace' }];
  return [
    { label: '👍', says: `like ${paper}`, effect: 'replace' },
    { label: '👎', says: `dislike ${paper}`, effect: 'replace' },
  ];
}

function votesInWords({ likes, dislikes }: Votes): string {
  const said = [
    ...(likes === 0 ? [] : [likes === 1 ? '1 person here likes it' : `${likes} people here like it`]),
    ...(dislikes === 0
      ? []
      : [dislikes === 1 ? '1 person here does not like it' : `${dislikes} people here do not like it`]),
  ];
  return said.length === 0 ? 'Nobody here has said anything of it.' : `${said.join(', ')}.`;
}
