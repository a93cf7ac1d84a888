import type { Paper, PaperId } from '../paper/paper.ts';
import { webUrl } from '../paper/web-url.ts';
import type { Action } from './card.ts';
import { searchUrl } from './search-url.ts';

/** How a sentence names a paper for ever, whatever list was seen in between: `2401.01234`, `jsonl:42`. */
export function reference(id: PaperId): string {
  return id.startsWith('arxiv:') ? id.slice('arxiv:'.length) : id;
}

/** What can be done with a paper whose abstract is already on the card; `isSaved`: on the list of whoever sees it. */
export function paperActions(paper: Paper, isSaved = false): readonly Action[] {
  const name = reference(paper.id);
  return [
    { label: 'Similar', says: `similar ${name}` },
    isSaved ? { label: 'Take it off', says: `unsave ${name}` } : { label: 'Save', says: `save ${name}` },
    { label: 'Cite', says: `cite ${name}` },
    openAction(paper),
  ];
}

/** What can be done with a paper of a list. */
export function itemActions(paper: Paper, isSaved = false): readonly Action[] {
  return [{ label: 'Abstract', says: `abstract ${reference(paper.id)}` }, ...paperActions(paper, isSaved)];
}

/**
 * What can be done with a paper of the day, which a place has in common. Its buttons name the date: pressed on another
 * day, they still mean this post.
 */
export function dailyActions(paper: Paper, date: string, isOpen: boolean): readonly Action[] {
  const name = reference(paper.id);
  return [
    { label: isOpen ? 'Less' : 'Abstract', says: dailySentence(paper, date, !isOpen), effect: 'replace' },
    ...paperActions(paper),
    { label: '👍', says: `like ${name}` },
    { label: '👎', says: `dislike ${name}` },
    { label: 'Why this one', says: `why ${name} on ${date}` },
  ];
}

/** Shows the post of that day again which held the paper; with its abstract whole when it is to be open. */
export function dailySentence(paper: Paper, date: string, isOpen: boolean): string {
  return `daily ${date} ${isOpen ? 'open ' : ''}${reference(paper.id)}`;
}

function openAction(paper: Paper): Action {
  const url = webUrl(paper.url);
  return url === null ? { label: 'Search for it', url: searchUrl(paper) } : { label: 'Open', url };
}
