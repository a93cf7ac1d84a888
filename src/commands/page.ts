import type { Answer } from '../cards/card.ts';
import type { Request } from '../chat/request.ts';
import type { SeenList } from '../store/store.ts';
import { explain, nothing, problem } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import { links } from './links.ts';
import { MAX_PAGE } from './listing.ts';
import type { PagedCommand, Turn } from './listing.ts';
import { misfit } from './misfit.ts';
import { parseReference } from './reference.ts';
import { saved } from './saved.ts';
import { search } from './search.ts';
import { similar } from './similar.ts';
import { splitFirstWord } from './split-first-word.ts';
import { trending } from './trending.ts';
import { recallList } from './seen-list.ts';

const paged: readonly PagedCommand[] = [search, similar, trending, links, saved];

type Wanted = {
  readonly turn: Turn;
  readonly command: PagedCommand;
  readonly args: string;
};

/** A page of a list, named whole, so that an old button still works whatever was seen in between. */
export const page: Command = {
  name: 'page',
  aliases: [],
  usage: '<number> [open <number|id>] <search|similar|trending|links|saved …>',
  summary: 'Show a page of a list. After a list, more is shorter.',
  details: [
    'This is what the buttons under a list say. open shows the whole abstract of one paper on the page.',
    'A list whose sentence is too long for a button is named by a key under which it is kept.',
  ],
  examples: ['page 2 search weight decay', 'page 1 open 2 search weight decay'],
  hidden: true,
  fits: (args) => args === '' || parse(args) !== null || parseKey(args) !== null,
  async run(args, request, parts) {
    const named = parseKey(args);
    if (named !== null) return showNamed(named, request, parts);
    const wanted = parse(args);
    return wanted === null ? explain(page) : show(wanted, request, parts);
  },
};

/** The page after the list that this person saw last in this place. */
export const more: Command = {
  name: 'more',
  aliases: [],
  usage: '',
  summary: 'Show the next page of the list that you saw last.',
  details: ['The numbers go on counting, and the earlier ones still work.'],
  examples: ['more'],
  fits: (args) => args === '',
  nearly: (args) => parseReference(args)?.kind === 'number',
  async run(args, request, parts) {
    if (args !== '') {
      const why = 'more goes on page by page.';
      return misfit({ command: more, args, why, nearest: 'more' }, request, parts);
    }
    const seen = await recallList(request, parts);
    const wanted = nextOf(seen);
    if (wanted !== null) return show(wanted, request, parts);
    return seen === null
      ? problem({ title: 'There is no list yet', text: ['Search for something first; more then shows its next page.'] })
      : nothing({ title: 'That was all', text: ['The list that you saw last here has no further page.'] });
  },
};

async function show({ turn, command, args }: Wanted, request: Request, parts: CommandParts): Promise<Answer> {
  if (turn.page >= 1 && turn.page <= MAX_PAGE) return command.page(args, turn, request, parts);
  return problem({
    title: `There is no page ${turn.page}`,
    text: [`Pages go from 1 to ${MAX_PAGE}. More words or filters bring what you look for nearer.`],
  });
}

/** The page that `more` shows. */
function nextOf(seen: SeenList | null): Wanted | null {
  return seen?.more ? parse(splitFirstWord(seen.more).rest) : null;
}

type Named = { readonly turn: Turn; readonly key: string };

/** A button under a list whose sentence it cannot hold: it never goes on with another list. */
async function showNamed({ turn, key }: Named, request: Request, parts: CommandParts): Promise<Answer> {
  const sentence = await parts.store.sentences.find(key);
  const wanted = sentence === null ? null : parse(`${turn.page} ${sentence}`);
  if (wanted !== null) return show({ ...wanted, turn }, request, parts);
  return problem({
    title: 'I cannot go on with this list any more',
    text: ['What it looked for is too long for a button, and I do not know it any more. Ask for it again.'],
  });
}

function parseKey(args: string): Named | null {
  const [, number, opening, key] = /^(\d{1,4})\s+(?:open\s+(\S+)\s+)?of\s+([\w-]{8,64})$/u.exec(args) ?? [];
  const open = opening === undefined ? null : parseReference(opening);
  if (number === undefined || key === undefined || !isKey(key) || (opening !== undefined && open === null)) return null;
  return { turn: { page: Number(number), open }, key };
}

/** Those of buttons of old were shorter, and are not kept. */
function isKey(key: string): boolean {
  return key.length >= 20 || /^[0-9a-f]{8}$/u.test(key);
}

function parse(args: string): Wanted | null {
  const [, number, opening, sentence] = /^(\d{1,4})\s+(?:open\s+(\S+)\s+)?(\S[\s\S]*)$/iu.exec(args) ?? [];
  if (number === undefined || sentence === undefined) return null;
  const open = opening === undefined ? null : parseReference(opening);
  if (opening !== undefined && open === null) return null;
  const { first, rest } = splitFirstWord(sentence);
  const command = paged.find(({ name }) => name === first.toLowerCase());
  return command?.fits(rest) ? { turn: { page: Number(number), open }, command, args: rest } : null;
}
