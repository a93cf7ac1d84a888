import type { Block, Card, Fact, Span } from './card.ts';

/** What help says of one command. */
export type HelpEntry = {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly usage: string;
  readonly summary: string;
  readonly details: readonly string[];
  readonly examples: readonly string[];
  /** As the menu of the platform has it; left out where there is no menu. */
  readonly menu?: {
    readonly says: string;
    readonly blanks: readonly { readonly name: string; readonly description: string }[];
  };
};

/** Every command in a line each, after the one thing to know: just type what you look for. */
export function helpCard(entries: readonly HelpEntry[]): Card {
  const some = entries.find(({ menu }) => menu !== undefined);
  return {
    title: { text: 'What you can say to Paperboy' },
    blocks: [
      {
        kind: 'text',
        spans: [
          { text: 'Type what you are looking for, for example ' },
          { text: 'weight decay after:2023', style: 'code' },
          { text: some === undefined ? '. Or begin with one of these words:' : '.' },
        ],
      },
      ...(some === undefined ? [] : [menuText(some)]),
      { kind: 'facts', facts: entries.map(summaryFact) },
      {
        kind: 'note',
        spans: [
          { text: 'More about one of them: ' },
          { text: 'help search', style: 'code' },
          { text: '. A word that is a command can still be searched for: ' },
          { text: 'search list decoding', style: 'code' },
          { text: '.' },
        ],
      },
      {
        kind: 'actions',
        actions: [
          { label: 'Paper of today', says: 'today' },
          { label: 'How to search', says: 'help search' },
          { label: 'How to subscribe', says: 'help subscribe' },
        ],
      },
    ],
  };
}

/** Where there is a menu, words are for messages. */
function menuText({ name, menu }: HelpEntry): Block {
  return {
    kind: 'text',
    spans: [
      {
        text: 'Say it to me in a direct message, or in one that mentions me. Or choose a command, which is a word as well: ',
      },
      { text: menu?.says ?? name, style: 'code' },
      { text: ' is ' },
      { text: name, style: 'code' },
      { text: ' in a message.' },
    ],
  };
}

/** One command: how it is said, what it does, and sentences that work. */
export function commandHelpCard(entry: HelpEntry): Card {
  const { menu, summary, details, examples, aliases } = entry;
  const blocks: Block[] = [summary, ...details].map((text) => ({ kind: 'text', spans: [{ text }] }));
  if (menu !== undefined) {
    blocks.push({
      kind: 'facts',
      facts: menu.blanks.map(({ name, description }) => ({ label: name, value: [{ text: description }] })),
    });
    if (examples.length > 0) blocks.push({ kind: 'note', spans: [{ text: `In a message: ${sentence(entry)}` }] });
  }
  if (examples.length > 0) blocks.push({ kind: 'code', text: examples.join('\n') });
  if (aliases.length > 0) blocks.push({ kind: 'note', spans: [{ text: `Also: ${aliases.join(', ')}` }] });
  return { title: { text: menu?.says ?? sentence(entry) }, blocks };
}

function summaryFact(entry: HelpEntry): Fact {
  const value: Span[] = [{ text: entry.summary }];
  return { label: entry.menu?.says ?? sentence(entry), value };
}

function sentence({ name, usage }: HelpEntry): string {
  return usage === '' ? name : `${name} ${usage}`;
}
