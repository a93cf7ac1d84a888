import { datesOf } from '../paper/dates-of.ts';
import type { Answer } from '../cards/card.ts';
import { clamp } from '../cards/clamp.ts';
import { line } from '../cards/line.ts';
import { ARXIV_CATEGORIES } from '../paper/arxiv-categories.ts';
import { parseQuery } from '../search/query.ts';
import { readTokens } from '../subscription/tokens.ts';
import { problem } from './answers.ts';
import type { CommandParts } from './command.ts';

/** These have filters, filled in apart from the words. */
const WITH_FILTERS = new Set(['search', 'subscribe', 'edit']);
const MOST_NAMED = 4;

/**
 * What to ask back where a filter says nothing that can be meant: a date that is none, a category that no paper has. In
 * a typed sentence it may be words; where it was filled in for itself, it is neither that nor nothing. Null: all is well.
 */
export async function amissFilter(command: string, args: string, parts: CommandParts): Promise<Answer | null> {
  if (!WITH_FILTERS.has(command)) return null;
  for (const { text, quoted } of readTokens(args)) {
    const [, name = '', value = ''] = (quoted ? null : /^(after|before|cat):(.+)$/iu.exec(text)) ?? [];
    if (name === '') continue;
    const isCategory = name.toLowerCase() === 'cat';
    if (isCategory && !(await isCategoryOf(value, parts))) return noCategory(value);
    if (!isCategory && datesOf(value).length !== 1) return noDate(name, value);
  }
  return null;
}

/** One of arXiv's, or one that some paper has. */
async function isCategoryOf(value: string, { index }: CommandParts): Promise<boolean> {
  const wanted = value.toLowerCase().replace(/\.\*?$/u, '');
  const isKnown = [...ARXIV_CATEGORIES.keys()].some((one) => {
    const id = one.toLowerCase();
    return id === wanted || id.startsWith(`${wanted}.`);
  });
  if (isKnown) return true;
  const query = parseQuery(`cat:${value}`);
  return query.categories.length > 0 && (await index.search(query, { offset: 0, limit: 1 })).total > 0;
}

function noDate(name: string, value: string): Answer {
  const [one, other] = datesOf(value);
  const which = other === undefined ? '' : ` It could be ${one ?? ''} or ${other}.`;
  return problem({
    title: `“${clamp(line(value), 40)}” is not a date that I can read`,
    text: [
      `${which} Write a year, a month or a day, like 2024, 2024-05 or 2024-05-31, behind ${name.toLowerCase()}.`.trim(),
      'Nothing was searched or changed.',
    ],
  });
}

function noCategory(value: string): Answer {
  const archive = value.toLowerCase().split('.')[0] ?? '';
  const near = [...ARXIV_CATEGORIES].filter(([id]) => id.toLowerCase().startsWith(`${archive}.`)).slice(0, MOST_NAMED);
  const some = near.map(([id, name]) => `${id} (${name})`).join(', ');
  return problem({
    title: `I know no category “${clamp(line(value), 40)}”`,
    text: [
      some === ''
        ? 'Write it as arXiv does, like cs.CL or math; while you type, those that there are are proposed.'
        : `Of ${archive} there are for example ${some}. While you type, those that there are are proposed.`,
      'Nothing was searched or changed.',
    ],
  });
}
