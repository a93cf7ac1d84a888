import type { Paper } from '../paper/paper.ts';
import { webUrl } from '../paper/web-url.ts';
import type { Span } from './card.ts';
import { clamp } from './clamp.ts';
import { isVisible, line } from './line.ts';

/** The longest real title we know has 512 characters; more than this is no title. */
const MAX_TITLE = 1000;
const MAX_STAND_IN = 80;

/** The title in one line, as the paper gives it; for a paper without one, the beginning of its abstract, said to be that. */
export function titleText(paper: Paper): string {
  if (isVisible(paper.title)) return clamp(line(paper.title), MAX_TITLE);
  if (isVisible(paper.abstract)) return `Untitled: ${clamp(line(paper.abstract), MAX_STAND_IN)}`;
  return `Untitled (${clamp(line(paper.id), MAX_STAND_IN)})`;
}

/** The title as a link to the paper's page; without a link when that page was never confirmed. */
export function paperTitle(paper: Paper): Span {
  const url = webUrl(paper.url);
  return url === null ? { text: titleText(paper) } : { text: titleText(paper), url };
}
